"""A receipt says what came of somebody's words, and nothing of anybody else."""

import html
from datetime import timedelta

import pytest

from alongside.asks import queries as asks
from alongside.asks.models import Comment
from alongside.influence import actions
from alongside.influence.actions.deciding import Decided
from alongside.influence.models import Contribution, Countersign, Decision, Review, Told
from alongside.influence.queries import disputes, receipts
from alongside.influence.tests import told
from alongside.insight.models import Theme
from alongside.projects.models import Evidence

CODE = "K4M7PQRTWXY2"


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def at(story):
    return f"/said/{story.code}/"


@pytest.fixture
def of_a_survey(story, analysis, cast, now):
    """The code of somebody who wrote in an anonymous survey, whose theme is in the project and was
    decided about."""
    found = Theme.objects.get(analysis=analysis, name="Shorter")
    drawn = actions.draw_theme(project=story.project, theme=found, by=cast.tom, now=now)
    mine = Comment.objects.filter(text="Too long").first()
    mine.receipt = asks.hashed(CODE)
    mine.save()
    decide(story, cast, now, themes={drawn: "Heard."})
    return mine.contribution


def words(answer):
    return " ".join(html.unescape(answer.content.decode()).split())


def decide(story, cast, now, **more):
    decision = actions.declare(
        project=story.project,
        question="Should it be open all night?",
        open_to="fully",
        replaces=more.pop("replaces", None),
        by=cast.tom,
        now=now,
    )
    what = Decided(
        outcome="no",
        reason="safety",
        decided="It closes at 1am.",
        why="There are not enough staff.",
        decider="The team",
        decided_on=now.date(),
        **more,
    )
    return actions.decide(decision=decision, what=what, by=cast.tom, now=now)


def answer(client, at, **answers):
    return client.post(f"{at}answer/", answers)


def test_it_says_what_was_said_decided_and_is_not_done_yet(client, at, story):
    page = words(client.get(at))
    for part in (
        "You said, 20 January 2026",
        "I want to sit on a sofa with a cup of tea.",
        "“A room like home”",
        "People who have used the service and people who work there did this together.",
        "What was decided, 3 February 2026",
        "It will look like a living room.",
        "A clinic makes a bad night worse.",
        "The team. People who have used the service and people who work there voted.",
        "We do this by 24 March 2026.",
        "Say what came of the first evening",
    ):
        assert part in page
    assert [name for name in ("Dot", "Tom") if name in page] == []


def test_what_is_done_and_seen_is_told_with_what_shows_it(client, at, story, cast, now):
    shown = Evidence.objects.create(
        organisation=cast.here,
        project=story.project,
        says="A picture of the sofa",
        dated=now.date(),
        record="meeting:1",
        address="/",
    )
    actions.act(
        action=story.action, result="The sofa is in.", done_on=now.date(), now=now, evidence=shown
    )
    actions.see_outcome(
        decision=story.decision,
        text="People stay longer.",
        day=now.date(),
        evidence=shown,
        by=cast.tom,
        now=now,
    )
    page = words(client.get(at))
    assert "What changed, 10 March 2026" in page
    assert "The sofa is in." in page
    assert "What shows it: A picture of the sofa" in page
    assert "People stay longer." in page


def test_what_is_stopped_says_why_and_what_is_late_says_so(client, at, story, clock, now):
    clock(now + timedelta(days=30))
    assert "It was to be done by 24 March 2026." in words(client.get(at))
    actions.stop_action(action=story.action, because="The sofa was sold.", day=now.date())
    assert "The sofa was sold." in words(client.get(at))


def test_what_was_decided_anew_shows_both(client, at, story, cast, now):
    decide(story, cast, now, replaces=story.decision)
    page = words(client.get(at))
    assert "This does not stand any more." in page
    assert "Decided anew, 10 March 2026" in page
    assert "It closes at 1am." in page


def test_of_others_it_shows_neither_words_nor_a_small_number(client, at, story, cast, now):
    others = [
        actions.write_down(
            project=story.project,
            kind="words",
            text=f"A lamp, says number {number}.",
            said_on=now.date(),
            quoting="without name",
            by=cast.tom,
            now=now,
        )
        for number in range(23)
    ]
    actions.place(theme=story.theme, contributions=others[:3], by=cast.tom, now=now)
    page = words(client.get(at))
    assert "with any others that say the same kind of thing" in page
    assert "lamp" not in page
    actions.place(theme=story.theme, contributions=others, by=cast.tom, now=now)
    assert "with at least 20 others" in words(client.get(at))


@pytest.mark.parametrize(("others", "told"), [(0, 0), (4, 0), (5, 5), (9, 5), (22, 20), (-1, 0)])
def test_how_many_others_is_told_in_steps(others, told):
    assert receipts.at_least(others, 5) == told


def test_it_is_kept_in_no_cache_and_found_by_no_search(client, at):
    answer = client.get(at)
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_of_a_survey_it_never_shows_the_words(client, of_a_survey, story):
    page = words(client.get(f"/said/{CODE}/"))
    assert "We do not show them here, and we do not know whose they are." in page
    assert "It closes at 1am." in page
    assert [part for part in ("Too long", "No tea", "sofa") if part in page] == []
    assert "Tell me when something changes" not in page
    assert client.get(f"/said/{CODE}/tell-me/").headers["Location"] == f"/said/{CODE}/"
    assert not Told.objects.exists()


