"""Sends the letters whose time has come, and forgets who asked for letters yesterday."""

from datetime import datetime

from . import actions, post
from .queries import waiting


def due(now: datetime) -> int:
    """Try every waiting letter that is due, oldest first, at most 100 a turn; return how many."""
    actions.forget_typed(before=now)
    if not post.configured():
        return 0
    letters = list(waiting(now)[:100])
    for letter in letters:
        actions.send(letter=letter, now=now)
    return len(letters)
