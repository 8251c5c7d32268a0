"""The three rungs of projects, side by side, now and as they were."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import NamedTuple

from django.db.models import QuerySet

from alongside.methods.rungs import CODESIGN, gap, missing_for
from alongside.people.models import Membership, Organisation, Team
from alongside.projects.models import Project

from ..models import Chosen, Claim, Looked, Position
from ..wording import Ladder, ladder
from . import facts
from .facts import Known
from .feelings import Feeling, feelings


class Standing(NamedTuple):
    """A project on the ladder: what is said (`claim`), what is aimed for, what records show, and
    what people feel."""

    project: Project
    known: Known
    claim: Claim | None
    aim: Claim | None
    feeling: Feeling | None

    @property
    def claimed(self) -> int | None:
        return self.claim.rung if self.claim else None

    @property
    def evidenced(self) -> int | None:
        return self.known.shows.rung

    @property
    def felt(self) -> int | None:
        return self.feeling.rung if self.feeling else None

    @property
    def gap(self) -> int:
        """By how many rungs more is said than records show."""
        return gap(self.claimed, self.evidenced)

    @property
    def unfounded(self) -> tuple[str, ...]:
        """The facts without which it can no longer be called what it is called (R50)."""
        if self.claimed is None or self.claimed < CODESIGN:
            return ()
        return missing_for(self.claimed, self.known.so)


def standings(
    projects: Collection[Project], now: datetime, me: Membership | None = None
) -> list[Standing]:
    """Return where projects stand now, in their order."""
    projects = list(projects)
    known, felt = facts.known(projects, now, me), feelings(projects)
    claims: dict[tuple[int, bool], Claim] = {}
    of_projects = Claim.objects.filter(
        project__in=projects, meeting=None, gathering=None, wave=None, wall=None
    )
    for claim in of_projects.order_by("pk"):
        claims[claim.project_id, claim.aim] = claim
    return [
        Standing(
            one,
            known[one.pk],
            claims.get((one.pk, False)),
            claims.get((one.pk, True)),
            felt.get(one.pk),
        )
        for one in projects
    ]


def standing(project: Project, now: datetime, me: Membership | None = None) -> Standing:
    """Return where a project stands now."""
    return standings([project], now, me)[0]


def chosen(organisation: Organisation) -> Ladder:
    """Return the ladder in the words that an organisation chose."""
    newest = (
        Chosen.objects.filter(organisation=organisation)
        .select_related("wording")
        .order_by("-pk")
        .first()
    )
    return ladder(newest.wording if newest else None)


def history(project: Project) -> QuerySet[Position]:
    """Return the positions of a project, newest first."""
    return project.positions.order_by("-day")


def said(project: Project) -> QuerySet[Claim]:
    """Return what was said of a project as a whole, newest first."""
    rows = project.claims.filter(meeting=None, gathering=None, wave=None, wall=None)
    return rows.select_related("said_by").order_by("-pk")


def newest_positions(projects: Collection[Project]) -> dict[int, Position]:
    """Return the newest position of each project that has one."""
    rows = Position.objects.filter(project__in=projects).order_by("day")
    return {one.project_id: one for one in rows}


def was_looked_at(day: date) -> bool:
    """Return whether the positions of this day were looked at."""
    return Looked.objects.filter(day=day).exists()


class OfArea(NamedTuple):
    """The projects of an area: how many there are; of how many a rung is said, and of how many of
    these more than records show; of how many it is known too what people feel, and of how many of
    these that is less than is said."""

    area: Team | None
    projects: int
    said: int
    said_more: int
    felt: int
    felt_less: int


def by_area(standings: Collection[Standing]) -> list[OfArea]:
    """Return the gap by area, by name; projects of no area last."""
    areas: dict[Team | None, list[Standing]] = {}
    for one in standings:
        areas.setdefault(one.project.area, []).append(one)
    found = []
    for area, there in areas.items():
        said = [one for one in there if one.claimed is not None]
        felt = [one for one in said if one.felt is not None]
        more = sum(one.gap > 0 for one in said)
        less = sum(gap(one.claimed, one.felt) > 0 for one in felt)
        found.append(OfArea(area, len(there), len(said), more, len(felt), less))
    return sorted(found, key=lambda one: (one.area is None, str(one.area)))


class OfMonth(NamedTuple):
    """Where projects stood at the end of a month: the middle of what was said, what records showed
    and what people felt, each with how many projects it is of."""

    day: date
    claimed: tuple[int | None, int]
    evidenced: tuple[int | None, int]
    felt: tuple[int | None, int]


MONTHS = 12


def by_month(projects: Collection[Project], today: date) -> list[OfMonth]:
    """Return where projects stood at the end of each of the last months with a position, newest
    first; the first is today."""
    rows = list(Position.objects.filter(project__in=projects).order_by("day", "pk"))
    found = []
    for day in _ends(today):
        then = {row.project_id: row for row in rows if row.day <= day}
        if then:
            found.append(
                OfMonth(
                    day,
                    _middle([row.claimed for row in then.values()]),
                    _middle([row.evidenced for row in then.values()]),
                    _middle([row.felt for row in then.values()]),
                )
            )
    return found


def _ends(today: date) -> list[date]:
    days = [today]
    while len(days) < MONTHS:
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return days


def _middle(rungs: list[int | None]) -> tuple[int | None, int]:
    there = [rung for rung in rungs if rung is not None]
    return (median_low(there) if there else None, len(there))
