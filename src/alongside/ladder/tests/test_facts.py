"""The rung that records show, fact by fact, and that it falls when a record goes."""

from datetime import timedelta

import pytest

from alongside.files.models import File
from alongside.influence import actions as influence
from alongside.influence.models import Contribution, Decision
from alongside.insight.tests.story import tell
from alongside.ladder import actions
from alongside.ladder.queries import facts
from alongside.ladder.queries.standing import standing, standings
from alongside.methods.attached import KINDS
from alongside.projects import actions as projects
from alongside.projects.models import Evidence, Information, Project


@pytest.fixture
def so(story, now):
    """Return the facts that are so now."""
    return lambda: {
        name
        for name, fact in facts.known([story.project], now)[story.project.pk].so.items()
        if fact
    }


@pytest.fixture
def shown(story, now):
    return lambda: standing(story.project, now).known.shows


@pytest.fixture
def empty(cast, now):
    return projects.begin(
        organisation=cast.here,
        name="Nothing yet",
        issue="We do not know.",
        level=Project.Level.STRATEGIC,
        begun=now.date(),
        by=cast.tom,
        now=now,
    )


def test_a_project_with_its_chain_is_kept_on_six_by_delivery_and_review(story, so, shown):
    assert so() == {"open", "asked", "again", "shaped", "vote"}
    assert (shown().rung, shown().caps, shown().lacks) == (6, "delivery", ("delivery", "review"))


def test_a_project_falls_when_a_meeting_is_taken_away(story, meet, shown):
    meet("delivery")
    review = meet("review")
    assert shown().rung == 7
    review.delete()
    assert (shown().rung, shown().caps, shown().to, shown().lacks) == (6, "review", 7, ("review",))


def test_a_review_of_staff_alone_is_no_fact(story, meet, so):
    meet("delivery", there=[story.tom])
    meet("review", there=[story.tom])
    assert so().isdisjoint({"delivery", "review"})


@pytest.mark.parametrize("kind", ["focus group", "interviews", "one-off event"])
def test_only_asking_is_no_delivery(meet, so, kind):
    meet("delivery", kind=kind)
    assert "delivery" not in so()


def test_a_meeting_still_to_come_is_no_fact(meet, so):
    meet("review", ago=-7)
    assert "review" not in so()


def test_what_is_declared_on_the_day_it_is_decided_was_never_open(story, so, now):
    Decision.objects.filter(pk=story.decision.pk).update(declared=now)
    assert "open" not in so()


def test_what_was_settled_already_is_not_open(story, so):
    Decision.objects.filter(pk=story.decision.pk).update(open_to="not")
    assert "open" not in so()


def test_words_taken_back_are_no_longer_words(story, so, now):
    influence.take_back(contribution=story.contribution, now=now)
    assert "asked" not in so()


def test_once_is_not_again(story, so):
    story.meeting.presences.all().delete()
    assert "again" not in so()


def test_two_ways_on_one_day_are_again(story, so, cast, now):
    story.meeting.presences.all().delete()
    influence.write_down(
        project=story.project,
        kind=Contribution.Kind.NOTE,
        text="A lamp",
        said_on=story.contribution.said_on,
        quoting=Contribution.Quoting.NO,
        by=cast.tom,
        now=now,
    )
    assert "again" in so()


def test_what_is_said_in_one_session_as_comment_and_question_is_one_way(story, so, cast, now):
    story.meeting.presences.all().delete()
    Contribution.objects.update(kind="comment")
    influence.write_down(
        project=story.project,
        kind=Contribution.Kind.QUESTION,
        text="Why no lamp?",
        said_on=story.contribution.said_on,
        quoting=Contribution.Quoting.NO,
        by=cast.tom,
        now=now,
    )
    assert "again" not in so()


