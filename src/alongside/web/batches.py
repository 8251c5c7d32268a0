"""What many people do at once, on its way into the database: written many at a time, acknowledged
once it is there.

Whatever has come in since the last batch makes up the next one, so that a burst costs few
transactions and a single change waits for nobody. One thread writes; it has a connection of its
own, which on SQLite asks the disk to have taken each batch (`synchronous=FULL`): what was
acknowledged survives a power cut.
"""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

from django.db import connection

from .database import AWAY

MOST = 2_000
"""How much goes into one transaction."""

GATHER = 0.01
"""Seconds between two writes, in which more gathers: a transaction costs more than what is in it.
What comes after a quiet moment is written at once."""

log = logging.getLogger(__name__)


class Batches[Given, Outcome]:
    """Takes things on the event loop and has `write` keep them, on a thread of its own.

    `write` takes a batch and returns what became of each, all in one transaction. What could not be
    kept has the outcome `away`.
    """

    def __init__(
        self,
        name: str,
        write: Callable[[Sequence[Given]], Sequence[Outcome]],
        away: Outcome,
        gather: float = GATHER,
    ) -> None:
        self._name, self._write, self._away, self._gather = name, write, away, gather
        self._waiting: deque[tuple[Given, Callable[[Outcome], object]]] = deque()
        self._some, self._last = threading.Event(), False
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, and end."""
        self._last = True
        self._some.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def put(self, given: Given, done: Callable[[Outcome], object]) -> None:
        """Have something written, and call `done` on the loop with what became of it once that is
        certain."""
        self._waiting.append((given, done))
        if not self._some.is_set():
            self._some.set()

    async def take(self, given: Given) -> Outcome:
        """Return what became of something once that is certain."""
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self.put(given, lambda outcome: None if done.done() else done.set_result(outcome))
        return await done

    def _work(self) -> None:
        while not self._last or self._waiting:
            self._some.wait()
            self._some.clear()
            while self._waiting:
                next_at = time.monotonic() + self._gather
                many = min(len(self._waiting), MOST)
                batch = [self._waiting.popleft() for _ in range(many)]
                self._acknowledge(batch, self._written([given for given, _ in batch]))
                if not self._last:
                    time.sleep(max(0.0, next_at - time.monotonic()))
        connection.close()

    def _written(self, batch: Sequence[Given]) -> Sequence[Outcome]:
        try:
            self._have_the_disk_take_it()
            return self._write(batch)
        except AWAY:
            log.exception("%s could not be written", self._name)
            connection.close()
            return [self._away] * len(batch)
        except Exception:
            if len(batch) == 1:
                log.exception("one of %s could not be written", self._name)
                connection.close()
                return [self._away]
        # One of them is at fault: it keeps nobody else's from being written.
        return [outcome for given in batch for outcome in self._written([given])]

    def _have_the_disk_take_it(self) -> None:
        if connection.vendor == "sqlite" and connection.connection is None:
            connection.cursor().execute("PRAGMA synchronous=FULL")

    def _acknowledge(
        self,
        batch: Sequence[tuple[Given, Callable[[Outcome], object]]],
        outcomes: Sequence[Outcome],
    ) -> None:
        assert self._loop is not None
        if not self._loop.is_closed():
            told = [(done, outcome) for (_, done), outcome in zip(batch, outcomes, strict=True)]
            self._loop.call_soon_threadsafe(_tell, told)


def _tell[Outcome](told: Sequence[tuple[Callable[[Outcome], object], Outcome]]) -> None:
    for done, outcome in told:
        try:
            done(outcome)
        except Exception:
            log.exception("somebody could not be told what became of theirs")
