"""What is due gets done: a turn of the clock runs every noun's `due(now)`.

A noun says what is due by having a module `tasks` with a function `due(now)`, safe to run twice.
Nearly always nothing is, and to find that out takes a processor 50 to 70 ms: so every noun is
asked each 10 seconds, and each 2 seconds only those for which somebody sits and waits.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from itertools import count

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two turns."""

SELDOM = 5
"""Each so many turns every noun is asked."""

AWAITED = frozenset({"alongside.letters.tasks", "alongside.asks.tasks"})
"""What is asked each turn: a code to sign in, and answers that wait to be sealed."""


def dues() -> list[tuple[str, Callable[[datetime], int]]]:
    """Return the `due` function of every noun that has one, with its name, lowest noun first."""
    modules = [f"{noun}.tasks" for noun in reversed(settings.NOUNS)]
    return [(name, import_module(name).due) for name in modules if find_spec(name)]


_faults: dict[str, str] = {}
"""The fault each noun had in its last turn: one that stays the same is written down once."""


def turn(now: datetime, *, awaited: bool = False) -> int:
    """Do all that is due by `now`, or only what is `awaited`; return how many things were done. One
    noun's fault is logged, once for as long as it lasts, and does not hold up the others."""
    done = 0
    for name, due in dues():
        if awaited and name not in AWAITED:
            continue
        try:
            done += due(now)
        except Exception as fault:
            if _faults.get(name) != repr(fault):
                log.exception("%s could not do what was due", name)
            _faults[name] = repr(fault)
        else:
            _faults.pop(name, None)
    return done


def run(stop: threading.Event, every: float = EVERY) -> None:
    """Turn every few seconds until `stop` is set."""
    for number in count():
        if stop.wait(every):
            return
        close_old_connections()
        turn(timezone.now(), awaited=number % SELDOM != 0)
        close_old_connections()
