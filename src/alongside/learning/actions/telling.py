"""The notes of a month. What they say is in templates/learning/letters/."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from alongside.letters import actions as letters
from alongside.people.models import Membership, Organisation

from .. import months
from ..models import Told
from ..queries import monthly

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


def _write(
    member: Membership, what: str, news: list[monthly.News], month: date, now: datetime
) -> None:
    if not member.email:
        return
    about = {
        "member": member,
        "news": news,
        "month": months.in_words(month),
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
        once=f"learning-{member.pk}-{month:%Y-%m}",
        optional=True,
        now=now,
    )
