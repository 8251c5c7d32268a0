"""The sheets of an XLSForm, whether they are a workbook, a CSV or a Markdown table."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from alongside.methods.formats import workbooks
from alongside.methods.formats.forms.found import NotAForm
from alongside.methods.formats.sheets import NotASheet, text_of

type Rows = list[list[str]]

SAME = {
    "caption": "label",
    "command": "type",
    "relevance": "relevant",
    "bind:relevant": "relevant",
    "bind:required": "required",
    "bind:constraint": "constraint",
    "bind:jr:constraintmsg": "constraint_message",
    "constraint_msg": "constraint_message",
    "bind:jr:requiredmsg": "required_message",
    "requiredmsg": "required_message",
    "bind:calculate": "calculation",
    "calculate": "calculation",
    "bind:readonly": "readonly",
    "read_only": "readonly",
    "control:appearance": "appearance",
    "body:appearance": "appearance",
    "list name": "list_name",
    "image": "media:image",
    "value": "name",
    "title": "form_title",
    "set form title": "form_title",
}
"""Other names of the columns, in small letters and with single colons."""

WORDED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its `line` in the file, its cells by column, and those that hold words by
    column and by what the heading calls the language ("" for none)."""

    line: int
    cells: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


def sheets_of(content: bytes) -> dict[str, list[Row]]:
    """Return the rows of each sheet by its name in small letters. `NotAForm` for what is none."""
    try:
        if workbooks.is_workbook(content):
            raw = workbooks.read_sheets(content)
        else:
            text = text_of(content)
            raw = _in_one_table(
                _of_markdown(text) if text.lstrip().startswith("|") else _of_csv(text)
            )
    except (NotASheet, workbooks.NotAWorkbook) as problem:
        raise NotAForm(str(problem)) from None
    return {name.strip().lower(): list(_rows(name, rows)) for name, rows in raw.items()}


def _of_csv(text: str) -> Rows:
    return list(csv.reader(io.StringIO(text, newline=""), skipinitialspace=True))


def _of_markdown(text: str) -> Rows:
    """Return the cells of a table between | signs; a \\| stands for one in a cell."""
    lines = (line.strip() for line in text.splitlines())
    split = (re.split(r"(?<!\\)\|", line.strip("|")) for line in lines if line.startswith("|"))
    return [[cell.strip().replace("\\|", "|") for cell in cells] for cells in split]


def _in_one_table(rows: Rows) -> dict[str, Rows]:
    """Return the sheets of a single table: the first cell of a line names one, and its rows are
    those below with nothing in the first cell."""
    sheets: dict[str, Rows] = {}
    now: Rows = []
    for row in rows:
        if row and row[0].strip():
            now = sheets.setdefault(row[0].strip(), [])
        elif any(cell.strip() for cell in row) and not set("".join(row)) <= set("-: "):
            now.append(row[1:])
        else:
            now.append([])
    return sheets


def _rows(sheet: str, raw: Sequence[Sequence[str]]) -> Iterator[Row]:
    first = next((place for place, row in enumerate(raw) if any(map(str.strip, row))), None)
    if first is None:
        return
    headings = [_heading(cell) for cell in raw[first]]
    _check_headings(sheet, raw[first], headings)
    for line, row in enumerate(raw[first + 1 :], first + 2):
        cells: dict[str, str] = {}
        words: dict[str, dict[str, str]] = {}
        for (column, language), cell in zip(headings, row, strict=False):
            text = cell.strip()
            if not text or not column:
                continue
            if column in WORDED:
                words.setdefault(column, {})[language] = text
            cells.setdefault(column, text)
        if cells:
            yield Row(line, cells, words)


def _heading(cell: str) -> tuple[str, str]:
    """Return the column and the language that a heading names.

    >>> _heading("Label::English (en)"), _heading("bind:relevant"), _heading("list name")
    (('label', 'english (en)'), ('relevant', ''), ('list_name', ''))
    """
    name = re.sub(r"\s*:+\s*", ":", " ".join(cell.lower().split()))
    name = SAME.get(name, SAME.get(name.replace(" ", "_"), name))
    column, _, language = name.partition(":")
    column = SAME.get(column, column).replace(" ", "_")
    return (column, language) if column in WORDED else (name.replace(" ", "_"), "")


def _check_headings(sheet: str, raw: Sequence[str], headings: Iterable[tuple[str, str]]) -> None:
    """Raise `NotAForm` where two headings are names of the same column."""
    seen: dict[tuple[str, str], str] = {}
    for cell, heading in zip(raw, headings, strict=True):
        if heading[0] and heading in seen and seen[heading].strip().lower() != cell.strip().lower():
            raise NotAForm(
                f"Sheet “{sheet}”: the columns “{seen[heading].strip()}” and “{cell.strip()}” are "
                "the same one by two names. Rename or remove one of them."
            )
        seen.setdefault(heading, cell)
