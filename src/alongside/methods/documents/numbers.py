"""A document's numbers as CSV: one line for each, with where it stands and what it counts.

What stands in words and holds a number has a line too, so that nothing of the page is missing.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Count,
    Document,
    Figures,
    Finding,
    Heading,
    Notice,
    Pairs,
    Paragraph,
    Quote,
    Table,
)
from alongside.methods.documents.outline import hidden_reasons, likely_share
from alongside.methods.shown import Shown

COLUMNS = ("section", "table", "row", "column", "number", "base", "low", "high", "words")
"""`number` is blank where it is not shown and `base` where there is none; `low` and `high` are the
likely range as parts of the base, 0 to 1; `words` are the sentence that says it on the page."""

IN_WORDS = "in words"
PEOPLE = "people"
DECIMALS = 6


class Line(NamedTuple):
    """A line of the file, but for its section."""

    table: str
    row: str
    column: str = ""
    number: Cell = ""
    base: Cell = ""
    low: float | str = ""
    high: float | str = ""
    words: str = ""


def to_csv(document: Document) -> bytes:
    """Return every number of the document as UTF-8 CSV with a byte order mark, as Excel likes it.
    `codebook` says what each column means."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for section, line in _all_lines(document):
        writer.writerow([as_cell(section), *map(as_cell, line)])
    return out.getvalue().encode("utf-8-sig")


def _all_lines(document: Document) -> Iterator[tuple[str, Line]]:
    section = document.title
    yield from ((section, line) for line in _said("", document.kicker, document.stamp))
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text
        yield from ((section, line) for line in _lines(block))
    why = document.words.why_not_shown
    yield from ((why, line) for line in _said("", *hidden_reasons(document)))
    yield from (("about", Line(name, value)) for name, value in document.facts)


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Figures(items):
            yield from (Line("", label, "", number) for label, number in items)
        case Paragraph():
            yield from _counts("", block.counts, block.text)
        case Finding():
            words = " ".join(filter(None, (block.sentence, block.note)))
            found = _part("", block.title, PEOPLE, block.count, block.base)
            yield _ranged(found, block.low, block.high)._replace(words=words)
            yield from _counts("", block.counts)
        case Bars() | Pairs() | Table():
            yield from _charted(block)
        case Answered():
            for said in block.said:
                wrote = _part("", said.text, PEOPLE, said.people, said.base)
                yield wrote._replace(words=" ".join((block.did, block.did_when)).strip())
                yield from _said("", *said.quotes)
        case Bullets(texts) | Notice(_, texts):
            yield from _said("", *texts)
        case Quote():
            yield from _said("", block.text, block.source)
        case Heading():
            pass


def _charted(block: Bars | Pairs | Table) -> Iterator[Line]:
    match block:
        case Bars():
            yield from _counts(block.caption, block.counts, block.says)
            yield from _said(block.caption, block.note)
            for bar in block.bars:
                yield _bar(block.caption, bar.label, block.head[1], bar, block.base)
            if block.total:
                yield Line(block.caption, block.total[0], block.head[1], block.total[1])
        case Pairs():
            yield from _said(block.caption, block.says, block.note, block.head[1])
            bases = block.bases or (block.base, block.base)
            for label, *both in block.rows:
                for bar, base in zip(both, bases, strict=True):
                    yield _bar(block.caption, label, bar.label, bar, base)
        case Table():
            yield from _said(block.caption, block.note)
            yield from _cells(block)


def _cells(table: Table) -> Iterator[Line]:
    totals = (table.total,) if table.total else ()
    without = (None,) * len(table.columns)
    bases = (*(table.bases or (without,) * len(table.rows)), *(without for _ in totals))
    for row, of in zip((*table.rows, *totals), bases, strict=True):
        for column, cell, base in zip(table.columns[1:], row[1:], of[1:], strict=True):
            yield _part(table.caption, str(row[0]), column.label, cell, base)


def _bar(caption: str, row: str, column: str, bar: Bar, base: Cell) -> Line:
    return _ranged(_part(caption, row, column, bar.value, base), bar.low, bar.high)


def _ranged(line: Line, low: float | None, high: float | None) -> Line:
    """Return the line with this likely range, where there is one."""
    if low is None or high is None:
        return line
    return line._replace(low=round(low, DECIMALS), high=round(high, DECIMALS))


def _counts(caption: str, counts: Iterable[Count], words: str = "") -> Iterator[Line]:
    """Yield the numbers of a sentence, the first with the sentence itself."""
    lines = [
        _part(caption, one.label, "" if one.base is None else PEOPLE, one.number, one.base)
        for one in counts
    ]
    if not lines:
        yield from _said(caption, words)
    for place, line in enumerate(lines):
        yield line if place else line._replace(words=words)


def _part(caption: str, row: str, column: str, number: Cell, base: Cell) -> Line:
    """Return a line with its base, and its likely range where there are ten people or more."""
    _, low, high = likely_share(number, base)
    return _ranged(Line(caption, row, column, number, base), low, high)


def _said(caption: str, *texts: str) -> Iterator[Line]:
    """Yield a line for each text that has a number in it."""
    yield from (
        Line(caption, IN_WORDS, words=text)
        for text in texts
        if any(letter.isdigit() for letter in text)
    )


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
