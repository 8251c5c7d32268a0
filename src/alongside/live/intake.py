"""Votes on their way into the database, many at a time (`web.batches`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from alongside.web.batches import Batches


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to be written: what somebody (`seat`) said, in their `turn`, and `why` if they
    wrote it."""

    asking: int
    seat: int
    turn: int
    answers: dict[str, Any]
    why: str = ""


TAKEN, CLOSED, AWAY = "taken", "closed", "away"
"""What became of a vote: it is in the database; its asking takes none (any more); the database
cannot be reached, and nothing was kept."""


@transaction.atomic
def write(batch: Sequence[Given]) -> list[str]:
    """Write votes, all or none; return what became of each.

    The askings are locked meanwhile, so that none closes between the look and the write.
    """
    open_askings = _locked({vote.asking for vote in batch})
    newest: dict[tuple[int, int], Given] = {}
    for vote in batch:
        if vote.asking in open_askings:
            known = newest.get((vote.asking, vote.seat))
            if known is None or vote.turn > known.turn:
                newest[vote.asking, vote.seat] = vote
    if newest:
        _insert([[one.asking, one.seat, one.turn, one.answers, one.why] for one in newest.values()])
    return [TAKEN if vote.asking in open_askings else CLOSED for vote in batch]


def _locked(askings: set[int]) -> set[int]:
    """Return those of the askings that are open, locked. Written as SQL: Django puts a query
    together anew for each batch, which takes longer than to ask it."""
    marks = ", ".join(["%s"] * len(askings))
    rows = "FOR UPDATE OF asking" if connection.features.has_select_for_update_of else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asking.id FROM live_asking asking "
            "JOIN live_step step ON step.id = asking.step_id "
            "JOIN live_room room ON room.id = step.room_id "
            f"WHERE asking.id IN ({marks}) AND NOT asking.locked AND NOT asking.revealed "
            f"AND asking.reset IS NULL AND room.closed IS NULL {rows}",
            list(askings),
        )
        return {asking for (asking,) in cursor.fetchall()}


INSERT = (
    "INSERT INTO live_vote (asking_id, seat_id, turn, answers, why) {} "
    "ON CONFLICT (asking_id, seat_id) "
    "DO UPDATE SET turn = excluded.turn, answers = excluded.answers, why = excluded.why "
    "WHERE live_vote.turn < excluded.turn"
)
IN_POSTGRESQL = INSERT.format(
    "SELECT (value->>0)::bigint, (value->>1)::bigint, (value->>2)::bigint, (value->3)::jsonb, "
    "value->>4 FROM json_array_elements(%s::json)"
)
IN_SQLITE = INSERT.format(
    "SELECT value->>0, value->>1, value->>2, value->3, value->>4 FROM json_each(%s) WHERE true"
)
"""One statement for all of them. `executemany` lets the event loop go on after each row and then
waits until it pauses: at full stretch that took most of the time."""


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _insert(rows: Sequence[Sequence[Any]]) -> None:
    """Insert votes; one that somebody has given before takes its place if it is a later turn."""
    with connection.cursor() as cursor:
        statement = IN_POSTGRESQL if connection.vendor == "postgresql" else IN_SQLITE
        cursor.execute(statement, [_encoder.encode(rows)])


class Intake(Batches[Given, str]):
    """Takes votes on the event loop, and writes them on a thread of its own."""

    def __init__(self) -> None:
        super().__init__("votes", write, AWAY)
