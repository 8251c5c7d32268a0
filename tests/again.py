"""What many tests of a noun begin with, made by our actions once and then written again: people who
answer and somebody who reads it take the actions half a second, and their statements no time."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection

WRITES_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE")


@dataclass
class _Known:
    """What a test has in its database, as far as it was made from here, and how many rows had been
    written by then: while there are no more of them, it has nothing else."""

    made: tuple[str, ...] = ()
    written: int = -1


@dataclass
class _Kept:
    """How something is written again, and the numbers that its rows begin after."""

    after: list[tuple[str, int]]
    statements: list[tuple[str, object, bool]] = field(default_factory=list)
    taken_back: bool = False
    pickled: bytes = b""

    def note(self, execute: Callable, sql: str, params: object, many: bool, context: dict):
        if sql.startswith("ROLLBACK"):
            self.taken_back = True
        elif not sql.startswith(WRITES_NOTHING):
            self.statements.append((sql, params, many))
        return execute(sql, params, many, context)


_known = _Known()
_kept: dict[tuple[str, ...], _Kept] = {}


def begins_with(*made: str) -> None:
    """Say what the database of a test holds at this moment, and nothing more."""
    if connection.vendor == "sqlite":
        _known.made, _known.written = made, _written()


def again[T](name: str, make: Callable[[], T]) -> T:
    """Return what `make` makes in the database. Where the database is as it was when something of
    this name was made before, the same rows are written, with the same keys, and a copy of what
    was returned is returned.

    `make` may depend on nothing but the cast, on what was made by this function before it, and on
    the moment of the tests' stories. On PostgreSQL it is made each time: there a key is not given
    out a second time, even when what had it is taken back."""
    if connection.vendor != "sqlite" or _known.written != _written():
        return make()
    key = (*_known.made, name)
    after = _numbers()
    there = _kept.get(key)
    if there and there.after == after:
        with connection.cursor() as cursor:
            for sql, params, many in there.statements:
                (cursor.executemany if many else cursor.execute)(sql, params)
        made = pickle.loads(there.pickled)
    else:
        new = _Kept(after)
        with connection.execute_wrapper(new.note):
            made = make()
        if not new.taken_back:
            new.pickled = pickle.dumps(made)
            _kept[key] = new
    begins_with(*key)
    return made


def _written() -> int:
    """Return how many rows were written, changed or removed on this connection."""
    connection.ensure_connection()
    return connection.connection.total_changes


def _numbers() -> list[tuple[str, int]]:
    """Return the last key that each table has given out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        return cursor.fetchall()
