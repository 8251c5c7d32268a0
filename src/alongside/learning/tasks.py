"""The notes about learning plans, once a month."""

from datetime import datetime

from . import actions
from .queries import monthly


def due(now: datetime) -> int:
    """Write the notes of this month where they were not written; return how many."""
    return sum(
        actions.tell_of_month(organisation=organisation, month=month, now=now)
        for organisation, month in monthly.to_tell(now)
    )
