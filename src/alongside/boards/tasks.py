"""Boards that have stopped meeting are found; the part alone of a review closes by itself."""

from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from . import actions, queries

FROM, UNTIL = 7, 20
"""Between these hours of the day people are told that a board has not met."""

MOST_A_TURN = 20


def due(now: datetime) -> int:
    """Do what is due; return how much. Boards are looked at once an hour, and not at night."""
    done = actions.find_put_away(now=now)
    for review in list(queries.to_close(now)[:MOST_A_TURN]):
        actions.close(review=review, now=now)
        done += 1
    if closed := list(queries.to_wipe()[:MOST_A_TURN]):
        done += actions.wipe(reviews=closed, now=now)
    local = timezone.localtime(now)
    looked = f"boards-{local:%Y-%m-%d-%H}"
    if not FROM <= local.hour < UNTIL or cache.get(looked):
        return done
    done += actions.find_missed(now=now)
    cache.set(looked, value=True, timeout=2 * 3600)
    return done
