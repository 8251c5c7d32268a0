"""Whoever owes something is reminded: a week before, the day after, every two weeks while late."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from alongside.influence import actions, tasks
from alongside.influence.actions import reminding
from alongside.influence.actions.deciding import Decided
from alongside.influence.models import Countersign, Decision, Promise, Reminded, Review
from alongside.influence.queries import owing
from alongside.influence.tests import told
from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.projects.models import Project


@pytest.fixture
def story(cast, now):
    """An action of Tom's is due in two weeks, a promise of his in one."""
    found = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    Promise.objects.filter(pk=found.promise.pk).update(kept_on=now.date())
    return found


@pytest.fixture
def after(now):
    """Let the clock turn so many days later, at nine in the morning; return how many letters."""

    def do(days, hours=0):
        cache.clear()
        return tasks.due(now + timedelta(days=days, hours=hours))

    return do


def written():
    return [(one.to, one.subject) for one in Letter.objects.filter(about="what you owe")]


SOON = "1 thing is due in the next 7 days"
LATE = "1 of your 1 things to do is late"


def test_a_week_before_the_day_after_and_every_two_weeks(story, after, cast):
    days = [day for day in range(50) if after(day)]
    assert days == [7, 15, 29, 43]
    assert sorted(written()) == sorted([(cast.tom.email, SOON), *[(cast.tom.email, LATE)] * 3])


def test_the_letter_says_what_and_where(story, after):
    after(7)
    letter = Letter.objects.get(about="what you owe")
    path = f"/o/sandbrook-council/projects/{story.project.pk}/actions/{story.action.pk}/"
    assert "- To do: Sofa, kettle, slippers. It is due on 24 March 2026." in letter.text
    assert path in letter.text
    assert (letter.optional, letter.member) == (True, story.tom.member)


def test_twice_and_killed_between_it_is_written_once(story, after, now, monkeypatch):
    def killed(**_):
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(reminding.letters, "write", killed)
        with pytest.raises(RuntimeError):
            after(7)
    assert (Reminded.objects.count(), written()) == (0, [])
    assert [after(7), after(7), after(7, 3), after(8)] == [1, 0, 0, 0]
    assert tasks.due(now + timedelta(days=7)) == 0


def test_a_day_on_which_nothing_ran_is_made_up_for(story, after):
    """The day after it was due is a Wednesday; the server came back on the Monday after."""
    assert [after(6), after(10), after(20), after(21)] == [0, 1, 1, 0]
    assert [day for day in range(22, 45) if after(day)] == [29, 43]


def test_at_night_and_on_the_day_it_was_made_nobody_is_reminded(story, after, cast, now):
    assert [after(7, -3), after(7, 12)] == [0, 0]
    actions.begin_action(
        decision=story.decision,
        text="Tea",
        owner=cast.amira,
        due=now.date(),
        by=cast.tom,
        now=now,
    )
    assert [after(0), after(0, 5), after(1)] == [0, 0, 1]
    assert written() == [(cast.amira.email, LATE)]


def test_whoever_takes_it_over_is_reminded_and_nobody_of_what_is_done(story, after, cast, now):
    assert after(7) == 1
    actions.hand_over(action=story.action, owner=cast.amira, due=story.action.due)
    assert [after(8), after(9)] == [1, 0]
    assert written()[0][0] == cast.amira.email
    actions.act(action=story.action, result="A sofa.", done_on=now.date(), now=now)
    assert [after(day) for day in (15, 29)] == [0, 0]


def test_a_new_day_is_a_new_reminder(story, after, cast):
    assert after(7) == 1
    day = story.action.due + timedelta(days=7)
    actions.hand_over(action=story.action, owner=cast.tom, due=day)
    assert [after(8), after(14), after(15), after(22)] == [0, 1, 0, 1]


def test_what_was_stopped_is_owed_no_more(story, after, now):
    actions.stop_action(action=story.action, because="The room is gone.", day=now.date())
    assert after(15) == 0


