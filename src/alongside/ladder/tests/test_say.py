"""What somebody says of a project and its activities, and what records do not let them say."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.insight.tests.story import tell
from alongside.ladder import actions
from alongside.ladder.models import Claim
from alongside.ladder.queries.activities import activities
from alongside.ladder.queries.standing import standing
from alongside.projects.actions import begin
from alongside.web.settled import Fixed

DELIVERY = "nobody with experience of their own was at a meeting of delivery"
REVIEW = "nobody with experience of their own was at a review meeting"
NOT_YET = (
    f"This cannot be labelled Co-production yet, because {DELIVERY}; {REVIEW}. "
    "You can keep it as what you aim for."
)


@pytest.fixture
def say(story, cast, now):
    def do(rung, **more):
        more = {"project": story.project, "day": now.date(), "why": "So we began."} | more
        return actions.say(rung=rung, by=cast.tom, now=now, **more)

    return do


@pytest.fixture
def of(story, cast, now):
    """Say it of the only activity of a kind."""

    def do(kind, rung):
        found = [one for one in activities(story.project, cast.tom) if one.kind == kind]
        (one,) = found
        return actions.say_of_activity(
            project=story.project,
            activity=one,
            rung=rung,
            day=now.date(),
            why="We say so.",
            by=cast.tom,
            now=now,
        )

    return do


def test_the_newest_counts_and_the_others_are_kept(story, say, now):
    say(4)
    newest = say(5)
    assert standing(story.project, now).claim == newest
    assert [claim.rung for claim in Claim.objects.order_by("pk")] == [4, 5]


def test_co_production_is_refused_while_facts_are_missing_and_kept_as_an_aim(story, say, now):
    with pytest.raises(actions.NotPossible) as refused:
        say(7)
    assert str(refused.value) == NOT_YET
    aim = say(7, aim=True)
    found = standing(story.project, now)
    assert (found.claim, found.aim, found.evidenced) == (None, aim, 6)


def test_it_can_be_said_once_the_facts_are_there_and_shows_when_one_goes(story, say, meet, now):
    meet("delivery")
    review = meet("review")
    say(7)
    assert standing(story.project, now).unfounded == ()
    review.delete()
    found = standing(story.project, now)
    assert (found.claimed, found.evidenced, found.gap, found.unfounded) == (7, 6, 1, ("review",))


def test_a_claim_below_six_needs_no_facts(story, say, now):
    story.project.contributions.all().delete()
    assert say(5).rung == 5


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"rung": 0}, "Choose one of the seven rungs."),
        ({"rung": 8}, "Choose one of the seven rungs."),
        ({"rung": 3, "why": "  "}, "Enter why you say so."),
        ({"rung": 3, "later": True}, "Enter a day that is not still to come."),
    ],
)
def test_what_cannot_be_said(say, now, more, problem):
    more = dict(more)
    if more.pop("later", False):
        more["day"] = now.date() + timedelta(days=1)
    with pytest.raises(actions.NotPossible) as refused:
        say(**more)
    assert str(refused.value) == problem


def test_sent_twice_it_is_said_once(say):
    key = "5e9b1f63-7f0c-4f59-a2a6-7b7a3a4a3f10"
    assert say(4, client_id=key) == say(4, client_id=key)
    assert Claim.objects.count() == 1


def test_a_form_of_another_project_is_refused_in_words(say, story, cast, now):
    key = "5e9b1f63-7f0c-4f59-a2a6-7b7a3a4a3f10"
    say(4, client_id=key)
    other = begin(
        organisation=cast.here,
        name="Another",
        issue="x",
        level="strategic",
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    with pytest.raises(actions.NotPossible, match="This form was sent before"):
        say(4, client_id=key, project=other)


def test_what_was_said_never_changes(say):
    claim = say(4)
    claim.why = "Another reason"
    with pytest.raises(Fixed):
        claim.save()


def test_a_survey_cannot_be_called_co_production(story, of, cast, now):
    tell(cast.here, now, [{"liked": "Tea"}] * 5, project=story.project)
    with pytest.raises(actions.NotPossible) as refused:
        of("wave", 7)
    assert str(refused.value) == (
        "This cannot be labelled Co-production: a survey asks people, and others decide. By itself "
        "it is Consultation at most."
    )
    assert of("wave", 4).label == "Consultation"


def test_the_database_keeps_no_survey_as_co_production_either(story, cast, now):
    wave = tell(cast.here, now, [{"liked": "Tea"}], project=story.project)
    more = {"day": now.date(), "why": "x", "label": "x", "said_by": cast.tom}
    refused = pytest.raises(IntegrityError, match="claim_of_what_only_asks_is_no_co_production")
    with refused, transaction.atomic():
        Claim.objects.create(project=story.project, wave=wave, rung=6, **more)


@pytest.mark.parametrize("kind", ["focus group", "interviews", "one-off event"])
def test_what_only_asks_people_cannot_be_called_co_design(story, of, meet, kind):
    story.decision.room.all().delete()
    meet("design", kind=kind)
    story.meeting.presences.all().delete()
    type(story.decision).objects.update(meeting=None)
    story.meeting.delete()
    with pytest.raises(actions.NotPossible, match="Engagement at most"):
        of("meeting", 6)


def test_a_meeting_is_as_much_as_who_was_in_it_and_voted(story, of, cast):
    assert of("meeting", 7).meeting == story.meeting
    story.decision.room.update(vote="none")
    with pytest.raises(actions.NotPossible, match=r"had a vote in it. By itself it is Co-design"):
        of("meeting", 7)
    story.meeting.presences.filter(seat=story.dot).delete()
    with pytest.raises(actions.NotPossible, match=r"was there. By itself it is Engagement at most"):
        of("meeting", 6)


def test_what_is_said_of_an_activity_is_not_said_of_the_project(story, of, now):
    of("meeting", 6)
    assert standing(story.project, now).claim is None
