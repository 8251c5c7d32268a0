"""Votes on their way into the database: written many at a time, acknowledged once they are there.

Whatever has come in while the last batch was written makes up the next one, so that a burst costs
few transactions and a single vote waits for nobody. One thread writes; it has a connection of its
own, which on SQLite asks the disk to have taken each batch (`synchronous=FULL`): an acknowledged
vote survives a power cut.
"""

import asyncio
import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from django.db import Error, connection, transaction

from .models import Asking

MOST = 2_000
"""Votes in one statement. SQLite takes 32,766 values in one."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to be written: what somebody (`seat`) said, in their `turn`. `answers` is JSON."""

    asking: int
    seat: int
    turn: int
    answers: str


TAKEN, CLOSED, AWAY = "taken", "closed", "away"
"""What became of a vote: it is in the database; its asking takes none (any more); the database
cannot be reached, and nothing was kept."""


class Intake:
    """Takes votes on the event loop, and writes them on a thread of its own."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[tuple[Given, asyncio.Future[str]] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._write, name="votes", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, and end."""
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(timeout=10)

    async def take(self, given: Given) -> str:
        """Return what became of a vote once that is certain: TAKEN, CLOSED or AWAY."""
        done: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting.put((given, done))
        return await done

    def _write(self) -> None:
        while (first := self._waiting.get()) is not None:
            batch, last = [first], False
            while len(batch) < MOST and not self._waiting.empty():
                if (more := self._waiting.get()) is None:
                    last = True
                    break
                batch.append(more)
            self._acknowledge(batch, self._written([given for given, _ in batch]))
            if last:
                break
        connection.close()

    def _written(self, batch: Sequence[Given]) -> list[str]:
        try:
            self._have_the_disk_take_it()
            return write(batch)
        except Error:
            log.exception("votes could not be written")
            connection.close()
            return [AWAY] * len(batch)

    def _have_the_disk_take_it(self) -> None:
        if connection.vendor == "sqlite" and connection.connection is None:
            connection.cursor().execute("PRAGMA synchronous=FULL")

    def _acknowledge(
        self, batch: Sequence[tuple[Given, asyncio.Future[str]]], outcomes: Sequence[str]
    ) -> None:
        assert self._loop is not None
        if not self._loop.is_closed():
            done = [(future, outcome) for (_, future), outcome in zip(batch, outcomes, strict=True)]
            self._loop.call_soon_threadsafe(_tell, done)


def _tell(outcomes: Sequence[tuple[asyncio.Future[str], str]]) -> None:
    for future, outcome in outcomes:
        if not future.done():
            future.set_result(outcome)


@transaction.atomic
def write(batch: Sequence[Given]) -> list[str]:
    """Write votes, all or none; return what became of each.

    The askings are locked meanwhile, so that none closes between the look and the write.
    """
    open_askings = set(
        Asking.objects.select_for_update(of=("self",))
        .filter(
            pk__in={vote.asking for vote in batch},
            locked=False,
            revealed=False,
            reset=None,
            step__room__closed=None,
        )
        .values_list("pk", flat=True)
    )
    newest: dict[tuple[int, int], Given] = {}
    for vote in batch:
        if vote.asking in open_askings:
            known = newest.get((vote.asking, vote.seat))
            if known is None or vote.turn > known.turn:
                newest[vote.asking, vote.seat] = vote
    if newest:
        _insert([[one.asking, one.seat, one.turn, one.answers] for one in newest.values()])
    return [TAKEN if vote.asking in open_askings else CLOSED for vote in batch]


def _insert(rows: Sequence[Sequence[Any]]) -> None:
    """Insert votes; one that somebody has given before takes its place if it is a later turn."""
    values = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO live_vote (asking_id, seat_id, turn, answers) VALUES {values} "
            "ON CONFLICT (asking_id, seat_id) WHERE seat_id IS NOT NULL "
            "DO UPDATE SET turn = excluded.turn, answers = excluded.answers "
            "WHERE live_vote.turn < excluded.turn",
            [value for row in rows for value in row],
        )


def packed(answers: dict[str, Any]) -> str:
    """Return answers as the database keeps them."""
    return json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
