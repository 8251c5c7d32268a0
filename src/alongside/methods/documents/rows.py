"""Answers as a table, a line for each person: as CSV, as an Excel workbook, and its codebook.

Each is written while the rows are read, in pieces, so that memory does not grow with the people.
No text is read as a formula, whatever it starts with: in CSV an apostrophe stands before it, in the
workbook it is a text. A day is 2026-03-10 in CSV; in the workbook it is a date, shown so.
"""

import csv
import datetime
import io
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from alongside.methods.documents.numbers import as_cell
from alongside.methods.documents.words import clean

HEADINGS = ("column", "words", "type", "values")
WIDEST = 60
LONGEST_CELL = 32_000  # a cell of the format holds 32,767 characters
LONGEST_SHEET = 1_000_000
"""Rows on one sheet of a workbook, which holds 1,048,576; further ones go on the next."""

FIRST_DAY = datetime.date(1900, 3, 1)
"""The first day of Excel's that all programs take for the same: it had a 29 February 1900."""

AT_ONCE = 500
PIECE = 256 * 1024

type Cell = str | int | float | datetime.date | None


@dataclass(frozen=True)
class Variable:
    """A column and its line in the codebook; `codes` pairs what stands in a cell with its words."""

    name: str
    words: str
    type: str
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rows:
    """A table of answers: its columns, and a row of cells for each person, to be read once."""

    title: str
    columns: tuple[Variable, ...]
    rows: Iterable[tuple[Cell, ...]]

    @property
    def codebook(self) -> list[tuple[str, ...]]:
        """A line for each column: what it is called, what it says, and what stands in it."""
        return [
            (one.name, one.words, one.type, "; ".join(f"{c} = {words}" for c, words in one.codes))
            for one in self.columns
        ]


def pieces[Row](rows: Iterable[Row], number: int) -> Iterator[tuple[Row, ...]]:
    """Yield so many rows at a time."""
    return batched(rows, number)


def to_csv(rows: Rows) -> Iterator[bytes]:
    """Yield the rows as UTF-8 CSV with a byte order mark, as Excel likes it."""
    return _csv([column.name for column in rows.columns], rows.rows)


def to_codebook(rows: Rows) -> Iterator[bytes]:
    """Yield the codebook of `to_csv` in the same format."""
    return _csv(HEADINGS, rows.codebook)


def _csv(heads: Sequence[str], lines: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _lines([heads])
    for some in pieces(lines, AT_ONCE):
        yield _lines(some)


def _lines(lines: Iterable[Sequence[Cell]]) -> bytes:
    """Return lines of CSV. Only of a text can a spreadsheet make a formula, and of the millions of
    cells few are texts: numbers, days and what is blank the writer writes as they are."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [as_cell(cell) if cell.__class__ is str else cell for cell in line] for line in lines
    )
    return out.getvalue().encode()


def to_excel(rows: Rows) -> Iterator[bytes]:
    """Yield an .xlsx file of the rows, with the codebook on a sheet behind them."""
    with tempfile.TemporaryFile() as out:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(out, options) as workbook:
            made = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
            workbook.set_properties({"title": clean(rows.title)[:255], "created": made})
            names = [column.name for column in rows.columns]
            days = {place for place, column in enumerate(rows.columns) if column.type == "date"}
            _sheets(workbook, "Answers", names, rows.rows, days)
            _sheets(workbook, "Codebook", HEADINGS, rows.codebook)
        yield from read_again(out)


def _sheets(
    workbook: xlsxwriter.Workbook,
    name: str,
    heads: Sequence[str],
    lines: Iterable[Sequence[Cell]],
    days: Collection[int] = (),
) -> None:
    """Write lines under their headings, on as many sheets as they need: the second is "name 2".
    What stands in the columns `days` is a date to whoever reckons with it."""
    bold = workbook.add_format({"bold": True})
    as_day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheets = [_sheet(workbook, name, heads, bold)]
    longest = [len(head) for head in heads]
    for number, line in enumerate(lines):
        down = number % LONGEST_SHEET + 1
        if number and down == 1:
            sheets.append(_sheet(workbook, f"{name} {len(sheets) + 1}", heads, bold))
        for across, cell in enumerate(line):
            if across in days and (day := _day(cell)):
                sheets[-1].write_datetime(down, across, day, as_day)
            elif isinstance(cell, datetime.date):
                sheets[-1].write_string(down, across, cell.isoformat())
            elif isinstance(cell, str):
                sheets[-1].write_string(down, across, clean(cell)[:LONGEST_CELL])
            elif cell is not None:
                sheets[-1].write_number(down, across, cell)
            longest[across] = max(longest[across], len(str("" if cell is None else cell)))
    for sheet in sheets:
        for across, width in enumerate(longest):
            sheet.set_column(across, across, min(WIDEST, width + 2))


def _sheet(
    workbook: xlsxwriter.Workbook, name: str, heads: Sequence[str], bold: Format
) -> Worksheet:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for across, head in enumerate(heads):
        sheet.write_string(0, across, clean(head), bold)
    return sheet


def read_again(file: BinaryIO) -> Iterator[bytes]:
    """Yield all that was written to a file."""
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _day(cell: Cell) -> datetime.date | None:
    """Return the day of a cell in a column of days, which may hold it as 2026-03-10; None for what
    is no day of Excel's, whose first is in 1900."""
    if isinstance(cell, str):
        try:
            cell = datetime.date.fromisoformat(cell)
        except ValueError:
            return None
    return cell if isinstance(cell, datetime.date) and cell >= FIRST_DAY else None
