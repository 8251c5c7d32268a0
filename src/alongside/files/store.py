"""The bytes of files, in the data folder: each under the code of its row and its size."""

import os
from pathlib import Path

from django.conf import settings

SIZES = ("large", "small", "sent")
"""A picture is kept in two sizes: for a page, and for a list. A document is kept as it was sent."""


def path(code: str, size: str) -> Path:
    """Return where the bytes are."""
    return Path(settings.MEDIA_ROOT) / code[:2] / f"{code}-{size}"


def write(code: str, size: str, content: bytes) -> None:
    """Keep bytes, so that they are there even if the power fails right after."""
    where = path(code, size)
    where.parent.mkdir(parents=True, exist_ok=True)
    with where.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read(code: str, size: str) -> bytes | None:
    """Return bytes; None where there are none."""
    try:
        return path(code, size).read_bytes()
    except FileNotFoundError:
        return None


def remove(code: str) -> None:
    """Delete the bytes of a file in every size; it does not matter whether they are there."""
    for size in SIZES:
        path(code, size).unlink(missing_ok=True)
