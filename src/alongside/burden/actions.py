"""What happens to how time is counted. The only file of this noun that writes."""

from datetime import datetime

from django.db import transaction

from alongside.people.models import Membership, Organisation

from .models import Pace


@transaction.atomic
def set_pace(
    *,
    organisation: Organisation,
    seconds: int | None,
    meeting_minutes: int,
    by: Membership,
    now: datetime,
) -> Pace:
    """Say how long a question and a meeting take. It holds for what was asked before too: nothing
    is kept but what people were asked."""
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
