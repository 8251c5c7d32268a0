from datetime import timedelta

import pytest

from alongside.gatherings import actions, reviews
from alongside.people import actions as people
from alongside.people.models import Team

DAY = timedelta(days=1)


@pytest.fixture
def group(cast, now):
    return people.add_group(organisation=cast.here, name="Small group", kind="other", now=now)


@pytest.fixture
def covered(cast, programme, group, now):
    """Put these members into the group, ask it, and return what it covers."""

    def do(*members, at=now, since=now):
        version = actions.add_design(
            programme=programme,
            name="The session",
            contents=actions.Contents(60, agenda=[{"title": "Tea", "minutes": 5, "about": ""}]),
            by=None,
            now=now,
        )
        people.add_to_group(group=group, members=members, now=since)
        review = actions.ask_group(
            version=version,
            group=group,
            question="?",
            closes=now + 10 * DAY,
            by=None,
            now=now,
        )
        return reviews.coverage(review, at)

    return do


def by(coverage):
    return {row.area.name: [them.name for them in row.by] for row in coverage.areas}


def member(cast, name, team, *roles):
    return people.add_member(
        organisation=cast.here, name=name, team=team, roles=roles, now=cast.amira.joined
    )


def test_an_address_with_a_number_too_long_finds_nothing_and_breaks_nothing(
    cast, covered, group, sign_in
):
    covered(cast.priya)
    client, far, here = sign_in(cast.amira), "9" * 30, "/o/sandbrook-council"
    design = group.reviews.get().version.design_id
    answers = [
        client.get(f"{here}/{path}{far}").status_code
        for path in (
            f"groups/{group.pk}/members/add/?area=",
            "reviews/?group=",
            f"designs/{design}/change/?review=",
        )
    ]
    assert answers == [200, 404, 404]


def test_a_team_far_down_counts_for_the_service_area_above_it(cast, covered):
    north = people.add_team(organisation=cast.here, name="North", parent=cast.tom.team)
    night = people.add_team(organisation=cast.here, name="Night", parent=north)
    found = covered(member(cast, "Noor", night), cast.priya)
    assert by(found) == {"Adult Social Care": ["Priya Nair"], "Housing": ["Noor"]}
    assert [row.area.name for row in found.covered] == ["Adult Social Care", "Housing"]


def test_somebody_in_a_directorate_covers_no_service_area(cast, covered):
    above = people.add_team(organisation=cast.here, name="People", kind=Team.Kind.DIRECTORATE)
    boss, guest = member(cast, "Boss", above), member(cast, "Guest", None)
    found = covered(boss, guest)
    assert by(found) == {"Adult Social Care": [], "Housing": []}
    assert found.elsewhere == [boss, guest]


def test_experts_by_experience_are_counted_apart_and_in_their_area_too(cast, covered):
    both = member(cast, "Grace", cast.tom.team, "facilitator", "expert by experience")
    found = covered(cast.dot, both)
    assert ({them.name for them in found.experts}, found.experts_with_area) == (
        {"Dot Evans", "Grace"},
        1,
    )
    assert (by(found)["Housing"], found.elsewhere) == (["Grace"], [])


def test_an_area_with_nobody_in_it_is_not_covered_and_those_who_came_stand_first(
    cast, covered, plan, now
):
    for name in ("Arts", "Libraries"):
        people.add_team(organisation=cast.here, name=name, kind=Team.Kind.SERVICE_AREA)
    held = plan(starts=now - 30 * DAY, now=now - 60 * DAY, capacity=9)
    actions.walk_in(gathering=held, name="Ada", team=cast.tom.team, now=held.starts)
    found = covered(cast.priya)
    assert [row.area.name for row in found.not_covered] == ["Housing", "Arts", "Libraries"]
    assert ([row.area.name for row in found.came], found.came_and_covered) == (["Housing"], [])


@pytest.mark.parametrize(
    ("days", "came"), [(364, ["Housing"]), (366, []), (-3, [])], ids=["year", "before", "to come"]
)
def test_only_sessions_of_the_last_twelve_months_count(cast, covered, plan, now, days, came):
    held = plan(starts=now - days * DAY, now=now - 400 * DAY, capacity=9)
    actions.walk_in(gathering=held, name="Ada", team=cast.tom.team, now=held.starts)
    assert [row.area.name for row in covered(cast.priya).came] == came


def test_sessions_of_another_programme_do_not_count(cast, covered, plan, now):
    other = actions.add_programme(organisation=cast.here, name="Other", now=now)
    held = plan(programme=other, starts=now - DAY, now=now - 9 * DAY)
    actions.walk_in(gathering=held, name="Ada", team=cast.tom.team, now=held.starts)
    assert covered(cast.priya).came == []


def test_people_who_came_from_a_team_in_no_area_are_not_forgotten(cast, covered, plan, now):
    board = people.add_team(organisation=cast.here, name="Board")
    held = plan(starts=now - DAY, now=now - 9 * DAY)
    actions.walk_in(gathering=held, name="Ada", team=board, now=held.starts)
    assert by(covered(member(cast, "Bea", board)))["Board"] == ["Bea"]


def test_an_organisation_that_protects_attendance_does_not_say_which_small_area_came(
    cast, covered, plan, now
):
    cast.here.protect_attendance = True
    cast.here.save()
    held = plan(starts=now - DAY, now=now - 9 * DAY)
    actions.walk_in(gathering=held, name="Ada", team=cast.tom.team, now=held.starts)
    found = covered(cast.priya)
    assert (found.came_shown, found.came) == (False, [])


def test_a_closed_review_shows_the_group_as_it_was(cast, covered, group, now):
    late = covered(cast.priya, at=now + 30 * DAY)
    people.add_to_group(group=group, members=[cast.tom], now=now + 20 * DAY)
    review = group.reviews.get()
    assert by(late)["Housing"] == []
    assert by(reviews.coverage(review, now + 30 * DAY))["Housing"] == []
    assert by(reviews.coverage(review, now + 5 * DAY))["Housing"] == ["Tom Baker"]


def test_from_an_area_that_is_not_covered_one_click_leads_to_inviting_somebody(
    cast, covered, group, sign_in, now
):
    covered(cast.priya)
    review = group.reviews.get()
    invite = f"/o/sandbrook-council/groups/{group.pk}/members/add/?area={cast.tom.team.pk}"
    client = sign_in(cast.amira)
    assert invite in client.get(f"/o/sandbrook-council/reviews/{review.pk}/").content.decode()
    offered = client.get(invite).context["form"].fields["members"].choices
    assert [pk for pk, _ in offered] == [cast.tom.pk]
    page = sign_in(cast.david).get(f"/o/sandbrook-council/reviews/{review.pk}/").content.decode()
    assert ("Housing" in page, invite in page, "Priya Nair" in page) == (True, False, False)
