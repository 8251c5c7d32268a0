"""A document as tagged PDF (PDF/UA-1), set by typst in `report.typ`.

Texts reach typst as JSON data and never as markup. typst itself refuses to write a file that
breaks PDF/UA-1, such as one with a missing character or a heading level left out.
"""

import datetime
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, assert_never

import typst

from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
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
from alongside.methods.documents.outline import column_letters, finding_bar_words, sections
from alongside.methods.documents.row_headers import with_row_headers
from alongside.methods.documents.showable import characters, runs_right_to_left, showable
from alongside.methods.documents.words import (
    base_words,
    cell_words,
    clean,
    people_words,
    range_words,
)
from alongside.methods.shown import Shown

FONTS = Path(__file__).parents[1] / "fonts"
TEMPLATE = Path(__file__).with_name("report.typ")
_SHORT = 8  # letters of a number that still fits beside its bar

type Json = dict[str, Any]


class FontsMissing(FileNotFoundError):
    """The fonts for PDF were not made; the message says what to run."""


def to_pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1. The same document gives the same bytes.

    Writing that no font has is replaced by words in square brackets, and a line at the end says so.
    Raises FontsMissing when set-up did not make the fonts: there is no fallback to another face.
    """
    files = _font_files(FONTS)
    data = _Data(document, characters(files)).whole()
    made = document.made or datetime.date(1980, 1, 1)
    pdf = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=_fonts(files),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"document": json.dumps(data | {"faces": _families(files)})},
        timestamp=datetime.datetime(made.year, made.month, made.day, tzinfo=datetime.UTC),
    )
    return with_row_headers(pdf)


def _font_files(folder: Path) -> tuple[Path, ...]:
    files = tuple(sorted(folder.glob("*.ttf")))
    if not files or not {"Alongside Latin", "Alongside Latin Ext"} <= set(_families(files)):
        raise FontsMissing("The fonts for PDF are missing. Run `make setup`, which makes them.")
    return files


@lru_cache(maxsize=4)
def _fonts(files: tuple[Path, ...]) -> typst.Fonts:
    """Return the fonts of the folder of the files and no others. typst reads folders only, and
    sets a text in a font it does not find as nothing at all, without an error."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[files[0].parent]
    )


def _families(files: tuple[Path, ...]) -> list[str]:
    """Return the families in the order of their files, which is the order they are tried in."""
    fonts = sorted(_fonts(files).fonts(), key=lambda font: font.path or "")
    return list(dict.fromkeys(font.family for font in fonts))


