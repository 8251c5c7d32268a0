from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.people import actions, queries
from alongside.people.models import Group, GroupMember

GROUPS = "/o/sandbrook-council/groups/"
DAY = timedelta(days=1)


@pytest.fixture
def panel(cast, now):
    return actions.add_group(
        organisation=cast.here, name="Experts by experience panel", kind="other", now=now
    )


def names(group, at=None):
    return [place.membership.name for place in queries.in_group(group, at)]


def test_a_facilitator_makes_a_group_and_says_who_is_in_it(cast, sign_in):
    client = sign_in(cast.tom)
    answer = client.post(
        f"{GROUPS}add/", {"name": " Review  group ", "kind": "review group", "about": "Small."}
    )
    group = Group.objects.get()
    assert (group.name, group.about) == ("Review group", "Small.")
    assert answer.headers["Location"] == f"{GROUPS}{group.pk}/members/add/"
    client.post(f"{GROUPS}{group.pk}/members/add/", {"members": [cast.dot.pk, cast.priya.pk]})
    assert names(group) == ["Dot Evans", "Priya Nair"]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"name": "", "kind": "other"}, "Enter the name of the group"),
        ({"name": "x" * 201, "kind": "other"}, "Make the name shorter: 200 letters or fewer"),
        ({"name": "Panel"}, "Choose what kind of group it is"),
        ({"name": "Panel", "kind": "club"}, "Choose one of the kinds in the list"),
        (
            {"name": "EXPERTS by experience panel", "kind": "other"},
            "Another group has this name. Choose a different one.",
        ),
    ],
)
def test_what_cannot_be_used_is_said_and_stays_typed(cast, panel, sign_in, typed, problem):
    page = sign_in(cast.amira).post(f"{GROUPS}add/", typed | {"about": "Kept"}).content.decode()
    assert f">{problem}</a>" in page
    assert "Kept" in page
    assert Group.objects.count() == 1


def test_somebody_put_in_twice_is_in_it_once(cast, panel, now):
    counts = [actions.add_to_group(group=panel, members=[cast.tom], now=now) for _ in range(2)]
    assert (counts, names(panel)) == ([1, 0], ["Tom Baker"])
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMember.objects.create(group=panel, membership=cast.tom)


def test_who_was_in_a_group_at_a_moment_is_kept(cast, panel, now):
    actions.add_to_group(group=panel, members=[cast.tom, cast.dot], now=now)
    actions.take_from_group(place=queries.in_group(panel).first(), now=now + 5 * DAY)
    actions.add_to_group(group=panel, members=[cast.priya], now=now + 7 * DAY)
    assert [names(panel, now + days * DAY) for days in (-1, 1, 6, 8)] == [
        [],
        ["Dot Evans", "Tom Baker"],
        ["Tom Baker"],
        ["Priya Nair", "Tom Baker"],
    ]
    assert [place.membership.name for place in queries.was_in_group(panel)] == ["Dot Evans"]


def test_somebody_who_leaves_the_organisation_is_in_no_group(cast, panel, now):
    actions.add_to_group(group=panel, members=[cast.tom], now=now)
    actions.end_membership(membership=cast.tom, now=now + DAY)
    assert (names(panel), names(panel, now)) == ([], ["Tom Baker"])
    assert queries.groups(cast.here).get().people == 0


def test_somebody_who_is_both_is_counted_once_and_twice(cast, panel, now):
    actions.set_roles(membership=cast.tom, roles=["facilitator", "expert by experience"], now=now)
    guest = actions.add_member(organisation=cast.here, name="Eve", now=now)
    members = [cast.tom, cast.dot, cast.priya, guest]
    actions.add_to_group(group=panel, members=members, now=now)
    found = queries.parity(place.membership for place in queries.in_group(panel))
    assert found == queries.Parity(people=4, experts=2, staff=2, both=1)
    assert (found.only_experts, found.only_staff, found.neither) == (1, 1, 1)


