"""A document's numbers as CSV: one line for each, with where it stands and what it counts."""

import csv
import io
from collections.abc import Iterator

from alongside.methods.documents.model import (
    Bar,
    Bars,
    Cell,
    Document,
    Figures,
    Finding,
    Heading,
    Pairs,
    Table,
)
from alongside.methods.shown import Shown

COLUMNS = ("section", "table", "row", "column", "number", "base", "low", "high")
"""`number` is blank where it is not shown and `base` where there is none; `low` and `high` are the
likely range as parts of the base, 0 to 1."""

type Line = tuple[str, str, str, Cell, Cell, float | None, float | None]


def to_csv(document: Document) -> bytes:
    """Return every number of the document as UTF-8 CSV with a byte order mark, as Excel likes it.
    `codebook` says what each column means."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    section = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text
        for line in _lines(block):
            writer.writerow([as_cell(section), *map(as_cell, line)])
    for name, value in document.facts:
        writer.writerow(["about", as_cell(name), as_cell(value), "", "", "", "", ""])
    return out.getvalue().encode("utf-8-sig")


def _lines(block: object) -> Iterator[Line]:
    match block:
        case Figures(items):
            yield from (("", label, "", number, "", None, None) for label, number in items)
        case Finding():
            yield "", block.title, "people", block.count, block.base, block.low, block.high
        case Bars():
            yield from (_bar(block.caption, bar.label, block.head[1], bar) for bar in block.bars)
            if block.total:
                yield block.caption, block.total[0], block.head[1], block.total[1], "", None, None
        case Pairs():
            for label, *both in block.rows:
                yield from (_bar(block.caption, label, bar.label, bar) for bar in both)
        case Table():
            yield from _cells(block)


def _cells(table: Table) -> Iterator[Line]:
    for row in (*table.rows, *((table.total,) if table.total else ())):
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            yield table.caption, str(row[0]), column.label, cell, "", None, None


def _bar(caption: str, row: str, column: str, bar: Bar) -> Line:
    return caption, row, column, bar.value, "", bar.low, bar.high


def as_cell(cell: Cell) -> str | int | float:
    """Return what stands in the file: blank for a number that is not shown, and an apostrophe
    before a text that a spreadsheet would take for a formula."""
    if isinstance(cell, Shown):
        cell = cell.value
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip()[:1] in {"=", "+", "-", "@"}:
        return f"'{cell}"
    return cell
