"""Letters to people who booked. What they say is in templates/gatherings/letters/."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from alongside.asks.modes import promise
from alongside.asks.queries import LETTERS
from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.people.models import Membership

from ..invitation import invitation
from ..models import Booking, Gathering, Pledge
from ..private import token

WITH_CALENDAR = ("booked", "free", "changed", "place_cancelled", "session_cancelled")


def tell(
    booking: Booking, what: str, *, now: datetime, once: str = "", due: datetime | None = None
) -> Letter | None:
    """Write one letter about a booking; None when the person has no address.

    `what` names the template. The letter is written once for each booking and `once` (or `what`),
    and leaves when it is `due`. A calendar file goes along when the person has, or had, a place.
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
        due=due,
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


def send_link(gathering: Gathering, member: Membership, *, now: datetime) -> Letter | None:
    """Write somebody the address of their own plan again, once a day at most."""
    return _write(
        gathering,
        member,
        "own_plan",
        link=_link(gathering, member, "pledge"),
        context={},
        calendar="",
        once=f"session-{gathering.pk}-{member.pk}-plan-{now:%Y-%m-%d}",
        now=now,
    )


def ask_what_came_of(pledge: Pledge, what: str, *, now: datetime) -> Letter | None:
    """Write to somebody about their plan, unless they opted out: the letter is then stopped.

    The plan itself is not in it: staff can read letters, and a plan is its owner's.
    """
    return _write(
        pledge.gathering,
        pledge.membership,
        what,
        link=_link(pledge.gathering, pledge.membership, "pledge"),
        context={"pledge": pledge},
        calendar="",
        once=f"plan-{pledge.pk}-{what}",
        optional=True,
        now=now,
    )


def ask_how_it_was(
    gathering: Gathering, member: Membership, *, link: str, now: datetime
) -> Letter | None:
    """Write to somebody who came that the questions are open, unless they opted out. `link` stands
    for a person, so the text goes when the letter has left."""
    return _write(
        gathering,
        member,
        "questions",
        link=link,
        context={"promise": promise(gathering.evaluation.mode)} if gathering.evaluation else {},
        calendar="",
        about=LETTERS,
        optional=True,
        once=f"session-{gathering.pk}-{member.pk}-questions",
        secret=True,
        now=now,
    )


def in_words(what: str, context: dict[str, object]) -> tuple[str, str]:
    """Return subject and text of a letter: the first line of its template is the subject."""
    words = render_to_string(
        f"gatherings/letters/{what}.txt", {"address": settings.ADDRESS} | context
    )
    subject, _, text = words.strip().partition("\n")
    return subject, text.strip() + "\n"


def _link(gathering: Gathering, member: Membership, page: str = "place") -> str:
    path = reverse(f"gatherings:{page}", args=[token(gathering.pk, member.pk)])
    return f"{settings.ADDRESS}{path}"


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
    about: str = "session",
    due: datetime | None = None,
    optional: bool = False,
    secret: bool = False,
) -> Letter | None:
    if not member.email:
        return None
    subject, text = in_words(
        what, {"gathering": gathering, "member": member, "link": link} | context
    )
    return letters.write(
        to=member.email,
        about=about,
        subject=subject,
        text=text,
        calendar=calendar,
        organisation=gathering.organisation,
        member=member,
        once=once,
        optional=optional,
        secret=secret,
        now=now,
        due=due,
    )
