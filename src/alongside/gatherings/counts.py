"""Who came, counted: by session, by service area, places taken and different people.

Every function takes the sessions to count (`held(…)`, or any set of sessions) and returns plain
values. These are counts of who came, not of what anybody said, so they are shown as they are,
unless the organisation protects them too: what a page shows passes through `shown`.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from alongside.methods.disclosure import protect_table
from alongside.methods.shown import Shown
from alongside.people.models import Organisation, Team

from . import queries
from .models import Attendance, Gathering, Programme

NOT_SAID = "Not said"
"""What stands in place of a service area for people who gave none."""


def held(
    organisation: Organisation,
    *,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    programme: Programme | None = None,
    cohort: str | None = None,
) -> QuerySet[Gathering]:
    """Return the sessions that took place by `now`, by start: from `since` to before `until`."""
    rows = queries.gatherings(organisation).filter(starts__lte=now, cancelled=None)
    if since is not None:
        rows = rows.filter(starts__gte=since)
    if until is not None:
        rows = rows.filter(starts__lt=until)
    if programme is not None:
        rows = rows.filter(programme=programme)
    if cohort is not None:
        rows = rows.filter(cohort=cohort)
    return rows


def areas_of_teams(organisation: Organisation) -> dict[int, Team]:
    """Return, for each team by its key, what it counts as: itself or the nearest part above it
    that is a service area; a team with none above counts as itself. One query."""
    teams = {team.pk: team for team in organisation.teams.all()}

    def area(team: Team) -> Team:
        above = team
        while above.kind != Team.Kind.SERVICE_AREA and above.parent_id:
            above = teams[above.parent_id]
        return above if above.kind == Team.Kind.SERVICE_AREA else team

    return {pk: area(team) for pk, team in teams.items()}


@dataclass(frozen=True)
class SessionCount:
    """One session and how many people had a place, came, and had a place but did not come."""

    gathering: Gathering
    booked: int
    came: int
    did_not_come: int


def by_session(gatherings: QuerySet[Gathering]) -> list[SessionCount]:
    """Return the counts of each session, by start. Three queries, however many sessions."""
    came: dict[int, set[int]] = {}
    for gathering, member in Attendance.objects.filter(gathering__in=gatherings).values_list(
        "gathering", "membership"
    ):
        came.setdefault(gathering, set()).add(member)
    booked: dict[int, set[int]] = {}
    for gathering, member in (
        gatherings.filter(bookings__cancelled=None, bookings__placed__isnull=False)
        .values_list("pk", "bookings__membership")
        .order_by()
    ):
        booked.setdefault(gathering, set()).add(member)
    none: set[int] = set()
    return [
        SessionCount(
            gathering,
            booked=len(booked.get(gathering.pk, none)),
            came=len(came.get(gathering.pk, none)),
            did_not_come=len(booked.get(gathering.pk, none) - came.get(gathering.pk, none)),
        )
        for gathering in gatherings
    ]


@dataclass(frozen=True)
class AreaCount:
    """One service area (None for people who gave none): places taken, and different people."""

    area: Team | None
    places: int
    people: int

    @property
    def name(self) -> str:
        return self.area.name if self.area else NOT_SAID


def by_area(organisation: Organisation, gatherings: QuerySet[Gathering]) -> list[AreaCount]:
    """Return who came by service area, most places first, "not said" last. Two queries."""
    areas = areas_of_teams(organisation)
    came: dict[Team | None, list[int]] = {}
    for member, team in _places(gatherings):
        came.setdefault(areas[team] if team else None, []).append(member)
    counts = [AreaCount(area, len(who), len(set(who))) for area, who in came.items()]
    return sorted(counts, key=lambda count: (count.area is None, -count.places, count.name))


@dataclass(frozen=True)
class Totals:
    """What a set of sessions adds up to. `areas` counts the distinct service areas that came."""

    sessions: int
    places: int
    people: int
    areas: int


def totals(organisation: Organisation, gatherings: QuerySet[Gathering]) -> Totals:
    """Return the totals of these sessions. A person who came twice took two places."""
    areas = areas_of_teams(organisation)
    rows = _places(gatherings)
    return Totals(
        sessions=gatherings.aggregate(n=Count("pk"))["n"],
        places=len(rows),
        people=len({member for member, _ in rows}),
        areas=len({areas[team].pk for _, team in rows if team}),
    )


def _places(gatherings: QuerySet[Gathering]) -> list[tuple[int, int | None]]:
    return list(
        Attendance.objects.filter(gathering__in=gatherings)
        .order_by("pk")
        .values_list("membership", "team")
    )


def shown(organisation: Organisation, count: int) -> Shown | int:
    """Return a count of people who came as a page may show it."""
    if not organisation.protect_attendance:
        return count
    return protect_table([[count]], minimum=organisation.minimum).total


def shown_by_session(
    organisation: Organisation, rows: list[SessionCount]
) -> tuple[list[tuple[Gathering, Shown | int]], Shown | int]:
    """Return how many came to each session, and altogether, as a page may show them.

    Where one session is withheld the sum is too, so that it cannot be found by subtraction.
    """
    by_row = [(row.gathering, shown(organisation, row.came)) for row in rows]
    hidden = next((n for _, n in by_row if isinstance(n, Shown) and n.hidden), None)
    return by_row, hidden or sum(row.came for row in rows)


def shown_by_area(gathering: Gathering) -> list[AreaCount]:
    """Return who came to one session by service area as a page may show it.

    An organisation that protects attendance sees the table only when no area in it is small: how
    many came altogether is shown elsewhere, and a table with one gap could be filled from it.
    """
    organisation = gathering.organisation
    rows = by_area(organisation, Gathering.objects.filter(pk=gathering.pk))
    return [] if has_small_area(organisation, rows) else rows


def has_small_area(organisation: Organisation, rows: list[AreaCount]) -> bool:
    """Return whether the organisation protects attendance and one of these areas is small."""
    numbers = [shown(organisation, row.places) for row in rows]
    return any(isinstance(number, Shown) and number.hidden for number in numbers)
