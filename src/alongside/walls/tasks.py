"""A wall that nobody has changed for long closes: nothing of whoever wrote on it is left."""

from datetime import datetime

from . import actions, queries

MOST_A_TURN = 20


def due(now: datetime) -> int:
    """Close walls that lie forgotten; return how many."""
    found = list(queries.forgotten(now)[:MOST_A_TURN])
    for wall in found:
        actions.close(wall=wall, now=now)
    return len(found)
