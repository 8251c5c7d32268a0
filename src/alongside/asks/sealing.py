"""How an anonymous answer leaves the box without a trace of who gave it, or when.

Five steps, each with a reason that was measured:

1. `put_in` writes an answer into the box together with others that wait there, in random order:
   rows one after another, each by a transaction of its own, would lie in the order of arrival,
   and so would the invitations, plans and check-ins of the same people.
2. `seal` moves answers from Box to Response in one transaction, shuffled, with new random ids,
   each free text cut loose into a Comment. Never fewer than the minimum at a time: while the wave
   is open only when twice the minimum wait, leaving the minimum behind, so that whoever looks
   twice cannot tell a single newcomer.
3. `sweep`, while waves are open, empties SQLite's write-ahead log, in which a transaction that
   takes an answer says beside it whose invitation is done, and has PostgreSQL write the box and
   the drafts anew, whose dead rows say which transaction that was.
4. `shuffle`, at the close, writes the whole wave once more: batches appended one after another
   correlate with arrival (0.61 was measured).
5. `wipe` removes what the database still holds of the box: SQLite keeps every answer in order of
   arrival in its `-wal` file, PostgreSQL in dead rows that everybody's xmin leads to.

Randomness is the operating system's.
"""

import random
import re
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import batched
from typing import Any

from django.db import OperationalError, connection
from django.db.models import Count, Model

from alongside.methods.questions import type_of
from alongside.methods.questions.question import field_name

from . import own_codes
from .models import Box, Comment, Draft, Invitation, Response, ResponsesFile, Sheet, Taken, Wave

AT_ONCE = 2_000
"""How many answers are in memory while they are moved."""

IN_A_STATEMENT = 500

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


def large_enough(sizes: Mapping[int | None, int], minimum: int) -> set[int]:
    """Return the teams that can stand by themselves, of so many people in each (None for no team):
    those of `minimum` people or more, without the smallest of them where all others together would
    be fewer than that. Whoever takes the teams from the whole must not find a few people.

    >>> sorted(large_enough({1: 20, 2: 18, 3: 15, 4: 3}, 5))
    [1, 2]
    >>> sorted(large_enough({1: 20, 2: 5, None: 6}, 5))
    [1, 2]
    """
    found = sorted(
        (team for team, people in sizes.items() if team is not None and people >= minimum),
        key=lambda team: (-sizes[team], team),
    )
    everybody = sum(sizes.values())
    while found and 0 < everybody - sum(sizes[team] for team in found) < minimum:
        found.pop()
    return set(found)


def team_kept(invitation: Invitation | None) -> int | None:
    """Return the key of the team that the answer of somebody who was invited keeps; None where it
    keeps none, or the team is too small among those who are asked."""
    if invitation is None:
        return None
    team = invitation.member.team_id
    return team if team in teams_kept(invitation.wave) else None


def teams_kept(wave: Wave) -> set[int]:
    """Return the teams that an answer of an anonymous wave may keep: those that are large enough
    among the people who are asked; none where answers keep no team."""
    if not wave.by_team:
        return set()
    asked = wave.invitations.order_by().values_list("member__team")
    return large_enough(dict(asked.annotate(people=Count("pk"))), wave.minimum)


def forget_small_teams(wave: Wave) -> None:
    """Take the team from answers of teams of which too few have answered.

    For the close, when everything is sealed and before it is shuffled.
    """
    rows = wave.responses.order_by().values_list("team").annotate(people=Count("pk"))
    kept = large_enough(dict(rows), wave.minimum)
    wave.responses.exclude(team=None).exclude(team__in=kept).update(team=None)


def put_in(
    wave: Wave, answers: dict[str, Any], receipts: Mapping[str, str], team: int | None = None
) -> None:
    """Put an answer into the box of a wave with the hashes of its receipts and the team it keeps,
    and write up to twice the minimum of those that wait there anew with it, in random order under
    new ids: no place, id or transaction of a row says which is the newest.

    The caller holds a transaction with the wave's row locked.
    """
    waiting = (
        Box.objects.filter(wave=wave).order_by("?").values_list("pk", "team", "answers", "receipts")
    )
    again = list(waiting[: 2 * wave.minimum])
    Box.objects.filter(pk__in=[pk for pk, *_ in again]).delete()
    rows = [
        Box(wave=wave, team_id=team, answers=own_codes.kept(wave, answers), receipts=receipts),
        *(
            Box(wave=wave, team_id=other, answers=theirs, receipts=hashes)
            for _, other, theirs, hashes in again
        ),
    ]
    _dice.shuffle(rows)
    Box.objects.bulk_create(rows)


def seal(wave: Wave, *, everything: bool) -> int:
    """Move answers from the box; return how many. `everything` is for the close only, which writes
    them all anew (`shuffle`). While the wave is open no more than `AT_ONCE` are moved, and the
    others have their turn later.

    The caller holds a transaction with the wave's row locked.
    """
    waiting = list(Box.objects.filter(wave=wave).select_for_update().values_list("pk", flat=True))
    if not everything:
        if len(waiting) < 2 * wave.minimum:
            return 0
        waiting = _dice.sample(waiting, min(AT_ONCE, len(waiting) - wave.minimum))
    _dice.shuffle(waiting)
    for some in batched(waiting, AT_ONCE):
        _move(wave, list(Box.objects.filter(pk__in=some)))
    return len(waiting)


