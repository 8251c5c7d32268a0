"""A room closes: seats and votes go, and what was answered stays without anybody's trace."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from alongside.asks import actions as asks
from alongside.asks import sealing
from alongside.methods import agenda
from alongside.methods.questions.messages import DEFAULT, said
from alongside.walls import actions as walls

from .. import queries
from .. import receipts as codes
from ..models import (
    Asking,
    Backing,
    LookedThrough,
    Raised,
    Room,
    Seat,
    Sitting,
    SmallGroup,
    Step,
    Vote,
)
from .receipts import complete, in_order
from .running import lead_on, show_pictures, tell

TRACES = (Vote, LookedThrough, Seat, Sitting, SmallGroup, Raised, Backing, *walls.TRACES)
"""The tables whose deleted and changed rows lead from a seat to what was said from it."""


@transaction.atomic
def close(*, room: Room, now: datetime) -> Room:
    """Close a room for good. What each person answered becomes one anonymous response in `asks`,
    what was put in for somebody one of its own; then votes and seats are gone, names with them.

    Closing it twice changes nothing.
    """
    room = Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
    if room.closed:
        return room
    Asking.objects.filter(step__room=room).update(locked=True)
    held = walls.hold(walls=queries.walls(room))
    complete(room=room)
    questions, answers, receipts = _asked(room)
    if answers:
        room.answers = asks.keep_from_room(
            organisation=room.gathering.organisation,
            title=f"{'Alone' if room.self_paced else 'In the room'}: {room.gathering.title}",
            definition=agenda.form(questions, room.gathering.title),
            answers=answers,
            receipts=receipts,
            opened=room.opened,
            now=now,
        )
    for wall in held:
        walls.close(wall=wall, now=now)
    Vote.objects.filter(asking__step__room=room).delete()
    LookedThrough.objects.filter(step__room=room, step__breakout=None).delete()
    room.seats.all().delete()
    in_order(room=room)
    show_pictures(room, public=room.replay, now=now)
    room.closed = now
    room.save(update_fields=["closed", "answers"])
    lead_on(room)
    tell(room)
    return room


def wipe(*, rooms: Collection[Room], now: datetime) -> int:
    """Remove what the database files still hold of the people of closed rooms; return of how many
    nothing is left. Does nothing inside a transaction."""
    if not sealing.clean(*TRACES):
        return 0
    for room in rooms:
        walls.note_wiped(walls=queries.walls(room), now=now)
    return Room.objects.filter(pk__in=[room.pk for room in rooms]).update(wiped=now)


def _asked(
    room: Room,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, str]]]:
    """Return the questions that somebody answered, each as often as it was asked, the answers of
    each person by question, and of who wants codes for their words the hashes of these."""
    questions: list[dict[str, Any]] = []
    people: dict[object, dict[str, Any]] = defaultdict(dict)
    for step in queries.steps(room):
        for number, asking in enumerate(queries.askings(step) if step.asks else [], start=1):
            name = step.name(number)
            votes = asking.votes.values_list("pk", "seat", "answers", "why")
            for pk, seat, answer, why in votes:
                person = people[seat or f"put in {pk}"]
                person[name] = answer
                if why:
                    person[f"{name}_why"] = {"text": why}
            if votes:
                questions += _as_asked(step, name, number)
    wanted = {seat.pk for seat in queries.want_codes(room)}
    hashes = [
        codes.kept(room, who, person) if isinstance(who, int) and who in wanted else {}
        for who, person in people.items()
    ]
    return questions, list(people.values()), hashes


def _as_asked(step: Step, name: str, number: int) -> list[dict[str, Any]]:
    """Return a question of the room as it was asked, and the one why where there was one."""
    question = step.question
    label = question["label"]
    if number > 1:
        label = label | {DEFAULT: f"{said(label)} (asked again)"}
    asked = [{**question, "name": name, "label": label, "required": False}]
    why = agenda.why_of(step.item, name)
    if why is not None:
        asked.append(why | {"label": {DEFAULT: f"{said(label)} Why?"}})
    return asked
