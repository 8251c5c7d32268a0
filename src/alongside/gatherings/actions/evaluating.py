"""Whoever came is asked how it was with a link of their own, where their answers carry a name."""

from datetime import datetime

from django.db import transaction

from alongside.asks import actions as asks
from alongside.letters.models import Letter
from alongside.people.actions import NotPossible

from .. import queries
from ..models import Attendance, Gathering
from .telling import ask_how_it_was


@transaction.atomic
def ask_who_came(*, attendance: Attendance, now: datetime) -> Letter | None:
    """Invite somebody who came to the evaluation, once. Side effect: a letter, with an address."""
    gathering, member = attendance.gathering, attendance.membership
    assert gathering.evaluation is not None
    asks.invite(wave=gathering.evaluation, member=member)
    link = asks.link_of(wave=gathering.evaluation, member=member)
    return ask_how_it_was(gathering, member, link=link, now=now)


def own_questions(*, place: queries.Place, now: datetime) -> str:
    """Return the address of somebody's own way to the evaluation. Raises NotPossible when there is
    none: it is not open, or they did not come."""
    wave = queries.open_evaluation(place.gathering, now)
    if wave is None:
        raise NotPossible("The questions are not open.")
    if place.attendance is None:
        raise NotPossible("These questions are for those who came. Check in first.")
    asks.invite(wave=wave, member=place.membership)
    return asks.link_of(wave=wave, member=place.membership)


@transaction.atomic
def open_evaluation(*, gathering: Gathering, now: datetime) -> None:
    """Let everybody answer the anonymous evaluation of a session that is on, before its time is
    over: whoever leads has come to it. It closes when it would have. Any other waits for the end,
    because it is known only then who came."""
    gathering = Gathering.objects.select_related("evaluation").get(pk=gathering.pk)
    wave = gathering.evaluation
    if wave is None or wave.by_private_link or not gathering.starts <= now < wave.opens:
        return
    if wave.closed is None:
        asks.move(wave=wave, opens=now, closes=wave.closes, now=now)