class _Data:
    """The document as plain data for `report.typ`: words ready to print, shares as numbers."""

    def __init__(self, document: Document, fonts: tuple[frozenset[str], ...]) -> None:
        self.document = document
        self.words = document.words
        self.fonts = fonts
        self.replaced = False

    def whole(self) -> Json:
        document = self.document
        language, _, region = document.language.partition("-")
        return {
            "language": language,
            "region": region if len(region) == 2 else None,
            "rtl": document.rtl,
            "made": document.made and document.made.timetuple()[:3],
            "title": self.text(document.title),
            "kicker": self.text(document.kicker),
            "stamp": self.text(document.stamp),
            "sections": [
                {
                    "heading": section.heading and self.text(section.heading.text),
                    "level": section.level,
                    "blocks": [self.block(block, section.level) for block in section.blocks],
                }
                for section in sections(document)
            ],
            "facts": [[self.text(label), self.text(text)] for label, text in document.facts],
            "about": self.text(self.words.about),
            "page": self.text(self.words.page),
            "stand_in": self.text(self.words.stand_in) if self.replaced else "",
        }

    def text(self, text: str) -> str:
        text = clean(text)
        shown = showable(text, self.fonts)
        self.replaced = self.replaced or shown.count("[") > text.count("[")
        return shown

    def said(self, text: str) -> Json:
        """A person's words, which may run the other way than the report."""
        shown = self.text(text)
        return {"text": shown, "rtl": runs_right_to_left(shown)}

    def cell(self, cell: Cell, decimals: int = 1) -> Json:
        return {
            "text": self.text(cell_words(cell, self.words, decimals)),
            "hidden": isinstance(cell, Shown) and cell.hidden,
        }

    def bar(self, bar: Bar) -> Json:
        return {
            "label": self.text(bar.label),
            "value": self.cell(bar.value),
            "likely": self.text(range_words(bar.low, bar.high, self.words)),
            "drawn": {"share": bar.share, "low": bar.low, "high": bar.high, "tone": bar.tone},
        }

    def block(self, block: Block, level: int) -> Json:
        kind = type(block).__name__.lower()
        return {"kind": kind, "level": level} | self.inside(block)

    def inside(self, block: Block) -> Json:
        match block:
            case Heading():
                return {"text": self.text(block.text)}
            case Paragraph():
                return {"text": self.text(block.text), "tone": block.tone}
            case Bullets():
                return {"items": [self.text(item) for item in block.items]}
            case Figures():
                return {"items": [[self.text(label), self.cell(n)] for label, n in block.items]}
            case Finding():
                return self.finding(block)
            case Bars():
                return self.bars(block)
            case Pairs():
                return self.pairs(block)
            case Table():
                return self.table(block)
            case Quote():
                return self.said(block.text) | {"source": self.text(block.source)}
            case Answered():
                return self.answered(block)
            case Notice():
                paragraphs = [self.text(paragraph) for paragraph in block.paragraphs]
                return {"title": self.text(block.title), "paragraphs": paragraphs}
            case _:
                assert_never(block)

    def finding(self, block: Finding) -> Json:
        bar = Bar(block.title, block.count, block.share, block.low, block.high, "with")
        return {
            "title": self.text(block.title),
            "count": self.cell(block.count),
            "base": self.text(base_words(block.base, self.words)),
            "sentence": self.text(block.sentence),
            "drawn": self.bar(bar)["drawn"],
            "says": self.text(finding_bar_words(block, self.document)),
            "note": self.text(block.note),
        }

    def chart(self, block: Bars | Pairs) -> Json:
        return {
            "caption": self.text(block.caption),
            "note": self.text(block.note),
            "says": self.text(block.says),
            "head": [self.text(text) for text in block.head],
        }

    def bars(self, block: Bars) -> Json:
        bars = [self.bar(bar) for bar in block.bars]
        drawn = [bar for bar in bars if bar["drawn"]["share"] is not None]
        beside = all(len(bar["value"]["text"]) <= _SHORT and not bar["likely"] for bar in drawn)
        total = block.total and {"label": self.text(block.total[0])} | self.cell(block.total[1])
        return self.chart(block) | {"bars": bars, "total": total, "beside": beside}

    def pairs(self, block: Pairs) -> Json:
        rows = [
            {"label": self.text(label), "bars": [self.bar(then), self.bar(now)]}
            for label, then, now in block.rows
        ]
        return self.chart(block) | {"rows": rows}

    def table(self, block: Table) -> Json:
        return {
            "caption": self.text(block.caption),
            "note": self.text(block.note),
            "columns": [
                {"label": self.text(column.label), "number": column.number, "letters": letters}
                for column, letters in zip(
                    block.columns, column_letters(block, self.words), strict=True
                )
            ],
            "rows": [self.row(block, row) for row in block.rows],
            "total": block.total and self.row(block, block.total),
        }

    def row(self, block: Table, row: tuple[Cell, ...]) -> list[Json]:
        columns = zip(block.columns, row, strict=True)
        return [self.cell(cell, column.decimals) for column, cell in columns]

    def answered(self, block: Answered) -> Json:
        words = self.words
        we = {"did": words.we_did, "no": words.we_said_no, "wait": words.we_have_not}[block.state]
        return {
            "you": [
                {
                    "title": self.text(" · ".join(filter(None, (words.you_said, by)))),
                    "said": self.said(said.text),
                    "quotes": [
                        self.text(words.one_wrote.format(words=quote)) for quote in said.quotes
                    ],
                }
                for said in block.said
                for by in [people_words(said.people, said.base, words)]
            ],
            "we": self.text(" · ".join(part for part in (we, block.did_when) if part)),
            "did": self.text(block.did),
            "state": block.state,
        }