def test_the_page_says_parity_in_words(cast, panel, now, sign_in):
    actions.set_roles(membership=cast.tom, roles=["facilitator", "expert by experience"], now=now)
    actions.add_to_group(group=panel, members=[cast.tom, cast.dot], now=now)
    page = " ".join(sign_in(cast.priya).get(f"{GROUPS}{panel.pk}/").content.decode().split())
    assert "2 people: 2 are experts by experience and 1 is staff, and 1 of them is both." in page


def test_people_are_found_by_name_and_by_service_area(cast, panel, sign_in):
    night = actions.add_team(organisation=cast.here, name="Night", parent=cast.tom.team)
    nest = actions.add_team(organisation=cast.here, name="Nest", parent=night)
    there = actions.add_member(organisation=cast.here, name="Noor", team=nest, now=panel.begun)
    client, address = sign_in(cast.amira), f"{GROUPS}{panel.pk}/members/add/"

    def offered(query):
        field = client.get(address + query).context["form"].fields["members"]
        return [pk for pk, _ in field.choices]

    assert offered("?q=dot") == [cast.dot.pk]
    assert offered(f"?area={cast.tom.team.pk}") == [there.pk, cast.tom.pk]
    assert offered(f"?area={cast.bola.team.pk}&q=tom") == [cast.tom.pk]


def test_nobody_of_another_organisation_comes_into_a_group(cast, panel, sign_in, now):
    address = f"{GROUPS}{panel.pk}/members/add/"
    page = sign_in(cast.amira).post(address, {"members": [cast.bola.pk]}).content.decode()
    assert ">Choose people in the list</a>" in page
    with pytest.raises(actions.NotPossible, match="has to be a member here"):
        actions.add_to_group(group=panel, members=[cast.bola], now=now)
    assert sign_in(cast.bola).get(f"/o/otherton-nhs-trust/groups/{panel.pk}/").status_code == 404


def test_a_group_that_is_over_is_put_away_and_can_come_back(cast, panel, sign_in, now):
    client = sign_in(cast.tom)
    client.post(f"{GROUPS}{panel.pk}/put-away/")
    assert list(queries.groups(cast.here)) == []
    with pytest.raises(actions.NotPossible, match="is put away"):
        actions.add_to_group(group=panel, members=[cast.tom], now=now)
    other = actions.add_group(organisation=cast.here, name=panel.name, kind="other", now=now)
    client.post(f"{GROUPS}{panel.pk}/bring-back/")
    assert list(queries.groups(cast.here)) == [other]
    actions.change_group(group=other, name="The second panel", kind="other", about="")
    client.post(f"{GROUPS}{panel.pk}/bring-back/")
    assert list(queries.groups(cast.here)) == [panel, other]


def test_somebody_is_taken_out_by_one_button_and_pressing_it_again_finds_nobody(
    cast, panel, sign_in, now
):
    actions.add_to_group(group=panel, members=[cast.tom], now=now)
    client, address = sign_in(cast.amira), f"{GROUPS}{panel.pk}/members/{cast.tom.pk}/take-out/"
    assert [client.post(address).status_code for _ in range(2)] == [302, 404]
    assert names(panel) == []


@pytest.mark.parametrize(
    ("who", "sees", "changes"),
    [("tom", 200, 200), ("priya", 200, 403), ("david", 403, 403)],
)
def test_staff_see_groups_and_those_who_run_sessions_change_them(
    cast, panel, sign_in, who, sees, changes
):
    client = sign_in(getattr(cast, who))
    seen = [client.get(address).status_code for address in (GROUPS, f"{GROUPS}{panel.pk}/")]
    changed = [
        client.get(f"{GROUPS}{path}").status_code
        for path in ("add/", f"{panel.pk}/change/", f"{panel.pk}/members/add/")
    ]
    assert (seen, changed) == ([sees] * 2, [changes] * 3)


def test_groups_with_their_people_stand_by_name(cast, now):
    for name in ("Youth panel", "Carers"):
        actions.add_group(organisation=cast.here, name=name, kind="other", now=now)
    found = queries.groups(cast.here)
    assert found.ordered  # counting takes away the order a model has
    assert [group.name for group in found] == ["Carers", "Youth panel"]
