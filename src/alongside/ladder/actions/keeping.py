"""Where projects stand is kept once a day, so that the past can be shown."""

from datetime import datetime
from itertools import batched

from django.db import transaction
from django.utils import timezone

from alongside.projects.models import Project

from ..models import Looked, Position
from ..queries.standing import newest_positions, standings

AT_ONCE = 200
"""Projects that are looked at together."""


@transaction.atomic
def keep_positions(*, now: datetime) -> int:
    """Keep the position of each project that changed since the last one kept; return how many were.
    Once a day: again on the same day does nothing."""
    day = timezone.localdate(now)
    _, first = Looked.objects.get_or_create(day=day)
    if not first:
        return 0
    kept = 0
    projects = Project.objects.select_related("organisation", "area").order_by("pk")
    for some in batched(projects.iterator(AT_ONCE), AT_ONCE):
        before = newest_positions(some)
        new = [
            position
            for one in standings(some, now)
            if _differs(
                position := Position(
                    project=one.project,
                    day=day,
                    claimed=one.claimed,
                    evidenced=one.evidenced,
                    felt=one.felt,
                    caps=one.known.shows.caps,
                ),
                before.get(one.project.pk),
            )
        ]
        kept += len(Position.objects.bulk_create(new, ignore_conflicts=True))
    return kept


def _differs(one: Position, before: Position | None) -> bool:
    def what(position: Position) -> tuple[object, ...]:
        return (position.claimed, position.evidenced, position.felt, position.caps)

    if before is None:
        return any(rung is not None for rung in what(one)[:3])
    return what(one) != what(before)
