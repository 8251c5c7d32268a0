"""What is due gets done: one turn of the clock runs every noun's `due(now)`.

A noun says what is due by having a module `tasks` with a function `due(now)`, safe to run twice.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

log = logging.getLogger(__name__)


def dues() -> list[tuple[str, Callable[[datetime], int]]]:
    """Return the `due` function of every noun that has one, with its name, lowest noun first."""
    modules = [f"{noun}.tasks" for noun in reversed(settings.NOUNS)]
    return [(name, import_module(name).due) for name in modules if find_spec(name)]


_faults: dict[str, str] = {}
"""The fault each noun had in its last turn: one that stays the same is written down once."""


def turn(now: datetime) -> int:
    """Do all that is due by `now`; return how many things were done. One noun's fault is logged,
    once for as long as it lasts, and does not hold up the others."""
    done = 0
    for name, due in dues():
        try:
            done += due(now)
        except Exception as fault:
            if _faults.get(name) != repr(fault):
                log.exception("%s could not do what was due", name)
            _faults[name] = repr(fault)
        else:
            _faults.pop(name, None)
    return done


def run(stop: threading.Event, every: float = 2.0) -> None:
    """Turn every few seconds until `stop` is set."""
    while not stop.wait(every):
        close_old_connections()
        turn(timezone.now())
        close_old_connections()
