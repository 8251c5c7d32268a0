"""What is shown of the time that people were asked for is kept once a month."""

from datetime import datetime

from django.utils import timezone

from . import actions, kept, queries

MOST_A_TURN = 20


def due(now: datetime) -> int:
    """Keep the figures of the last whole month; return of how many organisations."""
    ripe = list(queries.to_keep(kept.last_day(timezone.localdate(now)))[:MOST_A_TURN])
    for organisation in ripe:
        actions.keep_figures(organisation=organisation, now=now)
    return len(ripe)
