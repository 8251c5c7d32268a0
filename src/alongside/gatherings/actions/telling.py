"""Letters to people who booked. What they say is in templates/gatherings/letters/."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.people.models import Membership

from ..invitation import invitation
from ..models import Booking, Gathering
from ..private import token

WITH_CALENDAR = ("booked", "free", "changed", "place_cancelled", "session_cancelled")


def tell(booking: Booking, what: str, *, now: datetime, once: str = "") -> Letter | None:
    """Write one letter about a booking; None when the person has no address.

    `what` names the template. The letter is written once for each booking and `once` (or `what`).
    A calendar file goes along when the person has, or had, a place.
    """
    link = _link(booking.gathering, booking.membership)
    calendar = ""
    if what in WITH_CALENDAR and booking.placed:
        calendar = invitation(booking, now=now, link=link)
    return _write(
        booking.gathering,
        booking.membership,
        what,
        link=link,
        context={"booking": booking},
        calendar=calendar,
        once=f"booking-{booking.pk}-{once or what}",
        now=now,
    )


def thank(gathering: Gathering, member: Membership, *, now: datetime) -> Letter | None:
    """Write to somebody who came without a booking, with their private link."""
    return _write(
        gathering,
        member,
        "came",
        link=_link(gathering, member),
        context={},
        calendar="",
        once=f"session-{gathering.pk}-{member.pk}-came",
        now=now,
    )


def _link(gathering: Gathering, member: Membership) -> str:
    return settings.ADDRESS + reverse("gatherings:place", args=[token(gathering.pk, member.pk)])


def _write(
    gathering: Gathering,
    member: Membership,
    what: str,
    *,
    link: str,
    context: dict[str, object],
    calendar: str,
    once: str,
    now: datetime,
) -> Letter | None:
    """The first line of the template is the subject."""
    if not member.email:
        return None
    words = render_to_string(
        f"gatherings/letters/{what}.txt",
        {"gathering": gathering, "member": member, "link": link, "address": settings.ADDRESS}
        | context,
    )
    subject, _, text = words.strip().partition("\n")
    return letters.write(
        to=member.email,
        about="session",
        subject=subject,
        text=text.strip() + "\n",
        calendar=calendar,
        organisation=gathering.organisation,
        member=member,
        once=once,
        now=now,
    )