def test_opening_it_is_being_told(client, at, story, now):
    client.get(at)
    client.get(at)
    assert [(one.decision, one.how, one.day) for one in Told.objects.all()] == [
        (story.decision, "page", now.date())
    ]


def test_both_questions_back_are_kept_and_the_newest_counts(client, at, story, now):
    meant, acted = f"meant_{story.theme.pk}", f"acted_{story.decision.pk}"
    for _ in range(2):
        done = answer(client, at, **{meant: "yes", acted: "part", "wrong": "No slippers yet"})
        assert done.headers["Location"] == f"{at}?answered=1"
    assert list(Countersign.objects.values_list("theme", "says", "words", "day", "counts")) == [
        (story.theme.pk, "yes", "", now.date(), True),
        (None, "part", "No slippers yet", now.date(), True),
    ]
    answer(client, at, **{acted: "yes"})
    assert list(Countersign.objects.values_list("says", "counts")) == [
        ("yes", True), ("part", False), ("yes", True),
    ]  # fmt: skip
    assert not Review.objects.exists()
    assert "You said: you acted on it" in words(client.get(at))


def test_a_no_is_shown_as_disputed_until_a_person_has_looked_again(client, at, story, cast, now):
    answer(client, at, **{f"acted_{story.decision.pk}": "no", "wrong": "There is no sofa"})
    review = Review.objects.get()
    assert (review.due, review.owner) == (now.date() + timedelta(days=14), cast.tom)
    assert "A person looks at this again by 24 March 2026." in words(client.get(at))
    found = disputes.disputed(story.project)
    assert (found.themes, found.decisions, found.until) == (
        {}, {story.decision.pk: review.due}, review.due,
    )  # fmt: skip
    actions.close_review(
        review=review, about="process", result="We buy one now.", by=cast.tom, now=now
    )
    assert "How we went about it. We buy one now." in words(client.get(at))
    assert not disputes.disputed(story.project)


def test_who_says_more_goes_on_with_the_same_review_and_who_agrees_ends_it(client, at, story):
    name = f"meant_{story.theme.pk}"
    answer(client, at, **{name: "no"})
    answer(client, at, **{name: "no", "wrong": "I meant tea"})
    assert Review.objects.get().countersign.words == "I meant tea"
    answer(client, at, **{name: "yes"})
    assert (Review.objects.get().about, Review.objects.get().closed_by) == ("nothing", None)
    assert not disputes.disputed(story.project)


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({}, "Answer one of the questions first"),
        ({"meant_{theme}": "maybe"}, "Choose one of the answers"),
        ({"meant_{theme}": "part"}, "Choose one of the answers"),
        ({"acted_999": "no"}, "Answer one of the questions first"),
        ({"meant_{theme}": "no", "wrong": "x" * 1001}, "Make it shorter"),
    ],
)
def test_what_cannot_be_an_answer_is_said(client, at, story, sent, problem):
    sent = {name.format(theme=story.theme.pk): value for name, value in sent.items()}
    assert problem in words(answer(client, at, **sent))
    assert not Countersign.objects.exists()


def test_an_anonymous_survey_answers_back_with_nothing_but_the_day(client, of_a_survey, story, now):
    decision = Decision.objects.get(question="Should it be open all night?")
    answer(client, f"/said/{CODE}/", **{f"acted_{decision.pk}": "no", "wrong": "It is too short"})
    (kept,) = Countersign.objects.values()
    del kept["id"], kept["contribution_id"]
    assert kept == {
        "theme_id": None, "decision_id": decision.pk, "says": "no", "words": "It is too short",
        "day": now.date(), "counts": True,
    }  # fmt: skip
    assert disputes.disputed(story.project).decisions == {decision.pk: Review.objects.get().due}
    assert "A person looks at this again" in words(client.get(f"/said/{CODE}/"))


def test_words_are_taken_back_after_it_is_said_what_that_means(client, at, story):
    assert "This cannot be undone." in words(client.get(f"{at}take-back/"))
    assert client.post(f"{at}take-back/").headers["Location"] == at
    page = words(client.get(at))
    assert "You took your words back" in page
    assert "sofa with a cup" not in page
    assert "It will look like a living room." in page
    assert Contribution.objects.get(pk=story.contribution.pk).text == ""
    refused = answer(client, at, **{f"meant_{story.theme.pk}": "no"})
    assert "nothing left to answer" in words(refused)


def test_it_costs_as_many_queries_for_many_decisions(
    client, at, story, cast, now, django_assert_max_num_queries
):
    client.get(at)
    with django_assert_max_num_queries(30) as one:
        client.get(at)
    for _ in range(4):
        made = decide(story, cast, now, themes={story.theme: "Heard."})
        actions.begin_action(
            decision=made, text="Open", owner=cast.tom, due=now.date(), by=cast.tom, now=now
        )
    client.get(at)
    with django_assert_max_num_queries(30) as many:
        client.get(at)
    assert len(many) == len(one)
