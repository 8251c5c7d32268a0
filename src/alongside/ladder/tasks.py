"""Keeps where projects stand, once a day."""

from datetime import datetime

from django.utils import timezone

from . import actions
from .queries.standing import was_looked_at


def due(now: datetime) -> int:
    """Keep the positions of today where nobody has; return how many were kept."""
    if was_looked_at(timezone.localdate(now)):
        return 0
    return actions.keep_positions(now=now)
