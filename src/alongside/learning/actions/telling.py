"""Letters: the notes of a month, and what a signature needs. What they say is in
templates/learning/letters/."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from alongside.letters import actions as letters
from alongside.people.models import Membership, Organisation

from .. import months
from ..models import PlanVersion, SignOff, Told
from ..queries import monthly, planned

ABOUT = "learning plans"


@transaction.atomic
def tell_of_month(*, organisation: Organisation, month: date, now: datetime) -> int:
    """Write one note to each who has something to read, and return how many: what is due and what
    slipped to those who see to plans, in easy words to the citizens of their groups."""
    _, new = Told.objects.get_or_create(
        organisation=organisation, month=month, defaults={"at": now}
    )
    if not new:
        return 0
    found = monthly.news(organisation, month, now)
    managers = monthly.managers(organisation, found)
    citizens = monthly.citizens(found)
    for member, news in managers.items():
        _write(member, "month", news, month, now)
    for member, news in citizens.items():
        if member not in managers:
            _write(member, "easy", news, month, now)
    return len(managers.keys() | citizens.keys())


def ask_to_sign(*, version: PlanVersion, now: datetime) -> None:
    """Write to those who can sign that a version waits for them."""
    for member in planned.can_sign(version.plan, version.sent_by):
        once = f"learning-sign-{version.pk}-{member.pk}"
        _letter(member, "sign", once=once, now=now, version=version)


def tell_of_answer(*, sign_off: SignOff, now: datetime) -> None:
    """Write to whoever sees to a plan that it was signed, or what has to change; where they have
    left, to whoever sent it."""
    version = sign_off.version
    there = (one for one in (version.plan.owner, version.sent_by) if one and one.left is None)
    if (to := next(there, None)) is not None:
        once = f"learning-answer-{sign_off.pk}"
        _letter(to, "answer", once=once, now=now, version=version, answer=sign_off)


def _write(
    member: Membership, what: str, news: list[monthly.News], month: date, now: datetime
) -> None:
    once = f"learning-{member.pk}-{month:%Y-%m}"
    _letter(member, what, once=once, now=now, news=news, month=months.in_words(month))


def _letter(member: Membership, what: str, *, once: str, now: datetime, **about: Any) -> None:
    """Write somebody one letter; its template has the subject in its first line."""
    if not member.email:
        return
    about |= {
        "member": member,
        "organisation": member.organisation,
        "address": settings.ADDRESS,
    }
    words = render_to_string(f"learning/letters/{what}.txt", about)
    subject, _, text = words.strip().partition("\n")
    letters.write(
        to=member.email,
        about=ABOUT,
        subject=subject,
        text=text.strip() + "\n",
        organisation=member.organisation,
        member=member,
        once=once,
        optional=True,
        now=now,
    )
