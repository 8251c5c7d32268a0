"""One note a month, to those who have something to read."""

from datetime import UTC, date, datetime

import pytest

from alongside.learning import actions, tasks
from alongside.letters.models import Letter
from alongside.people import actions as people

APRIL = datetime(2026, 4, 1, 8, 30, tzinfo=UTC)  # half past nine in summer time


def told():
    rows = Letter.objects.filter(about="learning plans").order_by("to")
    return {letter.to: f"{letter.subject}\n{letter.text}" for letter in rows}


@pytest.fixture
def group(cast, now):
    found = people.add_group(organisation=cast.here, name="Panel", kind="other", now=now)
    cast.dot.email = "dot@example.org"
    cast.dot.save()
    people.add_to_group(group=found, members=[cast.dot, cast.priya], now=now)
    return found


def test_managers_hear_what_is_due_and_what_slipped_once(put, plan, cast):
    put("Surgery", 2, "surgery")
    put("Visit", 4, "visit")
    assert tasks.due(APRIL.replace(hour=7)) == 0
    assert tasks.due(APRIL) == 2
    assert tasks.due(APRIL) == 0
    assert set(told()) == {cast.amira.email, cast.david.email}
    says = told()[cast.david.email]
    assert "Due this month:\n- Visit (a visit)" in says
    assert "- Surgery, planned for February 2026" in says


def test_nobody_hears_of_nothing(plan, put):
    put("Visit", 9, "visit")
    assert tasks.due(APRIL) == 0
    assert told() == {}


def test_citizens_of_the_group_hear_it_in_easy_words(put, plan, cast, group):
    actions.change_plan(plan=plan, title=plan.title, aim=plan.aim, owner=cast.amira, group=group)
    one, other = put("Surgery", 3, "surgery"), put("Film night", 3, "resource")
    actions.note_not_held(activity=one, because="Nobody was free")
    actions.note_held(activity=other, held_on=date(2026, 3, 9), now=APRIL)
    tasks.due(APRIL)
    assert set(told()) == {cast.amira.email, cast.david.email, "dot@example.org"}
    says = told()["dot@example.org"]
    assert "Last month we did this:\n- Film night" in says
    assert "- Surgery\n  This is why: Nobody was free" in says
    assert "Talk to Amira Hussain." in says


def test_a_manager_hears_of_their_own_area_only(put, plan, cast, now):
    put("Visit", 4, "visit")
    other = cast.here.teams.exclude(pk=cast.tom.team_id).first()
    plan.team, cast.david.team = other, cast.tom.team
    plan.save()
    cast.david.save()
    tasks.due(APRIL)
    assert set(told()) == {cast.amira.email}


def test_a_plan_made_in_a_month_waits_for_the_next(cast):
    actions.make_plan(
        organisation=cast.here,
        title="T",
        aim="A",
        start=date(2026, 4, 1),
        owner=cast.amira,
        begin_from="first_year",
        by=cast.amira,
        now=APRIL,
    )
    assert tasks.due(APRIL) == 0
    assert tasks.due(datetime(2026, 5, 2, 9, tzinfo=UTC)) == 2
