"""The questions of a form on paper, to answer with a pen, as tagged PDF (PDF/UA-1).

Each copy begins on a page of its own and says its own pages. Set by typst in `sheet.typ`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, assert_never

from alongside.methods.documents.row_headers import with_row_headers
from alongside.methods.documents.typesetting import Json, Typesetter, language_and_region
from alongside.methods.questions.on_paper import Cells, Grid, Lines, Mark, OnPaper, Ticks

TEMPLATE = Path(__file__).with_name("sheet.typ")
POINTS = {"ordinary": 12, "large": 18}
"""The size of the letters. Large print begins at 16 points and is better from 18 (UK Association
for Accessible Formats, guidance on large print)."""

type Size = Literal["ordinary", "large"]


@dataclass(frozen=True, slots=True)
class Item:
    """One question, or words to read. `number` is its place, empty for what is only read;
    `condition` says who answers it; `section` is the heading that begins here."""

    name: str
    number: str
    label: str
    hint: str = ""
    instruction: str = ""
    condition: str = ""
    words: tuple[str, ...] = ()
    answer: OnPaper = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a person tears off and keeps: codes of their own, each with what it is for, and what to
    do with them. A code stands beside its question too, so that it can be typed in with the words.
    """

    heading: str
    how: str
    codes: tuple[tuple[str, str, str], ...]
    """The name of the question, what it is for, the code."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The same questions for each of `slips`: one copy for each, at least one.

    `square` is a QR code as SVG that leads to the same questions on the web, with `square_words`.
    """

    language: str
    title: str
    from_whom: str
    page: str
    """Which page this is: holds {page} and {pages}."""
    intro: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    end: tuple[str, ...] = ()
    slips: tuple[Slip | None, ...] = (None,)
    rtl: bool = False
    square: str = ""
    square_words: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures (WebP) and symbols (SVG) beside choices, by what `Mark` calls them. Where one is
    not here, its choice stands without it."""
    credits: tuple[str, ...] = ()
    """Whose the pictures are."""
    code_word: str = "{code}"
    """What stands beside a question whose words have a code: holds {code}."""


def to_sheets(sheets: Sheets, size: Size = "ordinary") -> bytes:
    """Return the sheets as PDF/UA-1. Raises FontsMissing when set-up did not make the fonts."""
    typesetter = Typesetter()
    told = typesetter.text
    data: Json = language_and_region(sheets.language) | {
        "rtl": sheets.rtl,
        "points": POINTS[size],
        "title": told(sheets.title),
        "from_whom": told(sheets.from_whom),
        "page": told(sheets.page),
        "intro": [told(text) for text in sheets.intro],
        "facts": [[told(label), told(text)] for label, text in sheets.facts],
        "items": [_item(item, typesetter) for item in sheets.items],
        "end": [told(text) for text in sheets.end],
        "credits": [told(text) for text in sheets.credits],
        "pictures": {name: _image(content) for name, content in sheets.pictures.items()},
        "square": sheets.square,
        "square_words": told(sheets.square_words),
        "copies": [_slip(slip, sheets.code_word, typesetter) for slip in sheets.slips],
    }
    return with_row_headers(typesetter.set(TEMPLATE, data))


def _image(content: bytes) -> Json:
    """Return a picture as typst takes it out of JSON: SVG as text, WebP as numbers."""
    if content.startswith(b"RIFF"):
        return {"format": "webp", "content": list(content)}
    return {"format": "svg", "content": content.decode()}


def _item(item: Item, typesetter: Typesetter) -> Json:
    told = typesetter.text
    return {
        "name": item.name,
        "number": item.number,
        "label": told(item.label),
        "hint": told(item.hint),
        "instruction": told(item.instruction),
        "condition": told(item.condition),
        "words": [told(text) for text in item.words],
        "section": told(item.section),
        "answer": _answer(item.answer, typesetter),
    }


def _answer(answer: OnPaper, typesetter: Typesetter) -> Json | None:
    told = typesetter.text

    def all_of(texts: Sequence[str]) -> list[str]:
        return [told(text) for text in texts]

    def told_of(marks: Sequence[Mark]) -> list[Json]:
        return [{"drawn": mark.drawn, "shows": told(mark.shows)} for mark in marks]

    match answer:
        case None:
            return None
        case Ticks(options, hints, other, marks):
            ticks = {"options": all_of(options), "hints": all_of(hints), "other": told(other)}
            return {"kind": "ticks", **ticks, "marks": told_of(marks)}
        case Grid(rows, columns, marks):
            grid = {"rows": all_of(rows), "columns": all_of(columns), "marks": told_of(marks)}
            return {"kind": "grid", **grid}
        case Cells(fields):
            return {"kind": "cells", "fields": [all_of(field) for field in fields]}
        case Lines(many):
            return {"kind": "lines", "many": many}
        case _:  # pragma: no cover
            assert_never(answer)


def _slip(slip: Slip | None, code_word: str, typesetter: Typesetter) -> Json | None:
    if slip is None:
        return None
    told = typesetter.text
    return {
        "heading": told(slip.heading),
        "how": told(slip.how),
        "codes": [[told(label), told(code)] for _, label, code in slip.codes],
        "beside": {name: told(code_word.format(code=code)) for name, _, code in slip.codes},
    }
