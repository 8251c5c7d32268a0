"""A self-paced room closes when its time is over."""

from datetime import datetime

from . import actions, queries

MOST_A_TURN = 20


def due(now: datetime) -> int:
    """Close the rooms whose time is over; return how many."""
    found = list(queries.to_close(now)[:MOST_A_TURN])
    for room in found:
        actions.close(room=room, now=now)
    return len(found)
