"""What happens to how time is counted. The only file of this noun that writes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from alongside.people.models import Membership, Organisation

from . import kept
from .models import BurdenShown, Pace


@transaction.atomic
def set_pace(
    *,
    organisation: Organisation,
    seconds: int | None,
    meeting_minutes: int,
    by: Membership,
    now: datetime,
) -> Pace:
    """Say how long a question and a meeting take. It holds for what was asked before too, from the
    figures of the next month on: those that are shown stay."""
    found, _ = Pace.objects.update_or_create(
        organisation=organisation,
        defaults={
            "seconds": seconds,
            "meeting_minutes": meeting_minutes,
            "changed": now,
            "changed_by": by,
        },
    )
    return found


@transaction.atomic
def keep_figures(*, organisation: Organisation, now: datetime) -> BurdenShown:
    """Keep what is shown of what people were asked for from this month on. Twice is once."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    until = kept.last_day(timezone.localdate(now))
    before = organisation.burdens_shown.filter(until=until).first()
    return before or BurdenShown.objects.create(
        organisation=organisation, until=until, content=kept.to_keep(organisation, now)
    )
