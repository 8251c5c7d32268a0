"""A document as tagged PDF (PDF/UA-1), set by typst in `report.typ`."""

from pathlib import Path
from typing import assert_never

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
from alongside.methods.documents.outline import (
    column_letters,
    finding_bar_words,
    sections,
    stands_over,
)
from alongside.methods.documents.row_headers import with_row_headers
from alongside.methods.documents.showable import runs_right_to_left
from alongside.methods.documents.typesetting import Json, Typesetter, language_and_region
from alongside.methods.documents.words import (
    base_words,
    cell_words,
    people_words,
    range_words,
)
from alongside.methods.shown import Shown

TEMPLATE = Path(__file__).with_name("report.typ")
_SHORT = 8  # letters of a number that still fits beside its bar


def to_pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1. The same document gives the same bytes.

    Writing that no font has is replaced by words in square brackets, and a line at the end says so.
    Raises FontsMissing when set-up did not make the fonts: there is no fallback to another face.
    """
    typesetter = Typesetter()
    data = _Data(document, typesetter).whole()
    return with_row_headers(typesetter.set(TEMPLATE, data, document.made))


class _Data:
    """The document as plain data for `report.typ`: words ready to print, shares as numbers."""

    def __init__(self, document: Document, typesetter: Typesetter) -> None:
        self.document = document
        self.words = document.words
        self.typesetter = typesetter

    def whole(self) -> Json:
        document = self.document
        return language_and_region(document.language) | {
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
            "stand_in": self.text(self.words.stand_in) if self.typesetter.replaced else "",
        }

    def text(self, text: str) -> str:
        return self.typesetter.text(text)

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
            {
                "label": self.text(label),
                "bars": [self.bar(bar) | {"over": stands_over(bar)} for bar in (then, now)],
            }
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
