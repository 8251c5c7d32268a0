"""The places of one session, given out one at a time."""

from datetime import datetime

from ..models import Booking, Gathering


def locked(gathering: Gathering) -> Gathering:
    """Return the session as it is now, held until the end of the transaction.

    Whoever gives or takes a place holds it first, so that two people never get the last one.
    SQLite has no row locks; there every transaction holds the whole file from its start.
    """
    return (
        Gathering.objects.select_for_update(of=("self",))
        .select_related("programme__organisation")
        .get(pk=gathering.pk)
    )


def fill(gathering: Gathering, now: datetime) -> list[Booking]:
    """Give free places to those who have waited longest; return who got one.

    The session has to be `locked`. Once it has begun nobody moves up.
    """
    if now >= gathering.starts or gathering.cancelled:
        return []
    going = gathering.bookings.filter(cancelled=None)
    left = gathering.capacity - going.filter(placed__isnull=False).count()
    moved_up = list(going.filter(placed=None).select_related("membership")[: max(0, left)])
    for booking in moved_up:
        booking.gathering, booking.placed = gathering, now
        booking.save(update_fields=["placed"])
    return moved_up
