"""How people want to work together: written down in versions, and agreed to by each."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from ..models import Agreed, GroundRules, Project, Seat

NEWER = "Somebody wrote a newer version meanwhile. Read it first."


@transaction.atomic
def write_rules(
    *,
    project: Project,
    text: str,
    after: int,
    by: Membership,
    now: datetime,
    because: str = "",
) -> GroundRules:
    """Return the next version of the ground rules, one rule a line. `after` is the number of the
    version that was read before (0 for none). The same words again are the same version."""
    Project.objects.select_for_update().get(pk=project.pk)
    lines = "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))
    if not lines:
        raise NotPossible("Write at least one rule.")
    newest = project.ground_rules.first()
    if newest and newest.text == lines:
        return newest
    if (newest.number if newest else 0) != after:
        raise NotPossible(NEWER)
    if newest and not because.strip():
        raise NotPossible("Say why the ground rules change.")
    return GroundRules.objects.create(
        project=project,
        number=after + 1,
        text=lines,
        because=because.strip() if newest else "",
        written=now,
        written_by=by,
    )


@transaction.atomic
def agree(*, rules: GroundRules, seats: Collection[Seat], day: date) -> None:
    """Note that people of the team agree to the newest version. Who did already keeps their day."""
    if rules.project.ground_rules.filter(number__gt=rules.number).exists():
        raise NotPossible(NEWER)
    if any(seat.project_id != rules.project_id or seat.left for seat in seats):
        raise NotPossible("Choose people who are in the team now.")
    Agreed.objects.bulk_create(
        (Agreed(rules=rules, seat=seat, day=day) for seat in seats), ignore_conflicts=True
    )


@transaction.atomic
def no_longer_agrees(*, rules: GroundRules, seat: Seat) -> None:
    """Take back that somebody agreed: they changed their mind, or it was noted by mistake."""
    rules.agreements.filter(seat=seat).delete()
