"""The calendar file of one person's place in a session (RFC 5545, sent as RFC 5546 says)."""

from datetime import UTC, datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

from .models import Booking


def invitation(booking: Booking, *, now: datetime, link: str) -> str:
    """Return the .ics text: METHOD:PUBLISH, or CANCEL when the place or the session is cancelled.

    The UID is that of the session and stays. SEQUENCE grows with every change of the session and
    with every time this person books or cancels, so that a calendar always believes the newest.
    Times are in UTC; a calendar shows them in its owner's time. `link` is their private link. The
    ORGANIZER, which both methods need, is the organisation, at the address letters come from.
    """
    gathering = booking.gathering
    gone = bool(booking.cancelled or gathering.cancelled)
    event = Event()
    event.add("uid", f"session-{gathering.code}@{urlsplit(settings.ADDRESS).hostname}")
    event.add("sequence", _sequence(booking))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", gathering.starts.astimezone(UTC))
    event.add("dtend", gathering.ends.astimezone(UTC))
    event.add("summary", gathering.title)
    if gathering.place or gathering.link:
        event.add("location", gathering.place or gathering.link)
    event.add("description", "\n".join(filter(None, [gathering.way_in, gathering.link, link])))
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("organizer", _organizer(gathering.organisation.name))
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if gone else "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _organizer(name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{parseaddr(settings.LETTERS_FROM)[1]}")
    address.params["CN"] = name
    return address


def _sequence(booking: Booking) -> int:
    theirs = Booking.objects.filter(
        gathering=booking.gathering_id, membership=booking.membership_id
    )
    return (
        booking.gathering.revision + theirs.count() + theirs.filter(cancelled__isnull=False).count()
    )
