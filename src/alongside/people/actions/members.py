"""Organisations, their teams and members, and who signs in."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from ..models import Membership, Organisation, Person, Role, Team
from .rules import NotPossible

NO_OWNER_LEFT = "Somebody has to be owner. Make another person owner first."


@transaction.atomic
def create_organisation(
    *, name: str, now: datetime, slug: str = "", example: bool = False
) -> Organisation:
    """Return a new organisation. Its slug is made from the name and kept unique with a number."""
    wanted = slugify(slug or name)[:50] or "organisation"
    slug, number = wanted, 1
    while Organisation.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return Organisation.objects.create(name=name.strip(), slug=slug, example=example, created=now)


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, name: str, minimum: int, protect_attendance: bool, shown: bool
) -> Organisation:
    """Give an organisation its name, the smallest group it shows and whether attendance is
    protected. Once anything was `shown`, the smallest group only grows: what was hidden as too
    small stays hidden."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if shown and minimum < organisation.minimum:
        raise NotPossible(
            f"The smallest group can only grow from {organisation.minimum} now, because numbers "
            "have been shown: a smaller one would show what was hidden in them."
        )
    organisation.name, organisation.minimum = " ".join(name.split()), minimum
    organisation.protect_attendance = protect_attendance
    organisation.save(update_fields=["name", "minimum", "protect_attendance"])
    return organisation


@transaction.atomic
def add_team(
    *,
    organisation: Organisation,
    name: str,
    kind: str = Team.Kind.TEAM,
    parent: Team | None = None,
    headcount: int | None = None,
) -> Team:
    """Return the team of this name under `parent`, made if it was not there."""
    if parent is not None and parent.organisation_id != organisation.pk:
        raise NotPossible("The parent belongs to another organisation.")
    team = organisation.teams.filter(parent=parent, name__iexact=name.strip()).first()
    if team is None:
        team = Team.objects.create(
            organisation=organisation,
            parent=parent,
            name=name.strip(),
            kind=kind,
            headcount=headcount,
        )
    return team


@transaction.atomic
def change_team(*, team: Team, name: str, kind: str, headcount: int | None, compared: bool) -> Team:
    """Give a team its name, kind and headcount, and say whether it stands beside others in friendly
    comparisons. Two parts of the same team have two names."""
    beside = team.organisation.teams.filter(parent=team.parent_id).exclude(pk=team.pk)
    if beside.filter(name__iexact=name.strip()).exists():
        raise NotPossible("There is another team of this name beside it. Choose another name.")
    team.name, team.kind, team.headcount = name.strip(), kind, headcount
    team.compared = compared
    team.save(update_fields=["name", "kind", "headcount", "compared"])
    return team


@transaction.atomic
def add_member(
    *,
    organisation: Organisation,
    name: str,
    now: datetime,
    email: str = "",
    phone: str = "",
    letters_by: str = "",
    team: Team | None = None,
    roles: Iterable[str] = (),
    can_sign_in: bool = False,
) -> Membership:
    """Return the member with this address, made if it was not there; gives the roles named.

    With `can_sign_in` (and an address) a Person with that address is found or made, so that a code
    sent there opens the staff pages. Without an address every call makes a new member.
    """
    email = email.strip().lower()
    if team is not None and team.organisation_id != organisation.pk:
        raise NotPossible("The team belongs to another organisation.")
    if can_sign_in and not email:
        raise NotPossible("Somebody who signs in needs an e-mail address.")
    me = organisation.memberships.filter(email=email, left=None).first() if email else None
    if me is None:
        me = Membership.objects.create(
            organisation=organisation,
            name=name.strip(),
            email=email,
            phone=phone,
            letters_by=letters_by,
            team=team,
            joined=now,
        )
    else:
        me.team, me.phone = team or me.team, phone or me.phone
        me.letters_by = letters_by or me.letters_by
        me.save(update_fields=["team", "phone", "letters_by"])
    if can_sign_in and me.person_id is None:
        _let_in(me, now)
    for role in roles:
        Role.objects.get_or_create(membership=me, name=role, defaults={"given": now})
    return me


