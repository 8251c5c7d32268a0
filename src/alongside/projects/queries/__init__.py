"""Which projects, who is in them, and who was there."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alongside.people.models import Membership, Organisation

from ..models import Project, Seat, Stage

IN_TEAM = Q(left=None, member__left=None)
"""Who is in the team now: somebody who has left neither it nor the organisation."""


def projects(organisation: Organisation) -> QuerySet[Project]:
    """Return every project of an organisation, newest first."""
    return Project.objects.filter(organisation=organisation).select_related("organisation", "area")


def projects_of(me: Membership, *, all_of_them: bool) -> QuerySet[Project]:
    """Return the projects somebody has a seat in; with `all_of_them` also every one that is for
    everybody."""
    mine = Q(pk__in=Seat.objects.filter(member=me, left=None).values("project"))
    open_to_all = Q(level=Project.Level.STRATEGIC)
    return projects(me.organisation).filter(mine | open_to_all if all_of_them else mine)


def team(project: Project) -> QuerySet[Seat]:
    """Return who is in the team now."""
    return project.seats.filter(IN_TEAM).select_related("member")


class Took(NamedTuple):
    """How many of the team were at meetings of a stage: there for their own experience, and staff.
    Who is both counts in both, and who left and came back once. `current`: it is going on."""

    stage: Stage
    experience: int
    staff: int
    current: bool = False


def took_part(project: Project, today: date | None = None) -> list[Took]:
    """Return who took part in each stage of a project, in order (R32)."""
    there = Seat.objects.filter(presences__meeting__stage=OuterRef("pk")).distinct()
    counted = {
        side: Coalesce(
            Subquery(
                there.filter(**{side: True})
                .order_by()
                .values("presences__meeting__stage")
                .annotate(n=Count("member", distinct=True))
                .values("n")[:1]
            ),
            0,
        )
        for side in ("experience", "staff")
    }
    stages = project.stages.annotate(
        were_experience=counted["experience"], were_staff=counted["staff"]
    )
    return [
        Took(stage, stage.were_experience, stage.were_staff, _is_on(stage, today))
        for stage in stages
    ]


def _is_on(stage: Stage, today: date | None) -> bool:
    """Whether a stage that has a first day is going on."""
    if today is None or stage.begins is None or stage.begins > today:
        return False
    return stage.ends is None or stage.ends >= today