def test_one_letter_a_day_lists_everything(story, after, cast, now):
    decision = actions.declare(
        project=story.project,
        question="All night?",
        open_to="fully",
        due=now.date() + timedelta(days=5),
        owner=cast.tom,
        by=cast.tom,
        now=now,
    )
    Decision.objects.filter(pk=story.decision.pk).update(
        review_on=now.date() + timedelta(days=6), owner=cast.tom
    )
    promise = actions.promise(
        organisation=cast.here,
        kind="other",
        text="Pay Dot",
        to_whom="Dot",
        private=True,
        owner=cast.tom,
        due=now.date() + timedelta(days=6),
        by=cast.tom,
        now=now,
    )
    sign = Countersign.objects.create(
        contribution=story.contribution, decision=story.decision, says="no", day=now.date()
    )
    Review.objects.create(
        countersign=sign,
        opened=now.date(),
        due=now.date() + timedelta(days=7),
        owner=cast.tom,
    )
    assert [after(1), after(1, 2)] == [1, 0]
    letter = Letter.objects.get(about="what you owe")
    lines = [line.split(". It ")[0] for line in letter.text.splitlines() if line.startswith("- ")]
    assert lines == [
        "- To decide: All night?",
        "- To look at again: What should the room look like?",
        "- Something in a project that only its own people read",
        "- To look at again: somebody says that we did not get them right",
    ]
    assert (decision.made, promise.private, letter.subject) == (
        False,
        True,
        "4 things are due in the next 7 days",
    )


def test_without_an_address_nobody_is_written_to(story, after, cast):
    cast.tom.email = ""
    cast.tom.save()
    assert [after(7), after(15)] == [0, 0]


def test_whoever_wants_no_such_letters_gets_none(story, after, cast, now):
    letters.opt_out(organisation=cast.here, address=cast.tom.email, about="what you owe", now=now)
    after(7)
    assert Letter.objects.get(about="what you owe").state == Letter.State.STOPPED


def test_one_persons_own_support_is_in_no_letter(story, after):
    Project.objects.filter(pk=story.project.pk).update(level="individual")
    after(7)
    letter = Letter.objects.get(about="what you owe")
    assert ("Sofa" in letter.text, "only its own people read" in letter.text) == (False, True)


def test_whoever_owes_people_an_answer_is_reminded_until_they_have_one(
    story, after, analysis, theme, cast, now
):
    day = now.date()
    asked = actions.make_theme(
        project=story.project,
        name="Tea",
        answer_by=day + timedelta(days=3),
        owner=cast.amira,
        by=cast.tom,
        now=now,
    )
    actions.answer_not_yet(
        theme=theme("Warmer"),
        text="We look for a heater.",
        owner=cast.amira,
        answer_by=day + timedelta(days=4),
        by=cast.priya,
        now=now,
    )
    (amira,) = [
        things
        for owner, things in owing.owed(now + timedelta(days=1)).items()
        if owner == cast.amira
    ]
    here = "/o/sandbrook-council"
    assert [(one.words, one.address) for one in amira] == [
        (
            "To say what was decided about “Tea”",
            f"{here}/projects/{story.project.pk}/themes/{asked.pk}/",
        ),
        ("To answer: “Warmer”, after a “not yet”", f"{here}/answers/{theme('Warmer').pk}/"),
    ]

    def shared_by():
        return [one.words for one in owing.owed(now + timedelta(days=30)).get(cast.priya, [])]

    assert shared_by() == [f"To answer: what people asked to improve in “{analysis.title}”"]
    for name in ("Shorter", "Tea", "Warmer"):
        actions.answer_no(
            theme=theme(name), reason="money", text="No money.", by=cast.priya, now=now
        )
    assert shared_by() == []
    actions.decide(
        decision=actions.declare(
            project=story.project, question="Tea?", open_to="fully", by=cast.tom, now=now
        ),
        what=Decided(
            outcome="yes",
            decided="There is tea.",
            why="It helps.",
            decider="The team",
            decided_on=day,
            themes={asked: "They asked."},
        ),
        by=cast.tom,
        now=now,
    )
    assert cast.amira not in owing.owed(now + timedelta(days=4))


def test_nobody_looks_again_at_words_that_were_taken_back(story, after, cast, now):
    actions.countersign(
        contribution=story.contribution, meant={story.theme: "no"}, acted={}, now=now
    )
    Review.objects.update(owner=cast.amira)
    assert cast.amira in owing.owed(now + timedelta(days=10))
    actions.take_back(contribution=story.contribution, now=now)
    assert cast.amira not in owing.owed(now + timedelta(days=10))
