"""People in the room ask questions of their own, and back those of others."""

import uuid

from django.db import transaction

from alongside.people.actions import NotPossible

from ..models import Backing, Raised, Room, Seat
from .running import held_open, locked, tell

MOST = 500
"""Questions in one room."""


@transaction.atomic
def raise_question(*, room: Room, seat: Seat, text: str, client_id: uuid.UUID) -> Raised:
    """Return the question somebody asks. It waits to be looked through where the room approves
    first; the same `client_id` again is the same question."""
    room = locked(room)
    again = room.raised.filter(client_id=client_id).first()
    if again is not None:
        return again
    if room.raised.count() >= MOST:
        raise NotPossible(f"There are {MOST} questions already. Back one of those.")
    state = Raised.State.WAITING if room.approve_first else Raised.State.SHOWN
    tell(room)
    return Raised.objects.create(
        room=room, seat=seat, client_id=client_id, text=text.strip(), state=state
    )


@transaction.atomic
def back(*, raised: Raised, seat: Seat, backs: bool) -> None:
    """Keep that somebody would like to know that too, or take it back. Nobody backs their own."""
    if raised.seat_id == seat.pk or raised.state != Raised.State.SHOWN:
        return
    held_open(raised.room)
    if backs:
        Backing.objects.get_or_create(raised=raised, seat=seat)
    else:
        Backing.objects.filter(raised=raised, seat=seat).delete()
    tell(raised.room)


@transaction.atomic
def look_through(*, raised: Raised, state: str) -> None:
    """Show a question to the room, leave it out, or mark it answered. Each can be undone."""
    Raised.objects.filter(pk=raised.pk).update(state=Raised.State(state))
    tell(raised.room)
