"""Which sheets a workbook has: one for each table and chart, one for findings, answers, quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Finding,
    Pairs,
    Quote,
    Table,
    Tone,
)
from alongside.methods.documents.outline import bars_of
from alongside.methods.documents.words import clean

FRONT = "Report"
_LONGEST_NAME = 31


@dataclass(frozen=True)
class Share:
    """A share of 0 to 1, written as a per cent. Only in sheets: elsewhere it is in words."""

    value: float | None


type SheetCell = Cell | Share


@dataclass(frozen=True)
class Sheet:
    """One table as a sheet: `totals` is its last row, `bars` the column with bars behind it."""

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    totals: tuple[SheetCell, ...] | None = None
    bars: tuple[int, Tone] | None = None


def sheets(document: Document) -> list[Sheet]:
    """Return the sheets after the front one, with names that Excel takes."""
    taken = {FRONT.lower()}
    return [
        replace(sheet, name=sheet_name(sheet.name, taken))
        for sheet in (*_findings(document), *_tables(document), *_said(document))
    ]


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that is at most 31 letters, has no sign Excel refuses and is not `taken` yet.

    >>> taken = {"report"}
    >>> sheet_name("Report", taken), sheet_name("Who came? [2026/27]", taken)
    ('Report 2', 'Who came 2026 27')
    """
    base = re.sub(r"[\[\]:*?/\\\s]+", " ", clean(wanted)).strip(" '") or "Table"
    if base.lower() == "history":
        base = "History of it"
    name, number = base[:_LONGEST_NAME].strip(" '"), 2
    while name.lower() in taken:
        end = f" {number}"
        name = base[: _LONGEST_NAME - len(end)].strip(" '") + end
        number += 1
    taken.add(name.lower())
    return name


def _findings(document: Document) -> Iterator[Sheet]:
    """Yield one sheet with all findings, where there are any."""
    findings = [block for block in document.blocks if isinstance(block, Finding)]
    if not findings:
        return
    columns = (
        Column("Finding"),
        Column("People", number=True),
        Column("Of", number=True),
        Column("Share", number=True),
        Column("Likely from", number=True),
        Column("Likely to", number=True),
        Column("In words"),
    )
    rows = tuple(
        (
            finding.title,
            finding.count,
            finding.base,
            Share(finding.share),
            Share(finding.low),
            Share(finding.high),
            " ".join(filter(None, (finding.sentence, finding.note))),
        )
        for finding in findings
    )
    yield Sheet("Findings", "Findings", (), columns, rows, bars=(3, "with"))


def _tables(document: Document) -> Iterator[Sheet]:
    for block in document.blocks:
        match block:
            case Table():
                notes = (block.note,)
                yield Sheet(
                    block.caption, block.caption, notes, block.columns, block.rows, block.total
                )
            case Bars():
                yield _bars(block)
            case Pairs():
                yield _pairs(block)
            case _:
                pass


def _bars(block: Bars) -> Sheet:
    ranged = any(bar.low is not None for bar in block.bars)
    more = ("Share", "Likely from", "Likely to") if ranged else ()
    columns = (
        Column(block.head[0]),
        Column(block.head[1], number=True),
        *(Column(label, number=True) for label in more),
    )
    rows = tuple((bar.label, bar.value, *(_shares(bar) if ranged else ())) for bar in block.bars)
    totals = None
    if block.total is not None:
        totals = (*block.total, *(Share(None) for _ in more))
    tone = block.bars[0].tone if block.bars else "plain"
    notes = (block.says, block.note)
    bars = (2 if ranged else 1, tone)
    return Sheet(block.caption, block.caption, notes, columns, rows, totals, bars)


def _pairs(block: Pairs) -> Sheet:
    ranged = any(bar.low is not None for bar in bars_of(block))
    words = ("Then", "Now") if not block.rows else (block.rows[0][1].label, block.rows[0][2].label)
    columns = [Column(block.head[0])]
    for word in words:
        more = (f"{word}: share", f"{word}: likely from", f"{word}: likely to") if ranged else ()
        columns += [Column(label, number=True) for label in (word, *more)]
    rows: list[tuple[SheetCell, ...]] = []
    for label, *bars in block.rows:
        cells: list[SheetCell] = [label]
        for bar in bars:
            cells += [bar.value, *(_shares(bar) if ranged else ())]
        rows.append(tuple(cells))
    notes = (block.says, block.note, block.head[1])
    return Sheet(block.caption, block.caption, notes, tuple(columns), tuple(rows))


def _shares(bar: Bar) -> tuple[Share, Share, Share]:
    if bar.low is None:
        return Share(None), Share(None), Share(None)
    return Share(bar.share), Share(bar.low), Share(bar.high)


def _said(document: Document) -> Iterator[Sheet]:
    """Yield a sheet of answers given and one of people's own words, where there are any."""
    words = document.words
    states = {"did": words.we_did, "no": words.we_said_no, "wait": words.we_have_not}
    answers = tuple(
        (block.said, block.said_by, states[block.state], block.did, block.did_when)
        for block in document.blocks
        if isinstance(block, Answered)
    )
    if answers:
        labels = (words.you_said, "Said by", "State", "What we did or will do", "When")
        title = f"{words.you_said}, {words.we_did.lower()}"
        yield Sheet(title, title, (), tuple(Column(label) for label in labels), answers)
    quotes = tuple((b.text, b.source) for b in document.blocks if isinstance(b, Quote))
    if quotes:
        title = "In people’s own words"
        yield Sheet(title, title, (), (Column("Words"), Column("Source")), quotes)