def _let_in(membership: Membership, now: datetime) -> None:
    """Let a member sign in with their address. Somebody who was a member before and left comes in
    as this one now."""
    person = _person(email=membership.email, name=membership.name, now=now)
    theirs = membership.organisation.memberships.filter(person=person).exclude(pk=membership.pk)
    if theirs.filter(left=None).exists():
        raise NotPossible("Somebody else here signs in with this e-mail address.")
    theirs.update(person=None)
    membership.person = person
    membership.save(update_fields=["person"])


def _person(*, email: str, name: str, now: datetime) -> Person:
    person = Person.objects.filter(email=email).first()
    if person is None:
        person = Person(email=email, name=name.strip(), created=now)
        person.set_unusable_password()
        person.save()
    return person


@transaction.atomic
def set_password(*, person: Person, password: str) -> None:
    """Let a person sign in with a password as well as with a code."""
    person.set_password(password)
    person.save(update_fields=["password"])


@transaction.atomic
def note_address_is_theirs(*, person: Person) -> None:
    """Note that a person has shown that they read letters to their address: they may now ask for
    a second step. Whatever else allauth had kept of addresses goes."""
    EmailAddress.objects.filter(Q(user=person) | Q(email=person.email)).exclude(
        user=person, email=person.email
    ).delete()
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def set_roles(*, membership: Membership, roles: Iterable[str], now: datetime) -> None:
    """Give a member exactly these roles. An organisation always keeps one owner who can sign in."""
    wanted = set(roles)
    # Locks the organisation, so that two owners cannot each take the role from the other at once.
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    if Role.Name.OWNER not in wanted and not _another_owner(membership):
        raise NotPossible(NO_OWNER_LEFT)
    membership.roles.exclude(name__in=wanted).delete()
    for name in wanted:
        Role.objects.get_or_create(membership=membership, name=name, defaults={"given": now})
    membership.__dict__.pop("role_names", None)


@transaction.atomic
def change_member(
    *,
    membership: Membership,
    name: str,
    email: str,
    team: Team | None,
    roles: Iterable[str],
    can_sign_in: bool,
    now: datetime,
    phone: str | None = None,
    letters_by: str | None = None,
) -> Membership:
    """Give a member their name, address, team and roles, and say whether they sign in. A mobile
    number and how they want to be asked stay as they are where they are not said.

    With another address they sign in with that one. The account of the old address stays as it is,
    because it can belong to another organisation too.
    """
    email, roles = email.strip().lower(), set(roles)
    # Locks the organisation, so that two owners cannot each shut the other out at once.
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    others = membership.organisation.memberships.filter(left=None).exclude(pk=membership.pk)
    if email and others.filter(email=email).exists():
        raise NotPossible("Somebody else here has this e-mail address.")
    if can_sign_in and not email:
        raise NotPossible("Somebody who signs in needs an e-mail address.")
    if not (can_sign_in and Role.Name.OWNER in roles) and not _another_owner(membership):
        raise NotPossible(NO_OWNER_LEFT)
    account = membership.person
    if account and not (can_sign_in and account.email.lower() == email):
        membership.person = None
    membership.name, membership.email, membership.team = name.strip(), email, team
    membership.phone = membership.phone if phone is None else phone
    membership.letters_by = membership.letters_by if letters_by is None else letters_by
    membership.save(update_fields=["name", "email", "phone", "letters_by", "team", "person"])
    if can_sign_in and membership.person is None:
        _let_in(membership, now)
    set_roles(membership=membership, roles=roles, now=now)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, now: datetime) -> None:
    """A member leaves: their rows stay, they can no longer come in."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    if membership.holds(Role.Name.OWNER) and not _another_owner(membership):
        raise NotPossible(NO_OWNER_LEFT)
    membership.left = now
    membership.save(update_fields=["left"])


def _another_owner(membership: Membership) -> bool:
    return (
        Role.objects.filter(
            name=Role.Name.OWNER,
            membership__organisation=membership.organisation_id,
            membership__left=None,
            membership__person__isnull=False,
        )
        .exclude(membership=membership)
        .exists()
    )
