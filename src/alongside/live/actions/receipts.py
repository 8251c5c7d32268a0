"""Whoever is in a room gets a code for each thing they say."""

from django.db import transaction
from django.db.models import F

from alongside.asks.queries import hashed
from alongside.walls import actions as walls
from alongside.walls import identity

from .. import queries, receipts
from ..models import Raised, Room, Seat
from .running import held_open


@transaction.atomic
def give_codes(*, seat: Seat) -> None:
    """Give a code to each note and question of somebody that has none, and note that they want
    codes: what they say from now on gets its own when the room closes."""
    room = held_open(seat.room)
    if not seat.codes:
        seat.codes = True
        seat.save(update_fields=["codes"])
    _give(room, seat)


def complete(*, room: Room) -> None:
    """Give a code to what people said after they had asked for codes: the room is about to close.
    The caller holds its row, and those of its walls."""
    for seat in queries.want_codes(room):
        _give(room, seat)


def in_order(*, room: Room) -> None:
    """Write the questions anew in their order, once their seats are gone: those of one person got
    their codes one after the other, and the files of PostgreSQL would show it."""
    if not queries.raised_with_receipt(room).exists():
        return
    for pk in list(room.raised.order_by("pk").values_list("pk", flat=True)):
        room.raised.filter(pk=pk).update(receipt=F("receipt"))


def _give(room: Room, seat: Seat) -> None:
    for wall in sorted(queries.walls(room), key=lambda one: one.pk):  # as they are locked to close
        author = identity.fingerprint(wall.pk, receipts.token(seat.pk))
        walls.give_codes(wall=wall, author=author)
    raised = list(queries.raised_without_receipt(room, seat))
    for one in raised:
        one.receipt = hashed(receipts.of_question(one, seat.pk))
    Raised.objects.bulk_update(raised, ["receipt"])
