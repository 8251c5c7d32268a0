"""What a report is made of: one tree of blocks that every file format is drawn from.

A number is written down once, in a block, and each renderer asks `words` how it reads. So a
figure cannot differ between the web page, the PDF and the Word file. `docs/methods/documents.md`
shows a report built from it.
"""

import datetime
import re
from dataclasses import dataclass, field
from typing import Literal

from alongside.methods.documents.words import Words, check_number
from alongside.methods.shown import Shown

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "ug", "ur", "yi"}

type Text = str
"""Plain text, never markup. A line break in it is kept."""

type Cell = str | int | float | Shown | None
"""What stands where a number may stand. None reads "no answer"; say "not asked" as a str."""

type Tone = Literal["plain", "to", "for", "with"]
"""The colour of a bar. `plain` for counts; the ladder's colours only where they mean it:
`to` is before, `for` is waiting, `with` is together and now."""

type State = Literal["did", "no", "wait"]


@dataclass(frozen=True)
class Heading:
    """The title of a section (level 2) or of a part of one (level 3)."""

    text: Text
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Count:
    """A number that a sentence says, for the files that hold numbers: what was counted, how many,
    and of how many people (None where it is no part of a base)."""

    label: Text
    number: Cell
    base: Cell = None

    def __post_init__(self) -> None:
        check_number(self.number)
        check_number(self.base)


@dataclass(frozen=True)
class Paragraph:
    """Words. `lead` is larger, for the one thing to remember; `soft` is an aside. `counts` are the
    numbers it says."""

    text: Text
    tone: Literal["body", "lead", "soft"] = "body"
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Figures:
    """The big totals: pairs of what was counted ("people came") and the number."""

    items: tuple[tuple[Text, Cell], ...]

    def __post_init__(self) -> None:
        for _, number in self.items:
            check_number(number)


@dataclass(frozen=True)
class Finding:
    """One thing found: "28 of 46 people" and what they said, as the title of its own bar.

    `share`, `low` and `high` are parts of `base`, 0 to 1, or None for no bar or no likely range.
    Give the range in words in `sentence`: a drawing alone does not say it to everybody. `counts`
    are the other numbers that `sentence` and `note` say.
    """

    title: Text
    count: Shown
    base: Shown | int
    sentence: Text
    share: float | None = None
    low: float | None = None
    high: float | None = None
    note: Text = ""
    counts: tuple[Count, ...] = ()

    def __post_init__(self) -> None:
        _check_bar(self.title, self.count, self.share, self.low, self.high)


@dataclass(frozen=True)
class Bar:
    """A row of a chart: a label, its number, and how far the bar reaches (0 to 1, or None).

    Bars of one chart share a scale that starts at zero. `low` and `high` are the likely range and
    only for bars that show a part of a base: they are drawn as a bracket and also written as
    "likely 47 % to 74 %".
    """

    label: Text
    value: Cell
    share: float | None = None
    low: float | None = None
    high: float | None = None
    tone: Tone = "plain"

    def __post_init__(self) -> None:
        _check_bar(self.label, self.value, self.share, self.low, self.high)


