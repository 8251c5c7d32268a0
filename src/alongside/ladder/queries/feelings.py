"""What people of projects feel: the middle answer to the survey that closed last."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from alongside.asks.models import Response
from alongside.methods.disclosure import protect_table
from alongside.methods.middle import middle
from alongside.methods.rungs import HIGHEST
from alongside.methods.shown import Shown
from alongside.projects.models import Project

from ..models import Felt


class Feeling(NamedTuple):
    """What people felt: the middle answer, or None where too few answered to say; how many did, of
    how many who were asked, and when it closed. `wave` is the key of the survey."""

    rung: int | None
    answered: Shown
    asked: int
    day: date
    wave: int

    @property
    def of(self) -> int | None:
        """How many were asked; None where more answered than that, or nobody may know."""
        value = self.answered.value
        return self.asked if value is not None and value <= self.asked else None


def feelings(projects: Collection[Project]) -> dict[int, Feeling]:
    """Return what people felt in the newest closed survey of each project that has one."""
    newest = {
        felt.project_id: felt
        for felt in Felt.objects.filter(project__in=projects, wave__closed__isnull=False)
        .select_related("wave")
        .annotate(invited=Count("wave__invitations"))
        .order_by("wave__closed", "pk")
    }
    counts: dict[int, list[int]] = {felt.wave_id: [0] * HIGHEST for felt in newest.values()}
    chosen = (
        Response.objects.filter(wave__in=counts)
        .order_by()
        .values_list("wave", "answers__rung__choice")
        .annotate(people=Count("pk"))
    )
    for wave, choice, people in chosen:
        place = _place(choice)
        if place is not None:
            counts[wave][place] += people
    return {project: _feeling(felt, counts[felt.wave_id]) for project, felt in newest.items()}


def _place(choice: object) -> int | None:
    name, _, number = str(choice).partition("_")
    if name == "rung" and number.isascii() and number.isdecimal() and 1 <= int(number) <= HIGHEST:
        return int(number) - 1
    return None


def _feeling(felt: Any, counts: list[int]) -> Feeling:
    wave = felt.wave
    answered = protect_table([[sum(counts)]], minimum=wave.minimum).total
    rung = None if answered.hidden else middle(counts, minimum=wave.minimum)
    closed = timezone.localdate(wave.closed)
    return Feeling(rung, answered, felt.invited or felt.asked, closed, wave.pk)


def being_asked(project: Project, now: datetime) -> QuerySet[Felt]:
    """Return the surveys of a project that have not closed."""
    going = Q(wave__closes=None) | Q(wave__closes__gt=now)
    return project.felt.filter(going, wave__closed=None).select_related("wave")
