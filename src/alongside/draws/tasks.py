"""Places of those who left, without anybody's choice."""

from datetime import datetime

from . import actions, queries

MOST_A_TURN = 50


def due(now: datetime) -> int:
    """Give on the places of those who left; return how many left."""
    ripe = list(queries.left_since()[:MOST_A_TURN])
    for one in ripe:
        actions.say_no(ticketed=one, now=now)
    return len(ripe)
