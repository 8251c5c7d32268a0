from datetime import timedelta

import pytest

from alongside.gatherings import actions, counts
from alongside.people import actions as people

from .conftest import STARTS

DAY = timedelta(days=1)
LATER = STARTS + 30 * DAY


@pytest.fixture
def story(cast, plan, now):
    """Two sessions: Ada (Housing) comes to both, Ben (a team in Housing) and Cai (none) to one."""
    night = people.add_team(organisation=cast.here, name="Night", parent=cast.tom.team)
    first = plan(capacity=9, cohort="2024, with a partner")
    second = plan(capacity=9, starts=STARTS + 7 * DAY)
    for session, name, team in (
        (first, "Ada", cast.tom.team),
        (second, "Ada", cast.tom.team),
        (second, "Ben", night),
        (second, "Cai", None),
    ):
        actions.walk_in(gathering=session, name=name, team=team, now=session.starts)
    actions.book(gathering=first, name="Dee", email="dee@example.org", now=now)
    actions.walk_in(
        gathering=plan(programme=_there(cast, now)), name="Eve", team=cast.bola.team, now=STARTS
    )
    return first, second


def _there(cast, now):
    return actions.add_programme(organisation=cast.there, name="Theirs", now=now)


def held(cast, **more):
    return counts.held(cast.here, now=LATER, **more)


def test_places_and_different_people_and_areas_are_counted(cast, story):
    assert counts.totals(cast.here, held(cast)) == counts.Totals(
        sessions=2, places=4, people=3, areas=1
    )


def test_a_team_counts_for_its_service_area_and_nobody_is_left_out(cast, story):
    rows = counts.by_area(cast.here, held(cast))
    assert [(row.name, row.places, row.people) for row in rows] == [
        ("Housing", 3, 2),
        ("Not said", 1, 1),
    ]
    assert sum(row.places for row in rows) == counts.totals(cast.here, held(cast)).places


def test_by_session_says_who_had_a_place_and_did_not_come(cast, story):
    assert [
        (row.gathering, row.booked, row.came, row.did_not_come)
        for row in counts.by_session(held(cast))
    ] == [(story[0], 1, 1, 1), (story[1], 0, 3, 0)]


@pytest.mark.parametrize(
    ("period", "places"),
    [
        ({"until": STARTS}, 0),
        ({"since": STARTS, "until": STARTS + DAY}, 1),
        ({"since": STARTS + DAY}, 3),
        ({"cohort": "2024, with a partner"}, 1),
        ({"cohort": ""}, 3),
    ],
)
def test_a_period_or_a_cohort_is_counted_alone(cast, story, period, places):
    assert counts.totals(cast.here, held(cast, **period)).places == places


def test_sessions_to_come_and_cancelled_ones_do_not_count(cast, story, plan, now):
    actions.cancel(gathering=plan(starts=STARTS + DAY), because="Snow", now=now)
    plan(starts=LATER + DAY)
    assert counts.totals(cast.here, held(cast)).sessions == 2


def test_somebody_who_moves_still_counts_where_they_came_from(cast, story):
    ada = cast.here.memberships.get(name="Ada")
    ada.team = cast.amira.team
    ada.save()
    assert [row.name for row in counts.by_area(cast.here, held(cast))] == ["Housing", "Not said"]


def test_attendance_is_shown_as_it_is_unless_the_organisation_protects_it(cast, story, plan):
    big = plan(starts=STARTS + 14 * DAY)
    for number in range(6):
        actions.walk_in(gathering=big, name=f"P{number}", team=cast.tom.team, now=big.starts)
    rows = counts.by_session(held(cast))
    assert [str(n) for _, n in counts.shown_by_session(cast.here, rows)[0]] == ["1", "3", "6"]
    cast.here.protect_attendance = True
    shown, together = counts.shown_by_session(cast.here, rows)
    assert [str(n) for _, n in shown] == ["not shown", "not shown", "6"]
    assert str(together) == "not shown"


def test_who_only_reads_sees_no_small_number_of_a_protected_organisation(
    cast, plan, sign_in, clock
):
    session = plan()
    for name in ("Ada", "Ben"):
        actions.walk_in(gathering=session, name=name, team=cast.tom.team, now=STARTS)
    clock(LATER)
    client, pages = sign_in(cast.david), ("sessions/", f"sessions/{session.pk}/")
    for protected in (False, True):
        cast.here.protect_attendance = protected
        cast.here.save()
        texts = [client.get(f"/o/sandbrook-council/{page}").content.decode() for page in pages]
        assert ["not shown" in text for text in texts] == [protected] * 2


def test_a_protected_session_shows_areas_only_when_none_is_small(cast, plan):
    session = plan()
    session.programme.organisation.protect_attendance = True
    for number in range(5):
        actions.walk_in(gathering=session, name=f"P{number}", team=cast.tom.team, now=STARTS)
    assert [row.places for row in counts.shown_by_area(session)] == [5]
    actions.walk_in(gathering=session, name="Cai", now=STARTS)
    assert counts.shown_by_area(session) == []


def test_counting_takes_as_many_queries_for_two_sessions_as_for_one(
    cast, story, django_assert_num_queries
):
    for more in ({"until": STARTS + DAY}, {}):
        with django_assert_num_queries(3):
            counts.by_session(held(cast, **more))
        with django_assert_num_queries(2):
            counts.by_area(cast.here, held(cast, **more))
