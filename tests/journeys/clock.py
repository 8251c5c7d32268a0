"""Time passes between the acts of a journey: the server runs on real time, so we move the session
in its database instead, with its booking and its evaluation, as if the days had gone by."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

SHIFTED = {
    "gatherings_gathering": ("starts", "ends", "booking_opens", "booking_closes"),
    "asks_wave": ("opens", "closes"),
}
"""The moments that move together, by table."""


@contextmanager
def database(data: Path) -> Iterator[sqlite3.Connection]:
    """Open the demo's database for one short transaction, beside the server that uses it."""
    with closing(sqlite3.connect(data / "alongside.sqlite3", timeout=20)) as opened, opened:
        yield opened


def start(data: Path, code: str, ago: timedelta) -> datetime:
    """Move the session of this code so that it started `ago` (it will start, if that is negative).
    Return when it starts now, in local time."""
    to = timezone.now() - ago
    with database(data) as rows:
        starts, wave = rows.execute(
            "SELECT starts, evaluation_id FROM gatherings_gathering WHERE code = ?", [code]
        ).fetchone()
        by = to - _read(starts)
        _shift(rows, "gatherings_gathering", "code", code, by)
        _shift(rows, "asks_wave", "id", wave, by)
    return timezone.localtime(to)


def evaluation(data: Path, code: str) -> str:
    """Return the key of the evaluation of this session: others may have its title and day."""
    with database(data) as rows:
        found = rows.execute(
            "SELECT evaluation_id FROM gatherings_gathering WHERE code = ?", [code]
        ).fetchone()
    return str(found[0])


def close_evaluation(data: Path, code: str) -> None:
    """Let the evaluation of this session end now, and wait until the ticker has closed it."""
    wave = "id = (SELECT evaluation_id FROM gatherings_gathering WHERE code = ?)"
    with database(data) as rows:
        over = _written(timezone.now())
        rows.execute(f"UPDATE asks_wave SET closes = ? WHERE {wave}", [over, code])
    for _ in range(600):
        with database(data) as rows:
            if rows.execute(f"SELECT closed FROM asks_wave WHERE {wave}", [code]).fetchone()[0]:
                return
        time.sleep(0.2)
    raise AssertionError("the ticker did not close the evaluation in two minutes")


def end_shares(data: Path) -> None:
    """Let the last day on which anybody reads what somebody shared have been yesterday."""
    with database(data) as rows:
        yesterday = timezone.localdate() - timedelta(days=1)
        rows.execute("UPDATE passports_share SET until = ?", [yesterday.isoformat()])


def end_answers(data: Path) -> None:
    """Let the last day to ask for a place, and to answer before a draw, have been yesterday."""
    going_on = "opened IS NOT NULL AND finished IS NULL"
    _yesterday(data, "draws_draw", "closes", going_on)
    theirs = f"id IN (SELECT opportunity_id FROM draws_draw WHERE {going_on})"
    _yesterday(data, "involvement_opportunity", "closes", theirs)


def know_the_seed(data: Path) -> None:
    """Let the day have come on which the seed of a draw is known."""
    undrawn = "id NOT IN (SELECT settlement_id FROM draws_drawing)"
    _yesterday(data, "draws_settlement", "seed_day", undrawn)


def _yesterday(data: Path, table: str, column: str, where: str) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with database(data) as rows:
        rows.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", [yesterday.isoformat()])


def _shift(rows: sqlite3.Connection, table: str, key: str, value: object, by: timedelta) -> None:
    columns = SHIFTED[table]
    found = rows.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {key} = ?", [value])
    for moments in found.fetchall():
        moved = [_written(_read(moment) + by) for moment in moments]
        names = ", ".join(f"{column} = ?" for column in columns)
        rows.execute(f"UPDATE {table} SET {names} WHERE {key} = ?", [*moved, value])


def _read(text: str) -> datetime:
    """Return the moment that Django wrote into SQLite: UTC, without saying so."""
    return datetime.fromisoformat(f"{text}+00:00")


def _written(moment: datetime) -> str:
    return str(moment).removesuffix("+00:00")
