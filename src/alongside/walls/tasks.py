"""A wall that nobody has changed for long closes, and nothing of whoever wrote on a closed one is
left behind."""

from datetime import datetime

from . import actions, queries

MOST_A_TURN = 20


def due(now: datetime) -> int:
    """Close walls that lie forgotten, and remove the last traces of closed ones; return how many of
    each."""
    found = list(queries.forgotten(now)[:MOST_A_TURN])
    for wall in found:
        actions.close(wall=wall, now=now)
    closed = list(queries.to_wipe(now))
    return len(found) + (actions.wipe(walls=closed, now=now) if closed else 0)
