"""Where projects stand is kept once a day, and the words of the ladder in versions."""

from datetime import timedelta

import pytest

from alongside.ladder import actions, tasks
from alongside.ladder.models import Position, Wording
from alongside.ladder.queries import standing
from alongside.projects import actions as projects
from alongside.projects.models import Project
from alongside.web.settled import Fixed

RUNGS = [(f"Name {n}", f"It is like {n}.") for n in range(1, 8)]


def kept():
    return list(Position.objects.order_by("day").values_list("claimed", "evidenced", "caps"))


def test_a_position_is_kept_once_a_day_when_it_changed(story, meet, now):
    assert tasks.due(now) == 1
    meet("delivery")
    assert tasks.due(now + timedelta(hours=1)) == 0
    assert tasks.due(now + timedelta(days=1)) == 1
    assert tasks.due(now + timedelta(days=2)) == 0
    assert kept() == [(None, 6, "delivery"), (None, 6, "review")]


def test_a_project_without_records_has_no_position(cast, now):
    projects.begin(
        organisation=cast.here,
        name="Nothing yet",
        issue="We do not know.",
        level=Project.Level.STRATEGIC,
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    assert (tasks.due(now), kept()) == (0, [])


def test_the_past_is_told_by_month(story, meet, now):
    tasks.due(now)
    story.project.decisions.update(open_to="not", limits="All of it.")
    tasks.due(now + timedelta(days=25))
    months = standing.by_month([story.project], (now + timedelta(days=31)).date())
    assert [(one.day.isoformat(), one.evidenced) for one in months] == [
        ("2026-04-10", (3, 1)),
        ("2026-03-31", (6, 1)),
    ]


def test_by_area_the_gaps_are_counted_of_those_that_are_known(story, cast, now, asked):
    story.project.area = cast.tom.team
    story.project.save()
    quiet = projects.begin(
        organisation=cast.here,
        name="Nobody has said or asked anything",
        issue="x",
        level=Project.Level.STRATEGIC,
        begun=now.date(),
        area=cast.tom.team,
        by=cast.tom,
        now=now,
    )
    actions.say(project=story.project, rung=5, day=now.date(), why="x", by=cast.tom, now=now)
    felt = actions.ask_how_it_feels(
        project=story.project, asked=24, closes=now + timedelta(days=9), by=cast.tom, now=now
    )
    asked(felt, [4] * 12)
    found = standing.by_area(standing.standings([story.project, quiet], now))
    assert found == [standing.OfArea(cast.tom.team, 2, said=1, said_more=0, felt=1, felt_less=1)]


@pytest.fixture
def write(cast, now):
    def do(**more):
        more = {"name": "Ours", "credit": "By our young advisors", "rungs": RUNGS} | more
        return actions.write_wording(organisation=cast.here, by=cast.amira, now=now, **more)

    return do


def test_words_are_kept_in_versions_and_chosen(write, cast, now):
    first, second = write(), write(name="Ours, shorter")
    assert (first.number, second.number) == (1, 2)
    assert standing.chosen(cast.here).kept is None
    for wording in (second, first, None):
        actions.choose_wording(organisation=cast.here, wording=wording, by=cast.amira, now=now)
        assert standing.chosen(cast.here).kept == wording


def test_a_claim_keeps_the_words_it_was_made_in(write, story, cast, now):
    wording = write()
    actions.choose_wording(organisation=cast.here, wording=wording, by=cast.amira, now=now)
    claim = actions.say(
        project=story.project, rung=5, day=now.date(), why="x", by=cast.tom, now=now
    )
    actions.choose_wording(organisation=cast.here, wording=None, by=cast.amira, now=now)
    claim.refresh_from_db()
    assert (claim.label, claim.wording) == ("Name 5", wording)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"rungs": RUNGS[:6]}, "Enter a name and a sentence for each of the seven rungs."),
        ({"rungs": [*RUNGS[:6], ("Top", " ")]}, "Enter a name and a sentence for each"),
        ({"rungs": [*RUNGS[:6], ("NAME 1", "x")]}, "Give each rung a name of its own."),
        ({"credit": " "}, "Enter what these words are called, and whose they are."),
    ],
)
def test_half_a_ladder_is_none(write, more, problem):
    with pytest.raises(actions.NotPossible, match=problem):
        write(**more)
    assert not Wording.objects.exists()


def test_words_of_another_organisation_cannot_be_chosen(write, cast, now):
    with pytest.raises(actions.NotPossible, match="Choose words of your own organisation"):
        actions.choose_wording(organisation=cast.there, wording=write(), by=cast.bola, now=now)


def test_a_version_never_changes(write):
    wording = write()
    wording.name = "Other"
    with pytest.raises(Fixed):
        wording.save()