def test_a_survey_counts_once_enough_people_answered_it(empty, cast, now):
    def asked(people):
        tell(cast.here, now, [{"liked": "Tea"}] * people, project=empty)
        return facts.known([empty], now)[empty.pk].so["asked"]

    assert (asked(4), asked(5)) == (False, True)


def test_a_vote_of_none_is_no_vote(story, so):
    story.decision.room.update(vote="none")
    assert "vote" not in so()


def test_a_vote_of_staff_is_not_theirs(story, so):
    story.decision.room.filter(seat=story.dot).delete()
    assert "vote" not in so()


def test_words_that_led_to_a_yes_are_heard_and_shape_nothing_by_themselves(story, so, shown):
    assert story.theme.bearings.exists()
    story.meeting.presences.all().delete()
    assert "shaped" not in so()
    assert shown().rung < 6


def test_nothing_recorded_is_no_rung(empty, now):
    assert standing(empty, now).evidenced is None


def test_information_is_three_and_having_to_come_is_one(empty, cast, now):
    Information.objects.create(project=empty, title="Plan", text="It is so.", shared=now.date())
    assert standing(empty, now).evidenced == 3
    actions.say_who_had_to_come(project=empty, required=True, by=cast.tom, now=now)
    assert standing(empty, now).evidenced == 1
    actions.say_who_had_to_come(project=empty, required=False, by=cast.tom, now=now)
    assert standing(empty, now).evidenced == 3


def test_having_to_come_lowers_no_project_that_asked(story, shown, cast, now):
    actions.say_who_had_to_come(project=story.project, required=True, by=cast.tom, now=now)
    assert shown().rung == 6


def minutes(story, now, dated=None, record=False):
    file = File.objects.create(
        organisation=story.project.organisation,
        kind="document",
        ending=next(iter(KINDS)),
        text="Minutes",
        size=1,
        digest="0" * 64,
        there=True,
    )
    more = {"record": "meeting:1", "address": "/x/"} if record else {"file": file}
    return Evidence.objects.create(
        organisation=story.project.organisation,
        project=story.project,
        says="Minutes of the review",
        dated=dated or now.date(),
        **more,
    )


def test_a_dated_file_shows_a_fact_until_it_goes(story, meet, shown, cast, now):
    meet("delivery")
    evidence = minutes(story, now)
    put = {"project": story.project, "fact": "review", "evidence": evidence}
    first = actions.put_beside(**put, by=cast.tom, now=now)
    again = actions.put_beside(**put, by=cast.tom, now=now)
    assert (shown().rung, again) == (7, first)
    actions.take_away(shown=first)
    assert shown().rung == 6
    actions.put_beside(**put, by=cast.tom, now=now)
    evidence.delete()
    assert shown().rung == 6


@pytest.mark.parametrize(
    ("fact", "more", "problem"),
    [
        ("tick", {}, "Choose one of the facts."),
        ("review", {"record": True}, "Choose a file that belongs to this project."),
        (
            "review",
            {"dated": True},
            "What is still to come shows nothing yet: the day of this file is.",
        ),
    ],
)
def test_what_shows_nothing_is_refused(story, cast, now, fact, more, problem):
    later = {"dated": now.date() + timedelta(days=1)} if "dated" in more else more
    evidence = minutes(story, now, **later)
    with pytest.raises(actions.NotPossible) as refused:
        actions.put_beside(
            project=story.project, fact=fact, evidence=evidence, by=cast.tom, now=now
        )
    assert str(refused.value) == problem


def test_many_projects_cost_as_many_queries_as_one(story, empty, now, django_assert_num_queries):
    for some in ([story.project], [story.project, empty]):
        some = list(
            Project.objects.filter(pk__in=[p.pk for p in some]).select_related(
                "organisation", "area"
            )
        )
        with django_assert_num_queries(11):
            found = standings(some, now)
        assert len(found) == len(some)


def test_one_project_does_not_borrow_the_facts_of_another(story, empty, now):
    assert [one.evidenced for one in standings([empty, story.project], now)] == [None, 6]
