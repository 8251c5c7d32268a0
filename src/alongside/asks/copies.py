"""The copy of a large wave's answers in a file, beside the database, for the server's own user.

It is only ever a copy: gone or broken, it is made anew from the rows (`columnar.columns_of`). And
nothing may stay in it that has left the rows. Whoever takes an answer back takes the copy with it
(`forget`); a copy of other people than its wave has, whatever took the rows, is not read, and the
ticker removes it (`sweep`). Its name says which answers it is of: once a wave has closed they can
only become fewer. It holds no key of a person, no day and no words.
"""

import contextlib
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from .models import Wave

END, UNFINISHED = ".columns", ".new"
OLD = 3_600
"""Seconds after which nobody goes on with a file that was begun."""


def folder() -> Path:
    return Path(settings.DATA) / "columns"


def path(wave: Wave, people: int) -> Path:
    """Return where the copy of the answers of so many people to a closed wave is, or would be."""
    return folder() / f"{wave.pk}-{wave.code}-{people}{END}"


def keep(wave: Wave, people: int, write: Callable[[BinaryIO], None]) -> None:
    """Let `write` write a copy beside where it belongs, and put it there whole. Two that do so at
    the same time both write one, and the last stays. Where none can be written there is none."""
    draft = folder() / f"{wave.pk}-{secrets.token_hex(4)}{UNFINISHED}"
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path(wave, people))
    except OSError:
        _remove(draft)
        return
    # An answer that was taken back while the rows were read is in the copy, and not in the rows.
    if wave.responses.count() != people:
        forget(wave)


def forget(wave: Wave) -> None:
    """Remove every copy of a wave, because its rows are fewer now."""
    for found in folder().glob(f"{wave.pk}-*{END}"):
        _remove(found)


def sweep(now: float | None = None) -> int:
    """Remove copies that are not what their wave has, and files that somebody began and left;
    return how many. `now` is in seconds since 1970."""
    if not folder().exists():
        return 0
    now = time.time() if now is None else now
    copies = {found.name: found for found in folder().glob(f"*{END}")}
    waves = {int(name.partition("-")[0]) for name in copies}
    closed = Wave.objects.filter(pk__in=waves, closed__isnull=False) if waves else []
    right = {path(wave, wave.responses.count()).name for wave in closed}
    gone = [found for name, found in copies.items() if name not in right]
    gone += [one for one in folder().glob(f"*{UNFINISHED}") if now - _changed(one) > OLD]
    for found in gone:
        _remove(found)
    return len(gone)


def _changed(found: Path) -> float:
    try:
        return found.stat().st_mtime
    except OSError:
        return 0


def _remove(found: Path) -> None:
    """Remove a file, written over with nothing first, as SQLite does with rows that go."""
    with contextlib.suppress(OSError), open(found, "r+b") as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(left, 2**20)))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(OSError):
        found.unlink()
