"""A room whose time is over closes by itself, and nothing of a closed one is left behind."""

from datetime import datetime

from . import actions, queries

MOST_A_TURN = 20


def due(now: datetime) -> int:
    """Close the rooms whose time is over, and remove the last traces of closed ones; return how
    many of each."""
    found = list(queries.to_close(now)[:MOST_A_TURN])
    for room in found:
        actions.close(room=room, now=now)
    closed = list(queries.to_wipe(now))
    return len(found) + (actions.wipe(rooms=closed, now=now) if closed else 0)
