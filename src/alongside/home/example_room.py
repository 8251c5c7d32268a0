"""The example's open room: a session that begins in half an hour, with a few people in it."""

import uuid
from datetime import datetime, timedelta

from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import DesignVersion
from alongside.live import actions
from alongside.live.models import Asking, Room, Seat
from alongside.people.models import Membership

WORD = "Quick check: which word fits?"
"""The question of the ready-made session that has been answered and shown."""

RUNG = "Where are we now?"
"""The question that the room is at: some have answered, and nobody has seen the results."""

PEOPLE = (
    ("Kit", "coproduction", "consultation"),
    ("Lou", "coproduction", "consultation"),
    ("Mo", "collaboration", "engagement"),
    ("", "coproduction", "codesign"),
    ("Ada", "involvement", "consultation"),
    ("", "coproduction", "informing"),
    ("Sam", "not_sure", ""),
)
"""Everybody's first name, if they gave one, and what they answer to both; "" for nothing yet."""


def fill(*, version: DesignVersion, lead: Membership, now: datetime) -> Room:
    """Return the open room of a session of today, at a question that most have answered."""
    starts = now.replace(second=0, microsecond=0) + timedelta(minutes=30)
    held = gatherings.plan(
        programme=version.design.programme,
        details=gatherings.Plan(
            starts=starts,
            ends=starts + timedelta(minutes=version.minutes),
            version=version,
            capacity=24,
            place="Council House, room 2",
        ),
        led_by=[lead],
        by=lead,
        now=now,
    )
    room = actions.open_room(
        gathering=held,
        by=lead,
        now=now,
        welcome="Everybody counts the same. One person speaks at a time. You can go out whenever "
        "you like.",
        turn_to="Grace, by the door",
    )
    seats = [actions.take_seat(room=room, name=name) for name, *_ in PEOPLE]
    word = _ask(
        room, WORD, [(seat, words) for seat, (_, words, _) in zip(seats, PEOPLE, strict=True)]
    )
    actions.reveal(asking=word, shown=True)
    _ask(room, RUNG, [(seat, rung) for seat, (*_, rung) in zip(seats, PEOPLE, strict=True)])
    raised = actions.raise_question(
        room=room, seat=seats[0], text="Who pays for our time?", client_id=uuid.uuid4()
    )
    actions.look_through(raised=raised, state="shown")
    raised.refresh_from_db()
    for seat in seats[1:4]:
        actions.back(raised=raised, seat=seat, backs=True)
    return room


def _ask(room: Room, title: str, choices: list[tuple[Seat, str]]) -> Asking:
    """Take the room to a question and let people answer it; return the asking."""
    step = next(step for step in room.steps.all() if step.item["title"] == title)
    actions.go(room=room, place=step.place)
    asking = step.askings.get()
    for seat, choice in choices:
        if choice:
            actions.give(asking=asking, seat=seat, turn=1, answers={"choice": choice})
    return asking
