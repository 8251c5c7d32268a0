"""Letters about what is new and for somebody; what is shown of what people's time costs is kept
once a month."""

from datetime import datetime

from django.utils import timezone

from . import actions, budget, queries
from .queries.budget import to_keep

MOST_A_TURN = 50


def due(now: datetime) -> int:
    """Write to those who asked to be told, and keep the figures of the last whole month; return how
    many of both."""
    today = timezone.localdate(now)
    ripe = list(queries.due_for_letters(now)[:MOST_A_TURN])
    told = sum(actions.tell_of_new(interest=one, now=now, today=today) for one in ripe)
    organisations = list(to_keep(budget.last_day(today))[:MOST_A_TURN])
    for organisation in organisations:
        actions.keep_budget(organisation=organisation, now=now)
    return told + len(organisations)
