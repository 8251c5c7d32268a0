"""Reading the file of responses that a command is given."""

import sys
from pathlib import Path
from typing import BinaryIO

from alongside.cli import WrongInput
from alongside.methods.formats.sheets import MOST_BYTES, NotASheet, Sheet, read_sheet, too_large


def content_of(name: str) -> bytes:
    """Return the bytes of the file `name`, or of standard input for `-`.

    `WrongInput` when there is no such file, it cannot be opened, or it is over the limit, which is
    checked before a byte is read.
    """
    if name == "-":
        if sys.stdin is None:
            raise WrongInput("Standard input is closed.")
        return _limited(sys.stdin.buffer, "Standard input")
    path = Path(name)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise WrongInput(f"{name}: {too_large(size)}")
        with path.open("rb") as file:
            return _limited(file, name)
    except FileNotFoundError:
        raise WrongInput(f"There is no file {name}.") from None
    except IsADirectoryError:
        raise WrongInput(f"{name} is a folder: give one file.") from None
    except OSError as problem:
        raise WrongInput(f"{name} cannot be read: {problem.strerror}.") from None


def _limited(file: BinaryIO, name: str) -> bytes:
    """Return what the file holds, of which a pipe or a device does not say beforehand how much."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise WrongInput(f"{name} is over {MOST_BYTES // 1_000_000} MB.")
    return content


def sheet_of(name: str, content: bytes, *, exact: bool = False) -> Sheet:
    """Return the rows of the file, or raise `WrongInput` with its name and what is wrong."""
    try:
        return read_sheet(content, exact=exact)
    except NotASheet as problem:
        raise WrongInput(f"{name}: {problem}") from None
