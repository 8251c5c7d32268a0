"""Answers as a table, a line for each person: as CSV, as an Excel workbook, and its codebook.

No text is read as a formula, whatever it starts with: in CSV an apostrophe stands before it, in the
workbook it is a text.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter

from alongside.methods.documents.numbers import as_cell
from alongside.methods.documents.words import clean

HEADINGS = ("column", "words", "type", "values")
WIDEST = 60
LONGEST_CELL = 32_000  # a cell of the format holds 32,767 characters

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
    """A table of answers: its columns, and a row of cells for each person."""

    title: str
    columns: tuple[Variable, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def codebook(self) -> list[tuple[str, ...]]:
        """A line for each column: what it is called, what it says, and what stands in it."""
        return [
            (one.name, one.words, one.type, "; ".join(f"{c} = {words}" for c, words in one.codes))
            for one in self.columns
        ]


def to_csv(rows: Rows) -> bytes:
    """Return the rows as UTF-8 CSV with a byte order mark, as Excel likes it."""
    return _csv([column.name for column in rows.columns], rows.rows)


def to_codebook(rows: Rows) -> bytes:
    """Return the codebook of `to_csv` in the same format."""
    return _csv(HEADINGS, rows.codebook)


def _csv(heads: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([as_cell(head) for head in heads])
    writer.writerows([as_cell(_plain(cell)) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def to_excel(rows: Rows) -> bytes:
    """Return the rows as an .xlsx file, with the codebook on a second sheet."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as workbook:
        made = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
        workbook.set_properties({"title": clean(rows.title)[:255], "created": made})
        bold = workbook.add_format({"bold": True})
        for name, heads, lines in (
            ("Answers", [column.name for column in rows.columns], rows.rows),
            ("Codebook", list(HEADINGS), rows.codebook),
        ):
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, head in enumerate(heads):
                sheet.write_string(0, place, clean(head), bold)
                longest = max((len(str(line[place] or "")) for line in lines), default=0)
                sheet.set_column(place, place, min(WIDEST, max(len(head), longest) + 2))
            for down, line in enumerate(lines, 1):
                for across, cell in enumerate(map(_plain, line)):
                    if isinstance(cell, str):
                        sheet.write_string(down, across, clean(cell)[:LONGEST_CELL])
                    elif cell is not None:
                        sheet.write_number(down, across, cell)
    return out.getvalue()


def _plain(cell: Cell) -> str | int | float | None:
    """Return a cell as it is written: a date as 2026-03-10."""
    return cell.isoformat() if isinstance(cell, datetime.date) else cell
