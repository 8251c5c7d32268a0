"""How one question stands on a sheet of paper: boxes to tick, lines to write on, cells to fill.

Plain data in one language, drawn by `documents.sheet`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture or a symbol beside words: which ("picture:CODE" or "symbol:CODE", empty for none),
    and what it shows that the words do not say."""

    drawn: str = ""
    shows: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick, each with its words; `other` is what stands before a line to write on."""

    options: tuple[str, ...]
    hints: tuple[str, ...] = ()
    other: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with one box to tick in each row."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    marks: tuple[Mark, ...] = ()


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
