"""A decision is declared, linked, made with its reasons, looked at again and made anew."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.influence import actions, following_up, register
from alongside.influence.models import Contribution, Decision, InTheRoom
from alongside.influence.queries import deciding, voting
from alongside.influence.tests import told
from alongside.letters.models import Letter
from alongside.people import actions as people
from alongside.projects import actions as projects


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def home(story):
    return f"/o/sandbrook-council/projects/{story.project.pk}/decisions/"


@pytest.fixture
def tom(sign_in, cast):
    return sign_in(cast.tom)


@pytest.fixture
def undecided(story, cast, now):
    """A question that is still open, about the theme and its words."""
    declared = actions.declare(
        project=story.project,
        question="Should it open all night?",
        open_to=Decision.OpenTo.FULLY,
        options=["Until one", "All night"],
        due=now.date() + timedelta(days=3),
        by=cast.tom,
        now=now,
    )
    actions.link_theme(decision=declared, theme=story.theme)
    actions.link_words(decision=declared, contribution=story.contribution)
    return declared


TOO_LONG = (
    "The sentence that begins “word word word word word” has 26 words. Make two of it: up to 25 "
    "words are easy to read."
)


def answer(undecided, story, **changes):
    """Return what a form sends that decides on a yes."""
    return {
        "outcome": "yes",
        "decided": "It opens all night.",
        "reason": "",
        "why": "Bad nights do not stop at one.",
        "decider": "The team",
        "decided_on": "2026-03-09",
        "meeting": "",
        "dissent": "",
        "review_on": "",
        f"vote_{story.dot.pk}": "for",
        f"vote_{story.tom.pk}": "against",
        f"theme_{story.theme.pk}": "It is what most people asked for.",
        f"words_{story.contribution.pk}": "It said it best.",
    } | changes


def problems(page):
    return [
        (part.split('"')[0], part.split(">")[1].split("<")[0])
        for part in page.content.decode().split('<li><a href="#')[1:]
    ]


def test_a_question_is_written_down_before_anybody_is_asked(tom, home, story, cast, now):
    sent = {
        "question": "What should it be called?",
        "open_to": "partly",
        "limits": "",
        "options": " The Sanctuary\nThe Haven\n\nThe Haven",
        "due": "2026-04-01",
        "owner": cast.tom.pk,
        "client_id": "6d1c4a3c-9b0c-4b43-8a0e-5b0a6b3b8c11",
    }
    page = tom.post(f"{home}declare/", sent)
    assert problems(page) == [("id_limits", "Say what cannot change, and why")]
    sent["limits"] = "It has to fit on a sign."
    for _ in range(2):
        answer = tom.post(f"{home}declare/", sent)
    made = Decision.objects.get(question="What should it be called?")
    assert answer.headers["Location"] == f"{home}{made.pk}/"
    assert (made.open_to, made.limits, made.due, made.owner, made.declared) == (
        "partly",
        "It has to fit on a sign.",
        date(2026, 4, 1),
        cast.tom,
        now,
    )
    assert [option.text for option in made.options.all()] == ["The Sanctuary", "The Haven"]


def test_what_bears_on_it_is_linked_and_taken_away_until_it_is_decided(tom, home, story, undecided):
    where = f"{home}{undecided.pk}/"
    tom.post(f"{where}unlink/", {"theme": story.theme.pk})
    tom.post(f"{where}unlink/", {"contribution": story.contribution.pk})
    assert (undecided.bearings.count(), undecided.citings.count()) == (0, 0)
    page = tom.post(f"{where}link/", {})
    assert problems(page) == [("id_theme", "Choose a theme, or what somebody said")]
    for _ in range(2):
        tom.post(f"{where}link/", {"theme": story.theme.pk})
    tom.post(f"{where}link/", {"contribution": story.contribution.pk})
    assert (undecided.bearings.count(), undecided.citings.count()) == (1, 1)
    tom.post(f"{where}decide/", answer(undecided, story))
    tom.post(f"{where}unlink/", {"theme": story.theme.pk})
    assert undecided.bearings.count() == 1


def test_what_was_decided_is_kept_with_who_was_there_and_how_it_mattered(
    tom, home, story, undecided, cast, now
):
    where = f"{home}{undecided.pk}/"
    chosen = undecided.options.get(text="All night")
    sent = answer(
        undecided,
        story,
        chosen=[chosen.pk],
        dissent="Tom fears for the night shift.",
        review_on="2026-09-09",
    )
    assert tom.post(f"{where}decide/", sent).headers["Location"] == where
    undecided.refresh_from_db()
    assert (undecided.outcome, undecided.decided_on, undecided.review_on) == (
        "yes",
        date(2026, 3, 9),
        date(2026, 9, 9),
    )
    assert (undecided.recorded, undecided.recorded_by) == (now, cast.tom)
    assert [option.text for option in undecided.options.filter(chosen=True)] == ["All night"]
    assert {(one.seat, one.vote) for one in undecided.room.all()} == {
        (story.dot, "for"),
        (story.tom, "against"),
    }
    assert undecided.bearings.get().how == "It is what most people asked for."
    assert undecided.citings.get().how == "It said it best."
    page = tom.get(where).content.decode()
    said = [
        "Two people voted: one with experience of their own and one staff.",
        "One said yes and one said no.",
        "Two people were there: one with experience of their own and one staff.",
        "Tom fears for the night shift.",
        "Reasons given",
    ]
    assert [words in page for words in said] == [True] * 5


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"outcome": "no"}, [("id_reason_0", "Choose the type of reason why not")]),
        (
            {"outcome": "no", "why": " "},
            [
                ("id_reason_0", "Choose the type of reason why not"),
                ("id_why", "Enter why, in plain words: people read this"),
            ],
        ),
        (
            {"outcome": "no", "reason": "conflicts with another view"},
            [("id_against", "Choose the view that it conflicts with")],
        ),
        ({"outcome": "not yet"}, [("id_review_on", "Enter the day when you look at it again")]),
        (
            {"review_on": "2026-03-09"},
            [("id_review_on", "Choose a day that comes after the decision")],
        ),
        (
            {"why": "word " * 26},
            [
                (
                    "id_why",
                    TOO_LONG,
                )
            ],
        ),
        (
            {"decided_on": "2026-03-11"},
            [("id_decided_on", "Choose the day it was decided: it cannot be still to come")],
        ),
    ],
)
def test_what_cannot_be_kept_so_is_said_and_what_was_typed_stays(
    tom, home, story, undecided, changes, found
):
    sent = answer(undecided, story, dissent="Tom fears for the night shift.", **changes)
    page = tom.post(f"{home}{undecided.pk}/decide/", sent)
    assert problems(page) == found
    html = page.content.decode()
    kept = ("It opens all night.", "The team", "Tom fears", "It said it best.", "most people asked")
    assert [words in html for words in kept] == [True] * 5
    assert '<option value="against" selected>' in html
    undecided.refresh_from_db()
    assert not undecided.made


def test_pressed_twice_it_is_decided_once_and_what_another_typed_is_not_lost(
    tom, home, story, undecided
):
    where = f"{home}{undecided.pk}/decide/"
    for _ in range(2):
        again = tom.post(where, answer(undecided, story))
    assert again.status_code == 302
    other = tom.post(where, answer(undecided, story, decided="It closes at one."))
    html = other.content.decode()
    assert "This was decided already. Decide it anew, if it has changed." in html
    assert "It closes at one." in html
    undecided.refresh_from_db()
    assert undecided.decided == "It opens all night."


def test_who_was_there_is_taken_over_from_the_meeting(tom, home, story, undecided, cast):
    where = f"{home}{undecided.pk}/decide/"
    story.meeting.presences.filter(seat=story.tom).delete()
    sent = answer(undecided, story, meeting=story.meeting.pk, why="", take_over="yes")
    sent[f"vote_{story.dot.pk}"] = ""
    page = tom.post(where, sent)
    html = page.content.decode()
    assert problems(page) == []
    assert "It opens all night." in html
    rows = html.split(f'name="vote_{story.dot.pk}"')[1].split("</select>")[0]
    assert '<option value="none" selected>' in rows
    rows = html.split(f'name="vote_{story.tom.pk}"')[1].split("</select>")[0]
    assert '<option value="" selected>' in rows


def test_nobody_ticked_means_who_was_at_the_meeting(tom, home, story, undecided):
    sent = answer(undecided, story, meeting=story.meeting.pk)
    sent |= {f"vote_{seat.pk}": "" for seat in (story.dot, story.tom)}
    tom.post(f"{home}{undecided.pk}/decide/", sent)
    assert {(one.seat, one.vote) for one in undecided.room.all()} == {
        (story.dot, InTheRoom.Vote.NONE),
        (story.tom, InTheRoom.Vote.NONE),
    }


def test_whoever_has_no_vote_is_offered_none(tom, home, story, undecided):
    story.dot.votes = False
    story.dot.save()
    page = tom.post(f"{home}{undecided.pk}/decide/", answer(undecided, story))
    assert problems(page) == [
        (f"id_vote_{story.dot.pk}", f"Choose how {story.dot} voted, from the list")
    ]


def test_it_is_decided_anew_and_the_old_one_stays_with_a_link(
    tom, home, story, cast, now, undecided
):
    old = f"{home}{story.decision.pk}/"
    page = tom.get(f"{old}anew/").content.decode()
    assert "The room itself is rented." in page
    sent = {
        "question": "And now?",
        "open_to": "fully",
        "client_id": "6d1c4a3c-9b0c-4b43-8a0e-5b0a6b3b8c12",
    }
    for _ in range(2):
        tom.post(f"{old}anew/", sent)
    anew = Decision.objects.get(question="And now?")
    assert (anew.replaces, [one.theme for one in anew.bearings.all()]) == (
        story.decision,
        [story.theme],
    )
    assert "This is being decided anew." in tom.get(old).content.decode()
    tom.post(
        f"{home}{anew.pk}/decide/",
        {
            "outcome": "no",
            "reason": "money",
            "decided": "It stays as it is.",
            "why": "The rent went up.",
            "decider": "The board",
            "decided_on": "2026-03-10",
        },
    )
    page = tom.get(old).content.decode()
    assert "This was decided anew on 10 March 2026." in page
    assert f'href="{home}{anew.pk}/"' in page
    assert "It will look like a living room." in page
    again = tom.post(f"{old}anew/", {"question": "Once more?", "open_to": "fully"})
    assert "That is being decided anew already." in again.content.decode()


def test_the_register_has_what_is_open_by_its_day_and_then_what_was_decided(
    tom, home, story, undecided, cast, now
):
    for question, due in (("Late?", now.date() - timedelta(days=1)), ("Some day?", None)):
        actions.declare(
            project=story.project,
            question=question,
            open_to=Decision.OpenTo.NOT,
            limits="The law.",
            due=due,
            by=cast.tom,
            now=now,
        )
    page = tom.get(home).content.decode()
    questions = ["Late?", "Should it open all night?", "Some day?", "What should the room look"]
    assert sorted(questions, key=page.index) == questions
    said = ["Late: due 9 March 2026", "By 13 March 2026", "No day yet", "2 of 2 votes"]
    assert [words in page for words in said] == [True] * 4


def test_when_it_is_decided_and_who_sees_to_it_can_change(tom, home, story, undecided, cast):
    sent = {"due": "2026-05-01", "owner": cast.amira.pk}
    tom.post(f"{home}{undecided.pk}/when/", sent)
    undecided.refresh_from_db()
    assert (undecided.due, undecided.owner) == (date(2026, 5, 1), cast.amira)


def words(decision):
    votes = voting.votes([decision])[decision.pk]
    return [fact.words for fact in deciding.facts(decision, votes)]


def test_what_a_careful_colleague_would_say_is_on_the_page(tom, home, story, undecided, cast):
    asked_first = (
        "People were asked first: they said something about it on 20 January 2026, and the "
        "question was written down here on 10 March 2026."
    )
    assert words(undecided) == [asked_first]
    sent = answer(undecided, story, **{f"vote_{story.dot.pk}": ""})
    tom.post(f"{home}{undecided.pk}/decide/", sent)
    undecided.refresh_from_db()
    assert words(undecided) == [
        asked_first,
        "It was decided on 9 March 2026, before the question was written down here.",
        "Nobody with experience of their own was in the room.",
    ]
    page = tom.get(f"{home}{undecided.pk}/").content.decode()
    assert "Nobody with experience of their own was in the room." in page


def test_a_decision_as_it_should_be_has_nothing_said_of_it(story):
    assert words(story.decision) == []


def test_what_is_decided_with_nobody_in_mind_is_said(story, cast, now):
    decision = actions.declare(
        project=story.project,
        question="Which phone?",
        open_to=Decision.OpenTo.NOT,
        limits="It is ordered.",
        due=now.date() - timedelta(days=3),
        by=cast.tom,
        now=now - timedelta(days=9),
    )
    what = actions.deciding.Decided(
        outcome="already",
        decided="The one we have.",
        why="It works.",
        decider="Tom",
        decided_on=now.date(),
    )
    decision = actions.decide(decision=decision, what=what, by=cast.tom, now=now)
    assert words(decision) == [
        "Nothing that people said bears on it.",
        "It was settled already: people could not influence it.",
        "Nobody wrote down who was in the room.",
        "It was decided late: it was due on 7 March 2026.",
    ]


def test_somebody_with_a_seat_reads_it_and_changes_nothing(
    story, undecided, home, cast, sign_in, now
):
    member = people.add_member(
        organisation=cast.here,
        name="Zed Ali",
        email="zed@example.org",
        now=now,
        roles=["expert by experience"],
        can_sign_in=True,
    )
    projects.add_seat(
        project=story.project, member=member, staff=False, experience=True, joined=now.date()
    )
    Contribution.objects.filter(pk=story.contribution.pk).update(quoting="no")
    client = sign_in(member)
    page = client.get(f"{home}{undecided.pk}/")
    assert page.status_code == 200
    html = page.content.decode()
    assert ("Say what was decided" in html, "I want to sit on a sofa" in html) == (False, False)
    statuses = [
        client.post(f"{home}{undecided.pk}/{act}/").status_code for act in ("link", "decide")
    ]
    assert statuses == [403, 403]


def test_the_register_costs_as_many_queries_for_many_decisions(tom, home, story, cast, now):
    pages = (home, f"{home[:-1]}.json", f"{home[:-1]}.csv")

    def cost(page):
        with CaptureQueriesContext(connection) as asked:
            answer = tom.get(page)
            b"".join(answer) if answer.streaming else answer.content
        return len(asked)

    for page in pages:
        tom.get(page)
    before = [cost(page) for page in pages]
    for number in range(5):
        decision = actions.declare(
            project=story.project,
            question=f"Number {number}?",
            open_to="fully",
            by=cast.tom,
            now=now,
            options=["One", "Two"],
        )
        actions.link_theme(decision=decision, theme=story.theme)
        what = actions.deciding.Decided(
            outcome="yes",
            decided="Yes.",
            why="Why not.",
            decider="All",
            decided_on=now.date(),
            room={story.dot: "for"},
        )
        actions.decide(decision=decision, what=what, by=cast.tom, now=now)
        actions.declare(
            project=story.project, question=f"Open {number}?", open_to="fully", by=cast.tom, now=now
        )
    assert [cost(page) for page in pages] == before


def test_a_wrong_record_is_put_right_beside_the_first_words_and_they_are_told(
    tom, home, story, undecided, cast, now, client
):
    client.post(f"/said/{story.code}/tell-me/", {"email": "dot@example.org"})
    where = f"{home}{story.decision.pk}/"
    page = tom.post(f"{where}correct/", {"text": "word " * 26})
    assert problems(page) == [("id_text", TOO_LONG)]
    sent = {
        "text": "Not the team decided this. The board did.",
        "client_id": "6d1c4a3c-9b0c-4b43-8a0e-5b0a6b3b8c13",
    }
    for _ in range(2):
        answered = tom.post(f"{where}correct/", sent)
    assert answered.headers["Location"] == where
    one = story.decision.corrections.get()
    assert (one.by, one.written) == (cast.tom, now)
    story.project.published = now
    story.project.save()
    base = home.removesuffix("decisions/")
    pages = (
        *(where, home, f"/said/{story.code}/", f"/p/{story.project.code}/", base),
        *(f"{base}said/{story.contribution.pk}/", f"{base}themes/{story.theme.pk}/"),
    )
    for address in pages:
        html = tom.get(address).content.decode()
        assert "Corrected on 10 March 2026:</b> Not the team decided this." in html, address
        assert "It will look like a living room." in html, address
    (record,) = [one for one in tom.get(f"{home[:-1]}.json").json()["decisions"] if one["outcome"]]
    assert record["corrections"] == [sent["text"]]
    assert sent["text"] in tom.get(f"/p/{story.project.code}/data.csv").content.decode()
    following_up.due(now + timedelta(hours=1))
    assert Letter.objects.filter(about="receipt", to="dot@example.org").count() == 1
    assert (
        tom.get(f"{home}{undecided.pk}/correct/").headers["Location"].endswith(f"{undecided.pk}/")
    )


def test_the_register_says_the_day_as_the_clock_on_the_wall_has_it(story, cast, now):
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    actions.declare(project=story.project, question="Late?", open_to="fully", by=cast.tom, now=late)
    (one,) = deciding.whole(story.project).filter(question="Late?")
    (record,) = register.as_data([one], voting.votes([one]))
    assert record["declared"] == date(2026, 7, 2)
