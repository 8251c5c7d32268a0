"""The order a document is read in, the same for every format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Block,
    Cell,
    Count,
    Document,
    Figures,
    Finding,
    Heading,
    Notice,
    Pairs,
    Paragraph,
    Table,
)
from alongside.methods.documents.words import Words, bar_words, cell_words
from alongside.methods.intervals import wilson
from alongside.methods.shown import Shown

FEWEST_FOR_PER_CENT = 10

PAGE_LETTERS = 80
"""About so many letters of a table stand beside each other on a page."""

BESIDE_A_WORD = 2
"""Letters of room beside the longest word of a column."""

LONGEST_BESIDE = 8
"""Letters of the name of a time that fit beside its bar."""


@dataclass(frozen=True)
class Section:
    """A level 2 heading and what it heads. The words before the first heading have none."""

    heading: Heading | None
    blocks: tuple[Block, ...]

    @property
    def level(self) -> int:
        """The level of a heading inside: no level is ever left out."""
        return 2 if self.heading is None else 3


def sections(document: Document) -> tuple[Section, ...]:
    """Return the document in sections, the last of which explains hidden numbers if there are any.

    >>> from alongside.methods.documents.model import Paragraph
    >>> document = Document("T", (Paragraph("a"), Heading("Who came"), Paragraph("b")))
    >>> [(s.heading and s.heading.text, len(s.blocks)) for s in sections(document)]
    [(None, 1), ('Who came', 1)]
    """
    found: list[Section] = []
    heading: Heading | None = None
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            found.append(Section(heading, tuple(blocks)))
            heading, blocks = block, []
        else:
            blocks.append(block)
    found.append(Section(heading, tuple(blocks)))
    reasons = hidden_reasons(document)
    if reasons:
        found.append(Section(None, (Notice(document.words.why_not_shown, reasons),)))
    return tuple(section for section in found if section.heading or section.blocks)


def hidden_reasons(document: Document) -> tuple[str, ...]:
    """Return why numbers in the document are not shown: each reason once, in order of reading."""
    hidden = (cell for cell in cells(document) if isinstance(cell, Shown) and cell.hidden)
    return tuple(dict.fromkeys(cell.reason for cell in hidden))


def cells(document: Document) -> Iterator[Cell]:
    """Yield every cell of every block, in order of reading."""
    for block in document.blocks:
        match block:
            case Figures():
                yield from (cell for _, cell in block.items)
            case Paragraph():
                yield from _counted(block.counts)
            case Finding():
                yield from (block.count, block.base, *_counted(block.counts))
            case Bars():
                yield from _counted(block.counts)
                yield from (bar.value for bar in block.bars)
                if block.total is not None:
                    yield block.total[1]
            case Pairs():
                yield from (bar.value for _, then, now in block.rows for bar in (then, now))
            case Table():
                yield from (cell for row in block.rows for cell in row)
                yield from block.total or ()
            case Answered():
                yield from (cell for said in block.said for cell in (said.people, said.base))
            case _:
                pass


def _counted(counts: Iterable[Count]) -> Iterator[Cell]:
    yield from (cell for count in counts for cell in (count.number, count.base))


def column_letters(table: Table, words: Words) -> tuple[int, ...]:
    """Return how wide each column wants to be, in letters: its longest text, 8 to 40; where they do
    not fit beside each other, less of it, and never less than its longest word."""
    rows = (*table.rows, *(() if table.total is None else (table.total,)))
    wanted, least = [], []
    for place, column in enumerate(table.columns):
        cells = (cell_words(row[place], words, column.decimals) for row in rows)
        texts = [column.label, *cells]
        word = max(len(word) for text in texts for word in (text.split() or [""]))
        least.append(min(40, max(8, word + BESIDE_A_WORD)))
        wanted.append(max(least[-1], min(40, max(map(len, texts)))))
    left, too_many = sum(wanted) - sum(least), sum(wanted) - PAGE_LETTERS
    if too_many <= 0 or not left:
        return tuple(wanted)
    part = max(0.0, 1 - too_many / left)
    return tuple(
        word + round((letters - word) * part) for letters, word in zip(wanted, least, strict=True)
    )


def finding_bar_words(finding: Finding, document: Document) -> str:
    """Return the bar of a finding in words, or nothing where they would be a per cent of fewer
    than ten people."""
    base = finding.base.value if isinstance(finding.base, Shown) else finding.base
    if base is None or base < FEWEST_FOR_PER_CENT:
        return ""
    return bar_words(finding.share, finding.low, finding.high, document.words)


def likely_share(number: Cell, base: Cell) -> tuple[float | None, float | None, float | None]:
    """Return what share of its base a number is and its likely range; nothing of it below ten
    people, or where one of the two is not a number of people.

    >>> share, low, high = likely_share(Shown(28), 46)
    >>> round(share, 2), round(low, 2), round(high, 2)
    (0.61, 0.46, 0.74)
    >>> likely_share(3, 9)
    (None, None, None)
    """
    count, of = (cell.value if isinstance(cell, Shown) else cell for cell in (number, base))
    if not isinstance(count, int) or not isinstance(of, int):
        return None, None, None
    if of < FEWEST_FOR_PER_CENT or not 0 <= count <= of:
        return None, None, None
    likely = wilson(count, of)
    return count / of, likely.low, likely.high


def stands_over(bar: Bar) -> bool:
    """Return whether the label of one of two bars is too long to stand beside it."""
    return len(str(bar.label)) > LONGEST_BESIDE


def bars_of(block: Bars | Pairs) -> tuple[Bar, ...]:
    """Return the bars of a chart in order of reading."""
    if isinstance(block, Bars):
        return block.bars
    return tuple(bar for _, then, now in block.rows for bar in (then, now))
