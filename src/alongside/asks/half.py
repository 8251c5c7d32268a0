"""A part of the answers to a wave, read by a process of its own, so that two processors take a very
large wave apart: `python -m alongside.asks.half` reads what it is told on its input, and writes the
answers as columns. It does without Django, which takes a second to load.

Whoever has it read (`read`) looks whether it is all that was meant, and reads by themselves what is
missing.
"""

import contextlib
import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alongside.methods.questions import columnar

type Half = Callable[[], columnar.Columns | None]
"""Waits until a half is read and returns it, or None where it could not be."""

PLAIN = (str, int, float, bool, Path)
"""What of the connection's settings is handed over: the rest is how Django reads."""

PATIENCE = 60.0
"""Seconds for which the first process waits for the second when it has read its own part."""

KEYS = {"sqlite": "rowid", "postgresql": "id"}
"""By what the rows of a wave are parted: what its database reads a part by without the others."""

log = logging.getLogger(__name__)

ROWS = "SELECT CAST(answers AS text), team_id FROM {} WHERE wave_id = {:d} AND {} >= {:d}"


@contextmanager
def read(table: str, wave: int, begin: int, names: Sequence[str]) -> Iterator[Half]:
    """Have the answers to a wave (its key) read meanwhile that are not below `begin` by their key
    in `KEYS`, those to the questions of these names, from the database that this process has."""
    from django.db import connection

    where = connection.get_connection_params()
    told = {
        "vendor": connection.vendor,
        "where": {name: value for name, value in where.items() if isinstance(value, PLAIN)},
        "rows": ROWS.format(table, wave, KEYS[connection.vendor], begin),
        "names": names,
    }
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "alongside.asks.half"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as problem:
        log.warning("no second process could read a part of the answers: %s", problem)
        yield lambda: None
        return
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(told, default=str).encode())
        process.stdin.close()
    process.stdin = None  # it is told: `communicate` need not
    with process:
        try:
            yield lambda: _written(process)
        finally:
            process.kill()


def _written(process: subprocess.Popen[bytes]) -> columnar.Columns | None:
    """Return what the second process has written once it has ended."""
    with contextlib.suppress(columnar.NotColumns, subprocess.TimeoutExpired):
        written, _ = process.communicate(timeout=PATIENCE)
        return columnar.read(io.BytesIO(written), {})
    log.warning("the second process read no part of the answers (it ended with %s)", process.poll())
    return None


def rows_of(told: Mapping[str, Any]) -> Iterable[tuple[str, int | None]]:
    """Yield the answers and the team of each person, as the database has them."""
    if told["vendor"] == "sqlite":
        import sqlite3

        yield from sqlite3.connect(**told["where"]).execute(told["rows"])
    else:
        import psycopg

        with (
            psycopg.connect(**told["where"]) as connection,
            connection.cursor("half") as rows,
        ):
            rows.itersize = columnar.AT_ONCE
            yield from rows.execute(told["rows"])


def main() -> None:
    """Read what was asked for on the input, and write it."""
    told = json.load(sys.stdin)
    reader = columnar.Reader(told["names"])
    reader.read(rows_of(told))
    columnar.write(reader.columns(), {}, sys.stdout.buffer)


if __name__ == "__main__":
    main()
