"""Which organisations, teams and members."""

from typing import Any

from django.db.models import Q, QuerySet

from .models import Membership, Organisation, Team


def memberships_of(person: Any) -> QuerySet[Membership]:
    """Return the current memberships of `person`, by name of the organisation."""
    return (
        Membership.objects.filter(person=person, left=None)
        .select_related("organisation")
        .order_by("organisation__name")
    )


def members(organisation: Organisation, search: str = "") -> QuerySet[Membership]:
    """Return the current members, with team and roles, whose name, address or team matches."""
    found = (
        organisation.memberships.filter(left=None)
        .select_related("team", "person")
        .prefetch_related("roles")
    )
    if search:
        found = found.filter(
            Q(name__icontains=search) | Q(email__icontains=search) | Q(team__name__icontains=search)
        )
    return found


def service_areas(organisation: Organisation) -> QuerySet[Team]:
    """Return the service areas, by name."""
    return organisation.teams.filter(kind=Team.Kind.SERVICE_AREA)


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
