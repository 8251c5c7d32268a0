"""Reminders of what is owed to people: actions, decisions, promises and reviews; and letters to
whoever follows their words."""

from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from . import actions, following_up
from .queries import owing

FROM, UNTIL = 7, 20
"""Between these hours of the day reminders are written."""


def due(now: datetime) -> int:
    """Write what is due; return how much."""
    return following_up.due(now) + remind(now)


def remind(now: datetime) -> int:
    """Write the reminders that are due; return how many. Once an hour is enough, and at night
    nobody is reminded."""
    local = timezone.localtime(now)
    looked = f"owed-{local:%Y-%m-%d-%H}"
    if not FROM <= local.hour < UNTIL or cache.get(looked):
        return 0
    written = 0
    for member, owed in owing.owed(now).items():
        written += actions.remind(member=member, owed=owed, now=now) is not None
    cache.set(looked, value=True, timeout=2 * 3600)
    return written
