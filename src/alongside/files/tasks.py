"""Deletes the files whose time is over, that nothing uses, or that were left half way."""

from datetime import datetime

from . import actions, queries

MOST_A_TURN = 50


def due(now: datetime) -> int:
    """Delete what has to go; return how many."""
    gone = sum(actions.end(file=file, now=now) for file in queries.over(now)[:MOST_A_TURN])
    half_way = list(queries.unfinished(now)[:MOST_A_TURN])
    for file in half_way:
        actions.clear(file=file)
    return gone + len(half_way)
