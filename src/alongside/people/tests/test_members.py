import pytest
from django.db import IntegrityError, transaction

from alongside.people import access, actions, queries
from alongside.people.models import Membership, Organisation, Person, Team


def test_a_slug_is_made_from_the_name_and_kept_unique(db, now):
    first = actions.create_organisation(name="Sandbrook Council", now=now)
    second = actions.create_organisation(name="Sandbrook Council", now=now)
    assert [first.slug, second.slug] == ["sandbrook-council", "sandbrook-council-2"]


def test_a_member_added_twice_by_address_is_one_member_with_both_roles(cast, now):
    for role in ("lead", "analyst"):
        actions.add_member(
            organisation=cast.here, name="Eve", email="Eve@Example.org", roles=[role], now=now
        )
    eve = Membership.objects.get(email="eve@example.org")
    assert [role.name for role in eve.roles.all()] == ["lead", "analyst"]


def test_members_without_an_address_are_never_merged(cast, now):
    for _ in range(2):
        actions.add_member(organisation=cast.here, name="Sam", now=now)
    assert cast.here.memberships.filter(name="Sam").count() == 2


def test_one_person_can_belong_to_two_organisations(cast, now):
    actions.add_member(
        organisation=cast.there, name="Amira", email="AMIRA@example.org", can_sign_in=True, now=now
    )
    assert Person.objects.filter(email="amira@example.org").count() == 1
    assert list(
        queries.memberships_of(cast.amira.person).values_list("organisation__slug", flat=True)
    ) == [cast.there.slug, cast.here.slug]


def test_signing_in_needs_an_address(cast, now):
    with pytest.raises(actions.NotPossible, match="needs an e-mail address"):
        actions.add_member(organisation=cast.here, name="Sam", can_sign_in=True, now=now)


def changed(membership, now, **said):
    as_it_is = {
        "name": membership.name,
        "email": membership.email,
        "team": membership.team,
        "roles": [role.name for role in membership.roles.all()],
        "can_sign_in": membership.person is not None,
    }
    return actions.change_member(membership=membership, now=now, **(as_it_is | said))


def test_a_new_address_signs_in_and_the_old_account_stays_as_it_is(cast, now):
    old = cast.tom.person
    tom = changed(cast.tom, now, email="Tom.Baker@example.org")
    assert (tom.email, tom.person.email) == ("tom.baker@example.org", "tom.baker@example.org")
    old.refresh_from_db()
    assert old.email == "tom@example.org"
    assert list(queries.memberships_of(old)) == []


def test_an_address_belongs_to_one_member(cast, now):
    with pytest.raises(actions.NotPossible, match="Somebody else here"):
        changed(cast.tom, now, email="AMIRA@example.org")


def test_the_last_owner_keeps_signing_in(cast, now):
    with pytest.raises(actions.NotPossible, match="Make another person owner first"):
        changed(cast.amira, now, can_sign_in=False)
    tom = changed(cast.tom, now, can_sign_in=False)
    assert tom.person is None


def test_somebody_who_left_can_come_back(cast, now):
    actions.end_membership(membership=cast.tom, now=now)
    back = actions.add_member(
        organisation=cast.here, name="Tom", email=cast.tom.email, can_sign_in=True, now=now
    )
    assert list(queries.memberships_of(back.person)) == [back]


def test_a_team_of_another_organisation_is_refused(cast, now):
    with pytest.raises(actions.NotPossible, match="another organisation"):
        actions.add_member(
            organisation=cast.there, name="Sam", team=cast.here.teams.first(), now=now
        )


def test_a_team_asked_for_twice_is_one_team(cast):
    again = actions.add_team(
        organisation=cast.here, name="adult social care", kind=Team.Kind.SERVICE_AREA
    )
    assert again == cast.amira.team


def test_the_database_keeps_team_names_apart_at_the_top_too(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.create(organisation=cast.here, name="HOUSING")


def test_the_tree_shows_each_team_under_its_parent(cast):
    north = actions.add_team(organisation=cast.here, name="North", parent=cast.tom.team)
    actions.add_team(organisation=cast.here, name="Night", parent=north)
    assert [(depth, team.name) for depth, team in queries.tree(cast.here)] == [
        (0, "Adult Social Care"),
        (0, "Housing"),
        (1, "North"),
        (2, "Night"),
    ]


def test_the_last_owner_stays_owner_until_there_is_another(cast, now):
    with pytest.raises(actions.NotPossible, match="Make another person owner first"):
        actions.set_roles(membership=cast.amira, roles=["lead"], now=now)
    with pytest.raises(actions.NotPossible, match="Make another person owner first"):
        actions.end_membership(membership=cast.amira, now=now)
    actions.set_roles(membership=cast.tom, roles=["owner"], now=now)
    actions.set_roles(membership=cast.amira, roles=["lead"], now=now)
    assert [r.name for r in cast.amira.roles.all()] == ["lead"]


def test_the_smallest_group_cannot_go_below_five(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="Low", slug="low", minimum=4)


def test_a_member_comes_in_by_two_queries_and_the_person_is_read_no_more(
    cast, django_assert_num_queries
):
    with django_assert_num_queries(2):
        me = access.member(cast.tom.person, cast.here.slug, "facilitator")
        assert (me.person, me.organisation.name) == (cast.tom.person, cast.here.name)
        assert not me.holds("owner", "lead")


def test_a_changed_role_counts_at_once(cast, now):
    assert cast.tom.holds("facilitator")
    actions.set_roles(membership=cast.tom, roles=["analyst"], now=now)
    assert cast.tom.holds("analyst")
    assert not cast.tom.holds("facilitator")
