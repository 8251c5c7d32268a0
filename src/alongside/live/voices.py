"""How what people say spreads over them, for whoever leads: how many, and never who (R59).

Counted are notes on the walls of a room, questions asked of it, and turns in a round.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from alongside.methods.voices import Spread, spread
from alongside.walls import identity
from alongside.walls import queries as notes
from alongside.walls.models import Wall

from . import queries, seating
from .models import Room, Seat, SmallGroup


def of_room(room: Room) -> Spread:
    """Return how everything that was said in a room so far spreads over the people in it."""
    seats = list(room.seats.all())
    said = Counter[int](room.raised.exclude(seat=None).values_list("seat", flat=True))
    for wall in queries.walls(room):
        said.update(_written(wall, seats))
    for seat, turns in room.seats.values_list("pk", "sittings__turns"):
        said[seat] += turns or 0
    return spread(list(said.values()), sum(not seat.left for seat in seats))


def of_wall(wall: Wall, room: Room) -> Spread:
    """Return how the notes of one wall spread over the people in the room."""
    seats = list(room.seats.all())
    return spread(list(_written(wall, seats).values()), sum(not seat.left for seat in seats))


def of_group(group: SmallGroup) -> Spread:
    """Return how what was said in a small group spreads over its people."""
    sittings = group.sittings.select_related("seat")
    seats = [one.seat for one in sittings]
    said = Counter({one.seat_id: one.turns for one in sittings})
    if group.wall is not None:
        said.update(_written(group.wall, seats))
    return spread(list(said.values()), len(seats))


def over_groups(spreads: Iterable[Spread]) -> Spread:
    """Return how what was said spreads over groups: each counts as one."""
    said = [one.said for one in spreads]
    return spread(said, len(said))


def _written(wall: Wall, seats: Sequence[Seat]) -> Counter[int]:
    """Return how many notes each of these people wrote, by the key of their seat."""
    by = notes.number_by_author(wall)
    found = {
        seat.pk: by.get(identity.fingerprint(wall.pk, seating.token(seat)), 0) for seat in seats
    }
    return Counter(found)
