"""How an anonymous answer leaves the box without a trace of who gave it, or when.

Three steps, each with a reason that was measured:

1. `seal` moves answers from Box to Response in one transaction, shuffled, with new random ids,
   each free text cut loose into a Comment. Never fewer than the minimum at a time: while the wave
   is open only when twice the minimum wait, leaving the minimum behind, so that whoever looks
   twice cannot tell a single newcomer.
2. `shuffle`, at the close, writes the whole wave once more: batches appended one after another
   correlate with arrival (0.61 was measured).
3. `wipe` removes what the database still holds of the box: SQLite keeps every answer in order of
   arrival in its `-wal` file, PostgreSQL in dead rows that everybody's xmin leads to.

Randomness is the operating system's.
"""

import random
from collections.abc import Mapping
from typing import Any

from django.db import connection

from alongside.methods.questions import type_of
from alongside.methods.questions.question import field_name

from .models import Box, Comment, Draft, Invitation, Response, ResponsesFile, Taken, Wave

_dice = random.SystemRandom()


def cut_loose(
    definition: Mapping[str, Any], answers: Mapping[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, str]], bool]:
    """Return the answers without free text; the texts as (question, words), where a part of a
    question follows a dot; and whether they may be shared without a name."""
    kept: dict[str, Any] = {}
    texts = []
    for question in definition["questions"]:
        name = question["name"]
        if name in answers:
            kept[name], words = type_of(question).cut_loose(question, answers[name])
            texts += [(field_name(name, part), text) for part, text in words.items()]
    return kept, texts, _may_quote(definition, answers)


def _may_quote(definition: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    """Return whether the person said "yes" to the question tagged "quoting"."""
    asked = [q["name"] for q in definition["questions"] if "quoting" in q.get("tags", ())]
    return bool(asked) and all(answers.get(name, {}).get("choice") == "yes" for name in asked)


def seal(wave: Wave, *, everything: bool) -> int:
    """Move answers from the box; return how many. `everything` is for the close only.

    The caller holds a transaction with the wave's row locked.
    """
    box = list(Box.objects.filter(wave=wave).select_for_update())
    if not everything:
        if len(box) < 2 * wave.minimum:
            return 0
        box = _dice.sample(box, len(box) - wave.minimum)
    _dice.shuffle(box)
    responses, comments = [], []
    for one in box:
        kept, texts, may_quote = cut_loose(wave.version.definition, one.answers)
        responses.append(Response(wave=wave, mode=wave.mode, team_id=one.team_id, answers=kept))
        comments += [
            Comment(wave=wave, mode=wave.mode, question=name, text=text, may_quote=may_quote)
            for name, text in texts
        ]
    _dice.shuffle(comments)
    Response.objects.bulk_create(responses, batch_size=500)
    Comment.objects.bulk_create(comments, batch_size=500)
    Box.objects.filter(pk__in=[one.pk for one in box]).delete()
    return len(box)


def shuffle(wave: Wave) -> None:
    """Write all sealed answers and comments of a wave anew, in random order under new random ids.

    Nothing points at a response or comment of an anonymous wave before this.
    """
    models: tuple[Any, ...] = (Response, Comment)
    for model in models:
        rows = list(model.objects.filter(wave=wave))
        model.objects.filter(wave=wave).delete()
        _dice.shuffle(rows)
        for row in rows:
            row.pk = model._meta.pk.get_default()
            row._state.adding = True
        model.objects.bulk_create(rows, batch_size=500)


def wipe() -> bool:
    """Remove from the database files what deleted rows left behind. True when nothing is left.

    SQLite: the deleted pages are overwritten already (`secure_delete`), the write-ahead log is
    emptied; that waits while anybody else reads, so the ticker tries again. PostgreSQL: the tables
    are written anew (`VACUUM FULL`), which takes their dead rows and every xmin of the way there.
    Must run outside a transaction.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _, _ = cursor.fetchone()
            return busy == 0
        for model in (Box, Taken, Draft, Invitation, Response, Comment, ResponsesFile):
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(model._meta.db_table)}")
        return True
