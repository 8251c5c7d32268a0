"""Sends the letters whose time has come, and forgets who asked for letters yesterday."""

import time
from datetime import datetime

from . import actions, post
from .queries import waiting

PATIENCE = 10.0
"""Seconds after which a turn tries no other letter: a mail server that is slow or hangs must not
hold up what else is due."""


def due(now: datetime) -> int:
    """Try the waiting letters that are due, oldest first, at most 100 a turn; return how many."""
    actions.forget_typed(before=now)
    if not post.configured():
        return 0
    began, tried = time.monotonic(), 0
    for letter in list(waiting(now)[:100]):
        if tried and time.monotonic() - began >= PATIENCE:
            break
        actions.send(letter=letter, now=now)
        tried += 1
    return tried
