"""Which sheets a workbook has: one for each table and chart, one for findings, answers, quotes.

A sheet stands by itself, so its title says the question or section it is from.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Count,
    Document,
    Finding,
    Heading,
    Pairs,
    Paragraph,
    Quote,
    Table,
    Tone,
)
from alongside.methods.documents.outline import bars_of, likely_share
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


@dataclass(frozen=True)
class _Place:
    """Where a block stands: under which section, and under which part of it, "" for none."""

    section: str = ""
    part: str = ""

    @property
    def heading(self) -> str:
        return self.part or self.section


def _placed(document: Document) -> Iterator[tuple[_Place, Block]]:
    """Yield each block with where it stands."""
    place = _Place()
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text if block.level == 2 else place.section
            place = _Place(section, "" if block.level == 2 else block.text)
        yield place, block


def _findings(document: Document) -> Iterator[Sheet]:
    """Yield one sheet with all findings, and what else was counted in sentences, if anything."""
    rows = [row for place, block in _placed(document) for row in _found(place, block)]
    if not rows:
        return
    columns = (
        Column("About"),
        Column("Finding"),
        Column("People", number=True),
        Column("Of", number=True),
        Column("Share", number=True),
        Column("Likely from", number=True),
        Column("Likely to", number=True),
        Column("In words"),
    )
    yield Sheet("Findings", "Findings", (), columns, tuple(rows), bars=(4, "with"))


def _found(place: _Place, block: Block) -> Iterator[tuple[SheetCell, ...]]:
    match block:
        case Finding():
            yield (
                place.heading,
                block.title,
                block.count,
                block.base,
                Share(block.share),
                Share(block.low),
                Share(block.high),
                " ".join(filter(None, (block.sentence, block.note))),
            )
            yield from _counts(place, block.counts)
        case Bars():
            yield from _counts(place, block.counts, block.says)
        case Paragraph():
            yield from _counts(place, block.counts, block.text)
        case _:
            pass


def _counts(
    place: _Place, counts: Iterable[Count], words: str = ""
) -> Iterator[tuple[SheetCell, ...]]:
    """Yield a row for each number that a sentence says, the first with the sentence itself."""
    for at, count in enumerate(counts):
        base = "" if count.base is None else count.base
        share, low, high = likely_share(count.number, count.base)
        says = "" if at else words
        yield (
            place.heading, count.label, count.number, base, Share(share), Share(low), Share(high),
            says,
        )  # fmt: skip


def _tables(document: Document) -> Iterator[Sheet]:
    captions = Counter(
        block.caption for block in document.blocks if isinstance(block, Table | Bars | Pairs)
    )
    for place, block in _placed(document):
        if isinstance(block, Table | Bars | Pairs):
            sheet = _sheet(block)
            title = ": ".join(filter(None, (place.heading, sheet.title)))
            name = place.heading if captions[block.caption] > 1 else ""
            section = place.section if place.part else ""
            yield replace(
                sheet, name=name or sheet.name, title=title, notes=(section, *sheet.notes)
            )


def _sheet(block: Table | Bars | Pairs) -> Sheet:
    match block:
        case Table():
            notes = (block.note,)
            return Sheet(
                block.caption, block.caption, notes, block.columns, block.rows, block.total
            )
        case Bars():
            return _bars(block)
        case Pairs():
            return _pairs(block)


def _bars(block: Bars) -> Sheet:
    ranged = any(bar.low is not None for bar in block.bars)
    of = ("Of",) if block.base is not None else ()
    more = ("Share", "Likely from", "Likely to") if ranged else ()
    columns = (
        Column(block.head[0]),
        *(Column(label, number=True) for label in (block.head[1], *of, *more)),
    )
    bases = (block.base,) * len(of)
    rows = tuple(
        (bar.label, bar.value, *bases, *(_shares(bar) if ranged else ())) for bar in block.bars
    )
    totals = None
    if block.total is not None:
        totals = (*block.total, *("" for _ in of), *(Share(None) for _ in more))
    tone = block.bars[0].tone if block.bars else "plain"
    notes = (block.says, block.note)
    bars = (2 + len(of) if ranged else 1, tone)
    return Sheet(block.caption, block.caption, notes, columns, rows, totals, bars)


def _pairs(block: Pairs) -> Sheet:
    ranged = any(bar.low is not None for bar in bars_of(block))
    words = ("Then", "Now") if not block.rows else (block.rows[0][1].label, block.rows[0][2].label)
    columns = [Column(block.head[0])]
    bases = () if block.base is None else (block.base,)
    for word in words:
        of = () if block.bases is None else (f"{word}: of",)
        more = (f"{word}: share", f"{word}: likely from", f"{word}: likely to") if ranged else ()
        columns += [Column(label, number=True) for label in (word, *of, *more)]
    rows: list[tuple[SheetCell, ...]] = []
    for label, *bars in block.rows:
        cells: list[SheetCell] = [label]
        for place, bar in enumerate(bars):
            own = () if block.bases is None else (block.bases[place],)
            cells += [bar.value, *own, *(_shares(bar) if ranged else ())]
        rows.append((*cells, *bases))
    columns += [Column("Of", number=True) for _ in bases]
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
        (
            said.text,
            "" if said.people is None else said.people,
            "" if said.base is None else said.base,
            states[block.state],
            block.did,
            block.did_when,
        )
        for block in document.blocks
        if isinstance(block, Answered)
        for said in block.said
    )
    if answers:
        columns = (
            Column(words.you_said),
            Column("People", number=True),
            Column("Of", number=True),
            *map(Column, ("State", "What we did or will do", "When")),
        )
        title = f"{words.you_said}, {words.we_did.lower()}"
        yield Sheet(title, title, (), columns, answers)
    quotes = tuple(row for place, block in _placed(document) for row in _quoted(place, block))
    if quotes:
        title = "In people’s own words"
        yield Sheet(title, title, (), tuple(map(Column, ("About", "Words", "Source"))), quotes)


def _quoted(place: _Place, block: Block) -> Iterator[tuple[str, str, str]]:
    if isinstance(block, Quote):
        yield place.heading, block.text, block.source
    elif isinstance(block, Answered):
        yield from ((said.text, words, "") for said in block.said for words in said.quotes)
