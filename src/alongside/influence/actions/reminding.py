"""Whoever owes something by a day is reminded: one letter a day that lists everything."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alongside.letters import actions as letters
from alongside.letters.models import Letter
from alongside.people.models import Membership

from ..models import Reminded
from ..queries.owing import Owed, stage

ABOUT = "what you owe"


@transaction.atomic
def remind(*, member: Membership, owed: Sequence[Owed], now: datetime) -> Letter | None:
    """Return the letter that reminds somebody of what they owe; None when nothing new is due, when
    they got one today, or when there is no address. Asked for twice it is written once."""
    today = timezone.localdate(now)
    locked = Membership.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if not locked.email or locked.left or not owed:
        return None
    told = Reminded.objects.filter(member=locked)
    if told.filter(day=today).exists():
        return None
    before = set(told.values_list("about", "due", "stage"))
    new = [one for one in owed if (one.about, one.due, stage(one.due, today)) not in before]
    if not new:
        return None
    Reminded.objects.bulk_create(
        Reminded(
            member=locked, about=one.about, due=one.due, stage=stage(one.due, today), day=today
        )
        for one in owed
        if one in new
    )
    return letters.write(
        to=locked.email,
        about=ABOUT,
        subject=_subject(owed, today),
        text=_text(locked, owed, today),
        organisation=locked.organisation,
        member=locked,
        once=f"owed-{locked.pk}-{today.isoformat()}",
        optional=True,
        now=now,
    )


def _subject(owed: Sequence[Owed], today: date) -> str:
    late = sum(one.due < today for one in owed)
    if late:
        return f"{late} of your {len(owed)} things to do {'is' if late == 1 else 'are'} late"
    one = "thing is" if len(owed) == 1 else "things are"
    return f"{len(owed)} {one} due in the next 7 days"


def _text(member: Membership, owed: Sequence[Owed], today: date) -> str:
    context = {
        "member": member,
        "late": [one for one in owed if one.due < today],
        "soon": [one for one in owed if one.due >= today],
        "address": settings.ADDRESS,
    }
    return render_to_string("influence/letters/owed.txt", context).strip() + "\n"
