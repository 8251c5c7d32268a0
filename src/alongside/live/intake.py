"""Votes on their way into the database, many at a time (`web.batches`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from alongside.web.batches import Batches

from .models import Asking


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to be written: what somebody (`seat`) said, in their `turn`, and `why` if they
    wrote it. `answers` is JSON."""

    asking: int
    seat: int
    turn: int
    answers: str
    why: str = ""


TAKEN, CLOSED, AWAY = "taken", "closed", "away"
"""What became of a vote: it is in the database; its asking takes none (any more); the database
cannot be reached, and nothing was kept."""


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
        _insert([[one.asking, one.seat, one.turn, one.answers, one.why] for one in newest.values()])
    return [TAKEN if vote.asking in open_askings else CLOSED for vote in batch]


def _insert(rows: Sequence[Sequence[Any]]) -> None:
    """Insert votes; one that somebody has given before takes its place if it is a later turn."""
    values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO live_vote (asking_id, seat_id, turn, answers, why) VALUES {values} "
            "ON CONFLICT (asking_id, seat_id) WHERE seat_id IS NOT NULL "
            "DO UPDATE "
            "SET turn = excluded.turn, answers = excluded.answers, why = excluded.why "
            "WHERE live_vote.turn < excluded.turn",
            [value for row in rows for value in row],
        )


def packed(answers: dict[str, Any]) -> str:
    """Return answers as the database keeps them."""
    return json.dumps(answers, ensure_ascii=False, separators=(",", ":"))


class Intake(Batches[Given, str]):
    """Takes votes on the event loop, and writes them on a thread of its own."""

    def __init__(self) -> None:
        super().__init__("votes", write, AWAY)
