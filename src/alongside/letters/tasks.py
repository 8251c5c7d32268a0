"""Sends the letters whose time has come, asks whether texts arrived, and forgets who asked for
letters yesterday."""

import time
from datetime import datetime

from . import actions, post, texts
from .models import Letter
from .queries import to_ask, waiting

PATIENCE = 10.0
"""Seconds after which a turn tries no other letter: a mail server that is slow or hangs must not
hold up what else is due."""


def due(now: datetime) -> int:
    """Try the waiting letters that are due, oldest first, at most 100 a turn, and ask what became
    of as many texts; return how many. Texts wait for the morning."""
    actions.forget_typed(before=now)
    leave = [Letter.Channel.EMAIL] if post.configured() else []
    if texts.configured() and not texts.quiet(now):
        leave.append(Letter.Channel.TEXT)
    began, tried = time.monotonic(), 0
    for letter in list(waiting(now).filter(channel__in=leave)[:100]) if leave else []:
        if tried and time.monotonic() - began >= PATIENCE:
            return tried
        actions.send(letter=letter, now=now)
        tried += 1
    for letter in list(to_ask(now)[:100]) if texts.configured() else []:
        if tried and time.monotonic() - began >= PATIENCE:
            break
        actions.ask(letter=letter, now=now)
        tried += 1
    return tried
