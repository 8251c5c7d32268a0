"""Letters about what is new and for somebody."""

from datetime import datetime

from django.utils import timezone

from . import actions, queries

MOST_A_TURN = 50


def due(now: datetime) -> int:
    """Write to those who asked to be told; return to how many."""
    today = timezone.localdate(now)
    ripe = list(queries.due_for_letters(now)[:MOST_A_TURN])
    return sum(actions.tell_of_new(interest=one, now=now, today=today) for one in ripe)