@dataclass(frozen=True)
class Bars:
    """A table that is a chart: a row for each bar. `says` is the sentence on what it shows, and
    `counts` are the numbers it says. `base` is of how many people the bars are a part."""

    caption: Text
    note: Text
    head: tuple[Text, Text]
    bars: tuple[Bar, ...]
    total: tuple[Text, Cell] | None = None
    says: Text = ""
    base: Cell = None
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True)
class Pairs:
    """Two times compared: for each row a bar of then and one of now. The bars carry the words
    ("Before", "Now") as their labels. `base` is of how many people they are a part; where
    that differs between then and now, `bases` has both."""

    caption: Text
    note: Text
    rows: tuple[tuple[Text, Bar, Bar], ...]
    head: tuple[Text, Text] = ("Answer", "Before and now")
    says: Text = ""
    base: Cell = None
    bases: tuple[Cell, Cell] | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table. Floats in it are written with `decimals` places."""

    label: Text
    number: bool = False
    decimals: int = 1


@dataclass(frozen=True)
class Table:
    """A plain table. The first column names the row. `bases` says of how many people each cell is a
    part, row by row, None where it is no part of a base."""

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    note: Text = ""
    bases: tuple[tuple[Cell, ...], ...] = ()

    def __post_init__(self) -> None:
        if self.bases and [len(row) for row in self.bases] != [len(row) for row in self.rows]:
            raise ValueError(f"table {self.caption!r}: every cell needs a base, or none has one")
        for row in (*self.rows, *(() if self.total is None else (self.total,))):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"table {self.caption!r}: a row has {len(row)} cells for "
                    f"{len(self.columns)} columns: {row!r}"
                )
            for cell in row:
                check_number(cell)


@dataclass(frozen=True)
class Quote:
    """A person's own words, and where they come from ("Shared with their agreement")."""

    text: Text
    source: Text = ""


@dataclass(frozen=True)
class Said:
    """One thing people said, how many said it (None where that is not counted), of how many, and
    some of their own words."""

    text: Text
    people: Cell = None
    base: Cell = None
    quotes: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        check_number(self.people)
        check_number(self.base)


@dataclass(frozen=True)
class Answered:
    """You said, we did. One change can answer several things that were said.

    `did_when` is a month or when an answer is due, and `state` is `did`, `no` (a reasoned no) or
    `wait` (not answered yet).
    """

    said: tuple[Said, ...]
    did: Text
    did_when: Text = ""
    state: State = "did"


@dataclass(frozen=True)
class Notice:
    """What a reader needs to know beside the text, in a box of its own."""

    title: Text
    paragraphs: tuple[Text, ...]


type Block = (
    Heading
    | Paragraph
    | Bullets
    | Figures
    | Finding
    | Bars
    | Pairs
    | Table
    | Quote
    | Answered
    | Notice
)


@dataclass(frozen=True)
class Variable:
    """A question behind the figures, for the codebook. `codes` pairs what stands in the answers
    with its label; `about` says what it measures, and `base` of how many people its numbers are."""

    name: Text
    label: Text
    type: Text
    codes: tuple[tuple[Text, Text], ...] = ()
    about: Text = ""
    base: Text = ""


@dataclass(frozen=True)
class Document:
    """A report, ready to be drawn in any format.

    `stamp` is printed on every page and sheet ("Not protected, not for sharing"). `facts` stand at
    the end, such as when it was made and the fingerprint of the answers. `made` is the date in the
    properties of the files; the same document always makes the same bytes. `language` is a
    BCP 47 tag such as "en" or "cy"; `words` are the few phrases the renderers add themselves.
    `variables` stand in the codebook beside the numbers, and in no other format.
    """

    title: Text
    blocks: tuple[Block, ...]
    kicker: Text = ""
    language: str = "en"
    stamp: Text = ""
    facts: tuple[tuple[Text, Text], ...] = ()
    made: datetime.date | None = None
    words: Words = field(default_factory=Words)
    variables: tuple[Variable, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document needs a title")
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError(f"not a language tag: {self.language!r}")

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language.split("-")[0].lower() in _RIGHT_TO_LEFT


def _check_bar(
    label: str, value: Cell, share: float | None, low: float | None, high: float | None
) -> None:
    """Raise ValueError for a bar that gives away a hidden number or cannot be drawn."""
    check_number(value)
    drawn = [part for part in (share, low, high) if part is not None]
    if isinstance(value, Shown) and value.hidden and drawn:
        raise ValueError(f"bar {label!r}: a number that is not shown has no bar and no range")
    if any(not 0 <= part <= 1 for part in drawn):
        raise ValueError(f"bar {label!r}: share, low and high are from 0 to 1, not {drawn}")
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        raise ValueError(f"bar {label!r}: a range needs a low and a high, in that order")