def _move(wave: Wave, box: list[Box]) -> None:
    """Write these answers and their comments, both in random order, and take them out of the
    box."""
    _dice.shuffle(box)
    responses, comments = [], []
    for one in box:
        kept, texts, may_quote = cut_loose(wave.version.definition, one.answers)
        responses.append(Response(wave=wave, mode=wave.mode, team_id=one.team_id, answers=kept))
        comments += [
            Comment(
                wave=wave,
                mode=wave.mode,
                question=name,
                text=text,
                may_quote=may_quote,
                receipt=one.receipts.get(name, ""),
            )
            for name, text in texts
        ]
    _dice.shuffle(comments)
    Response.objects.bulk_create(responses, batch_size=IN_A_STATEMENT)
    Comment.objects.bulk_create(comments, batch_size=IN_A_STATEMENT)
    Box.objects.filter(pk__in=[one.pk for one in box]).delete()


def shuffle(wave: Wave) -> None:
    """Write all sealed answers and comments of a wave anew, in random order under new random ids.

    The database copies the rows itself, so only their ids are in memory, and others who write wait
    for a shorter time. The old rows go when all new ones are there: none takes the place that
    another has just left.

    Nothing points at a response or comment of an anonymous wave before this.
    """
    with _room_for_pages():
        for model in (Response, Comment):
            _write_anew(model, wave)


def _write_anew(model: type[Model], wave: Wave) -> None:
    key: Any = model._meta.pk
    table, columns = model._meta.db_table, [str(one.column) for one in model._meta.fields]
    rest = ", ".join(connection.ops.quote_name(name) for name in columns if name != key.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE wave_id = %s", [wave.pk])
        there = array("q", (pk for (pk,) in cursor))
        order = there[:]
        _dice.shuffle(order)
        for some in batched(order, IN_A_STATEMENT):
            pairs = ", ".join(["(%s, %s)"] * len(some))
            cursor.execute(
                f"WITH drawn (new_id, old_id) AS (VALUES {pairs}) "
                f"INSERT INTO {table} (id, {rest}) "
                f"SELECT new_id, {rest} FROM drawn JOIN {table} ON id = old_id ORDER BY new_id",
                [number for old in some for number in (key.get_default(), old)],
            )
        for some in batched(there, IN_A_STATEMENT):
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM {table} WHERE id IN ({marks})", some)


@contextmanager
def _room_for_pages() -> Iterator[None]:
    """Let SQLite hold 64 MB of the file in memory, in place of 2, while rows are written that lie
    anywhere in it: it is several times as fast, and others who write wait meanwhile."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        (usual,) = cursor.fetchone()
        cursor.execute("PRAGMA cache_size = -64000")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {usual}")


def wipe() -> bool:
    """Remove from the database files what the box left behind. True when nothing is left."""
    return clean(Box, Taken, Draft, Invitation, Sheet, Response, Comment, ResponsesFile)


def clean(*models: type[Model]) -> bool:
    """Remove from the database files what deleted rows of these tables left behind. True when
    nothing is left.

    SQLite: the deleted pages are overwritten already (`secure_delete`), the write-ahead log is
    emptied; that waits while anybody else reads, so the ticker tries again. PostgreSQL: the tables
    are written anew (`VACUUM FULL`), which takes their dead rows and every xmin of the way there;
    that waits for every transaction that began before. Does nothing inside a
    transaction.
    """
    if connection.in_atomic_block:
        return False
    if connection.vendor == "sqlite":
        return _empty_log()
    return write_anew(*models)


def sweep(*, sealed: bool) -> bool:
    """Remove what the database files keep of answers in waves that are open still, as `wipe` does.

    SQLite: its log is emptied; that is for the next time when somebody else reads just now.
    PostgreSQL: when answers have been `sealed`, all that the box left behind; else, where an answer
    has come in since the last time, the old rows of the box and of drafts: each of them would say
    which transaction brought an answer, and the invitations which one turned to done. These two
    tables are small. Does nothing inside a transaction. Return whether nothing is left.
    """
    if connection.in_atomic_block:
        return False
    if connection.vendor == "sqlite":
        return _empty_log(patience=200)
    if sealed:
        return write_anew(Box, Taken, Draft, Invitation, Sheet)
    return not _has_changed(Box) or write_anew(Box, Draft, patience=200)


def _has_changed(model: type[Model]) -> bool:
    """Return whether a row of a table of PostgreSQL is younger than the file it lies in."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT min(age(one.xmin)) < min(age(file.xmin)) FROM {table} one, pg_class file"
            f" WHERE file.oid = '{table}'::regclass"
        )
        return bool(cursor.fetchone()[0])


def _empty_log(patience: int | None = None) -> bool:
    """Empty SQLite's write-ahead log, waiting up to `patience` milliseconds for others (else as
    long as always). Return whether that was possible."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {usual if patience is None else patience}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _, _ = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return bool(busy == 0)


def write_anew(*models: type[Model], patience: int = 2000) -> bool:
    """Write tables of PostgreSQL anew without their dead rows; return whether none were kept. Must
    run outside a transaction.

    What any transaction still under way might see (a backup, somebody who writes in another
    database of the same server) is kept, and PostgreSQL only says how many rows that are. A table
    in use is left for the next time after `patience` milliseconds: whoever wants it has to queue
    behind us.
    """
    kept: list[int] = []

    def heard(notice: Any) -> None:
        if number := re.search(r"\d+", notice.message_detail or ""):
            kept.append(int(number[0]))

    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {patience}")
        connection.connection.add_notice_handler(heard)
        try:
            for model in models:
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"VACUUM (FULL, VERBOSE) {table}")
        except OperationalError:
            return False
        finally:
            connection.connection.remove_notice_handler(heard)
            cursor.execute("RESET lock_timeout")
    return kept == [0] * len(models)
