"""What people do in a small group: take the notes, have the word in turn, call for help."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from alongside.people.actions import NotPossible

from ..models import Breakout, Seat, SmallGroup
from .sitting import after, changed, locked_groups


@transaction.atomic
def take_notes(*, group: SmallGroup, seat: Seat) -> None:
    """Have somebody of a group take its notes, in the place of whoever did."""
    breakout = locked_groups(group.breakout)
    _in_group(group, seat)
    breakout.groups.filter(pk=group.pk).update(notes_by=seat)
    changed(breakout, [group.pk])


@transaction.atomic
def say(*, group: SmallGroup, text: str, seat: Seat | None = None) -> None:
    """Keep what the others are to hear from a group. People (`seat`) may while they take its notes;
    without a seat it is whoever leads, for a group that has no device."""
    breakout = locked_groups(group.breakout)
    found = breakout.groups.get(pk=group.pk)
    if seat is not None and found.notes_by_id != seat.pk:
        raise NotPossible("Somebody else takes the notes now.")
    found.said = text.strip()
    found.save(update_fields=["said"])
    changed(breakout, [group.pk])


@transaction.atomic
def call_for_help(*, group: SmallGroup, seat: Seat, now: datetime) -> None:
    """Ask whoever leads to come to a group."""
    breakout = locked_groups(group.breakout)
    _in_group(group, seat)
    if breakout.groups.filter(pk=group.pk, help=None).update(help=now, coming=False):
        changed(breakout, [group.pk])


@transaction.atomic
def answer_help(*, group: SmallGroup, coming: bool) -> None:
    """Tell a group that somebody is on the way, or that nobody need come any more."""
    breakout = locked_groups(group.breakout)
    rows = breakout.groups.filter(pk=group.pk)
    if coming:
        rows.exclude(help=None).update(coming=True)
    else:
        rows.update(help=None, coming=False)
    changed(breakout, [group.pk])


@transaction.atomic
def pass_on(*, group: SmallGroup, seat: Seat, spoke: bool, had: int) -> None:
    """Give the word to the next of a group: whoever had it `spoke`, or passes.

    Anybody in the group may press, so that it goes on when somebody has put their phone away. `had`
    is the place in the group (from 1) of who had the word when the button was drawn: two who press
    at once pass it on once.
    """
    breakout = locked_groups(group.breakout)
    _in_group(group, seat)
    found = breakout.groups.get(pk=group.pk)
    if breakout.talk != Breakout.Talk.ROUND or found.turn is None:
        raise NotPossible("This group does not talk one after the other.")
    people = list(found.sittings.values_list("seat", flat=True))
    if people.index(found.turn.pk) + 1 != had:
        return
    if spoke:
        breakout.sittings.filter(seat=found.turn_id).update(turns=F("turns") + 1)
    found.turn = after(found, found.turn)
    found.save(update_fields=["turn"])
    changed(breakout, [group.pk])


def _in_group(group: SmallGroup, seat: Seat) -> None:
    if not group.sittings.filter(seat=seat).exists():
        raise NotPossible("You sit in another group now.")
