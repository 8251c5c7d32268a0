"""What is shared ends by itself."""

from datetime import datetime

from . import actions


def due(now: datetime) -> int:
    """End what has run out and delete what ended long ago; return how many."""
    return actions.end_what_is_over(now=now)
