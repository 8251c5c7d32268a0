"""A plan of twelve months: made, filled, moved, held and not held."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.gatherings import actions as gatherings
from alongside.learning import actions
from alongside.learning.models import Plan
from alongside.learning.queries import planned
from alongside.learning.starters import NAMES, starter


def stands(activity, now):
    return planned.activities(activity.plan, now).get(pk=activity.pk).stands


@pytest.mark.parametrize("name", NAMES)
def test_a_starter_fills_a_plan(name, cast, now):
    made = actions.make_plan(
        organisation=cast.here,
        title="T",
        aim="A",
        start=date(2026, 11, 1),
        owner=cast.tom,
        begin_from=name,
        by=cast.amira,
        now=now,
    )
    assert made.activities.count() == len(starter(name)["activities"])
    assert {one.month for one in made.activities.all()} <= set(made.months)
    assert made.last_month == date(2027, 10, 1)


def test_needs_become_activities_of_a_plan(need, cast, now):
    made = actions.make_plan(
        organisation=cast.here,
        title="T",
        aim="A",
        start=date(2026, 1, 1),
        owner=cast.amira,
        needs=[need],
        by=cast.amira,
        now=now,
    )
    (one,) = made.activities.all()
    assert (one.need, one.owner, one.title) == (need, cast.tom, "Support the first time")


def test_what_is_past_and_not_said_is_late(put, now):
    late, said, to_come = put("Surgery", 2, "surgery"), put("Visit", 2, "visit"), put("S", 3)
    actions.note_not_held(activity=said, because="The room was taken")
    assert [stands(one, now) for one in (late, said, to_come)] == ["late", "not held", "planned"]


def test_an_activity_is_held_when_its_session_was(put, cast, now):
    one = put("Session", 3)
    programme = gatherings.add_programme(organisation=cast.here, name="P", now=now)
    starts = now + timedelta(days=2)
    details = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    session = gatherings.plan(programme=programme, details=details, by=cast.amira, now=now)
    actions.note_held(activity=one, gathering=session, now=now)
    assert stands(one, now) == "planned"
    assert stands(one, now + timedelta(days=3)) == "held"
    gatherings.cancel(gathering=session, because="Snow", now=now)
    assert stands(one, now + timedelta(days=60)) == "late"


def test_a_month_it_was_moved_from_is_kept(put, cast, now):
    one = put("Surgery", 2, "surgery")
    for _ in range(2):
        one = actions.move_activity(
            activity=one, month=date(2026, 5, 1), why="Nobody was free", by=cast.tom, now=now
        )
    assert (one.first_month, one.month) == (date(2026, 2, 1), date(2026, 5, 1))
    assert [move.why for move in one.moves.all()] == ["Nobody was free"]
    with pytest.raises(actions.NotPossible, match="twelve months"):
        actions.move_activity(activity=one, month=date(2027, 5, 1), why="x", by=cast.tom, now=now)


def test_a_day_to_come_was_not_held(put, now):
    with pytest.raises(actions.NotPossible, match="still to come"):
        actions.note_held(activity=put("A", 3), held_on=date(2026, 3, 11), now=now)


def test_moved_twice_at_one_press_is_moved_once(put, cast, sign_in):
    one = put("A", 3)
    at = reverse("learning:move", args=[cast.here.slug, one.plan_id, one.pk])
    client = sign_in(cast.tom)
    for _ in range(2):
        assert client.post(at, {"month": "2026-05", "why": "Tom is ill"}).status_code == 302
    assert one.moves.count() == 1
    assert "May 2026</option>" not in client.get(at).text


def test_a_senior_manager_reads_their_own_area_only(plan, cast, sign_in, now):
    teams = list(cast.here.teams.all())
    other = next(team for team in teams if team != cast.tom.team)
    cast.david.team = cast.tom.team
    cast.david.save()
    for team in (cast.tom.team, other):
        actions.make_plan(
            organisation=cast.here,
            title=f"Of {team}",
            aim="A",
            start=date(2026, 1, 1),
            owner=cast.tom,
            team=team,
            by=cast.amira,
            now=now,
        )
    page = sign_in(cast.david).get(reverse("learning:plans", args=[cast.here.slug]))
    assert {one.title for one in page.context["page"]} == {"Our year", f"Of {cast.tom.team}"}
    theirs = Plan.objects.get(team=other)
    address = reverse("learning:plan", args=[cast.here.slug, theirs.pk])
    assert sign_in(cast.david).get(address).status_code == 404
    assert sign_in(cast.tom).get(address).status_code == 200


@pytest.mark.parametrize("many", [1, 12])
def test_a_plan_takes_as_many_queries_however_much_is_in_it(
    many, put, plan, cast, sign_in, django_assert_num_queries
):
    for place in range(many):
        put(f"A {place}", 2 + place % 2)
    client = sign_in(cast.amira)
    address = reverse("learning:plan", args=[cast.here.slug, plan.pk])
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)


@pytest.mark.parametrize("many", [1, 12])
def test_the_plans_take_as_many_queries_however_many_there_are(
    many, cast, sign_in, now, django_assert_num_queries
):
    for place in range(many):
        actions.make_plan(
            organisation=cast.here,
            title=f"T {place}",
            aim="A",
            start=date(2026, 1, 1),
            owner=cast.tom,
            begin_from="first_year",
            by=cast.amira,
            now=now,
        )
    client = sign_in(cast.amira)
    address = reverse("learning:plans", args=[cast.here.slug])
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)


def test_a_plan_with_much_in_it_shows_one_month_at_a_time(put, plan, cast, sign_in):
    for place in range(planned.SHOWN_TOGETHER + 1):
        put(f"Number {place}.", 2 + place % 2)
    client = sign_in(cast.amira)
    address = reverse("learning:plan", args=[cast.here.slug, plan.pk])
    assert "Number 0." not in client.get(address).text.partition('id="month"')[2]
    assert "Number 0." in client.get(f"{address}?month=2026-02").text.partition('id="month"')[2]
    assert client.get(f"{address}?month=a\0b").status_code == 200


def test_a_signed_plan_that_changed_says_so(put, plan, cast, sign_in, now):
    one = put("A", 3)
    version = actions.send(plan=plan, by=cast.tom, now=now)
    actions.answer(version=version, signed=True, by=cast.david, now=now)
    address = reverse("learning:plan", args=[cast.here.slug, plan.pk])
    assert "Send it to be signed" not in sign_in(cast.amira).get(address).text
    actions.move_activity(activity=one, month=date(2026, 5, 1), why="Rain", by=cast.tom, now=now)
    assert "Something moved to another month since" in sign_in(cast.amira).get(address).text
    actions.change_activity(activity=one, cost=9)
    page = sign_in(cast.amira).get(address).text
    assert "The plan has changed since." in page
    assert "Send it to be signed" in page


def test_somebody_makes_a_plan_fills_it_and_says_what_became_of_it(cast, sign_in, need):
    client, here = sign_in(cast.amira), cast.here.slug
    sent = {
        "title": "Our year",
        "aim": "Everybody has tried it",
        "start": "2026-01",
        "owner": cast.tom.pk,
        "needs": [need.pk],
    }
    answer = client.post(reverse("learning:make_plan", args=[here]), sent)
    made = Plan.objects.get()
    assert answer.url == f"/o/{here}/learning/plans/{made.pk}/"
    one = made.activities.get()
    sent = {"became": "not held", "because": ""}
    address = reverse("learning:held", args=[here, made.pk, one.pk])
    assert "Say why it was not held" in client.post(address, sent).content.decode()
    client.post(address, sent | {"because": "We never got to hold it"})
    page = client.get(f"{answer.url}?month=2026-01").content.decode()
    assert "We never got to hold it" in page
    sent = {"kind": "visit", "title": "See it", "month": "2026-04", "owner": cast.tom.pk}
    client.post(reverse("learning:add_activity", args=[here, made.pk]), sent | {"cost": "12.50"})
    assert made.activities.get(title="See it").cost == 1250
