"""How one question stands on a sheet of paper: boxes to tick, lines to write on, cells to fill.

Plain data in one language, drawn by `documents.sheet`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick, each with its words; `other` is what stands before a line to write on."""

    options: tuple[str, ...]
    hints: tuple[str, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with one box to tick in each row."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """Short fields for figures, each with its words before and after."""

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on."""

    many: int


type OnPaper = Ticks | Grid | Cells | Lines | None
"""None is only read: nothing is answered on paper."""
