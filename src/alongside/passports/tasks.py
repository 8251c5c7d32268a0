"""What is shared ends by itself; what is shown of it is kept once a month."""

from datetime import datetime

from django.utils import timezone

from alongside.involvement.budget import last_day

from . import actions, queries

MOST_A_TURN = 20


def due(now: datetime) -> int:
    """End what has run out, delete what ended long ago, and keep the figures of the last whole
    month; return how many."""
    done = actions.end_what_is_over(now=now)
    until = last_day(timezone.localdate(now))
    ripe = list(queries.to_count(until)[:MOST_A_TURN])
    for organisation in ripe:
        actions.keep_figures(organisation=organisation, now=now)
    return done + len(ripe)
