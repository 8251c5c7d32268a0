"""Which organisations, teams and members."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from alongside.methods import phones

from .models import Group, GroupMember, Membership, Organisation, Person, Role, Team
from .stafflists import Entry


def texts_leave() -> bool:
    """Return whether a text gateway is set. Without one nothing asks for a mobile number."""
    return bool(settings.LETTERS_SMS)


def person_with(email: str) -> Person | None:
    """Return who signs in with this address. Compared letter by letter, in small letters: what a
    database takes for the same letter (K and the Kelvin sign) can be the address of another."""
    return Person.objects.filter(email=email.strip().lower(), is_active=True).first()


def memberships_of(person: Any) -> QuerySet[Membership]:
    """Return the current memberships of `person`, by name of the organisation."""
    return (
        Membership.objects.filter(person=person, left=None)
        .select_related("organisation")
        .order_by("organisation__name")
    )


def members(organisation: Organisation, search: str = "") -> QuerySet[Membership]:
    """Return the current members, with team and roles, whose name, address, team or whole mobile
    number matches."""
    found = (
        organisation.memberships.filter(left=None)
        .select_related("team", "person")
        .prefetch_related("roles")
    )
    if search:
        alike = Q(name__icontains=search) | Q(email__icontains=search)
        alike |= Q(team__name__icontains=search)
        with contextlib.suppress(phones.NotAMobileNumber):
            alike |= Q(phone=phones.e164(search, settings.PHONES_COUNTRY))
        found = found.filter(alike)
    return found


def already_here(
    organisation: Organisation, entries: Iterable[Entry]
) -> tuple[dict[str, Membership], dict[tuple[str, int | None], Membership]]:
    """Return the current members among the people of a staff list: those with an e-mail address by
    it, those without by their name in small letters and team."""
    emails = [entry.email for entry in entries if entry.email]
    names = [entry.name for entry in entries if not entry.email]
    now_here = organisation.memberships.filter(left=None)
    by_email = {one.email: one for one in now_here.filter(email__in=emails)}
    alike = Q(name__in=names) | Q(small__in=[name.lower() for name in names])
    nameless: Any = now_here.filter(email="").annotate(small=Lower("name")).filter(alike)
    by_name = {(one.name.casefold(), one.team_id): one for one in nameless if names}
    return by_email, by_name


def teams_by_email(organisation: Organisation) -> dict[str, int | None]:
    """Return the key of the team of each current member with an e-mail address, by the address."""
    found = organisation.memberships.filter(left=None).exclude(email="")
    return dict(found.values_list("email", "team"))


def tree(organisation: Organisation) -> list[tuple[int, Team]]:
    """Return every team with its depth, each under its parent, by name. One query."""
    parts: dict[int | None, list[Team]] = {}
    for team in organisation.teams.all():
        parts.setdefault(team.parent_id, []).append(team)
    rows: list[tuple[int, Team]] = []

    def walk(parent: int | None, depth: int) -> None:
        for team in parts.get(parent, []):
            rows.append((depth, team))
            walk(team.pk, depth + 1)

    walk(None, 0)
    return rows


def parts_of(team: Team) -> set[int]:
    """Return the keys of a team and of every part below it. One query."""
    rows = [row for _, row in tree(team.organisation)]
    inside = {team.pk}
    for row in rows:
        if row.parent_id in inside:
            inside.add(row.pk)
    return inside


def groups(organisation: Organisation) -> QuerySet[Any]:
    """Return the groups that are not put away, by name, each with how many `people` are in it."""
    return _counted(organisation.groups.filter(put_away=None)).order_by("name", "pk")


def groups_put_away(organisation: Organisation) -> QuerySet[Any]:
    """Return the groups that are over, the last one first."""
    return _counted(organisation.groups.filter(put_away__isnull=False)).order_by("-put_away", "pk")


def _counted(rows: QuerySet[Group]) -> QuerySet[Any]:
    now_in = Q(places__left=None, places__membership__left=None)
    return rows.annotate(people=Count("places", filter=now_in))


def in_group(group: Group, at: datetime | None = None) -> QuerySet[GroupMember]:
    """Return the places of the people who are in a group now, or were `at` a moment, by name."""
    rows = group.places.filter(left=None, membership__left=None)
    if at is not None:
        gone = Q(left__lte=at) | Q(membership__left__lte=at)
        rows = group.places.filter(joined__lte=at).exclude(gone)
    return _with_member(rows).order_by("membership__name", "pk")


def was_in_group(group: Group) -> QuerySet[GroupMember]:
    """Return the places of people who are not in a group any more, the last to go first."""
    gone = Q(left__isnull=False) | Q(membership__left__isnull=False)
    return _with_member(group.places.filter(gone)).order_by("-left", "pk")


def _with_member(rows: QuerySet[GroupMember]) -> QuerySet[GroupMember]:
    return rows.select_related("membership__team").prefetch_related("membership__roles")


def can_join(group: Group, search: str = "", area: Team | None = None) -> QuerySet[Membership]:
    """Return the members who are not in a group, whose name, address or team matches; with an
    `area` only those who work in it or in a part of it."""
    inside = group.places.filter(left=None).values("membership")
    found = members(group.organisation, search).exclude(pk__in=inside)
    return found.filter(team__in=parts_of(area)) if area else found


@dataclass(frozen=True)
class Parity:
    """How many people of a group have lived experience, and how many are staff. `both` of them
    are counted in `experts` and in `staff`, and once in `people`."""

    people: int
    experts: int
    staff: int
    both: int

    @property
    def only_experts(self) -> int:
        return self.experts - self.both

    @property
    def only_staff(self) -> int:
        return self.staff - self.both

    @property
    def neither(self) -> int:
        return self.people - self.only_experts - self.staff


def is_expert(member: Membership) -> bool:
    """Return whether somebody is here as an expert by experience."""
    return member.holds(Role.Name.EXPERT)


def is_staff(member: Membership) -> bool:
    """Return whether somebody works here: in a team, or with a role that is work."""
    work = [name for name in Role.Name.values if name != Role.Name.EXPERT]
    return member.team_id is not None or member.holds(*work)


def parity(members: Iterable[Membership]) -> Parity:
    """Return how many of these members are experts by experience, staff, and both."""
    known = [(is_expert(member), is_staff(member)) for member in members]
    return Parity(
        people=len(known),
        experts=sum(expert for expert, _ in known),
        staff=sum(staff for _, staff in known),
        both=sum(expert and staff for expert, staff in known),
    )


def holding(organisation: Organisation, role: str) -> QuerySet[Membership]:
    """Return the members who hold this role, by name."""
    return organisation.memberships.filter(roles__name=role).order_by("name", "pk")
