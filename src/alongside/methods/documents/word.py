"""A document as a Word file that people can edit: real headings, tables and lists.

Bars are paragraphs with a filled ground, as long as their indent lets them be. So they need no
picture, follow the text when it is edited, and a screen reader passes over them to the number.
"""

import datetime
import io
import zipfile
from typing import Any, assert_never

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Emu, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph as WordParagraph

from alongside.methods.documents import word_look as look
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
from alongside.methods.documents.outline import column_letters, sections
from alongside.methods.documents.showable import runs_right_to_left
from alongside.methods.documents.words import (
    base_words,
    cell_words,
    clean,
    people_words,
    range_words,
)
from alongside.methods.shown import Shown

_NO_DATE = datetime.date(1980, 1, 1)
_AXIS = Pt(3)
_LABEL = 0.36  # of the width of a chart
_TONES = {"body": "Normal", "lead": "Lead", "soft": "Soft"}


def to_word(document: Document) -> bytes:
    """Return the document as a .docx file. The same document gives the same bytes."""
    made = document.made or _NO_DATE
    out = io.BytesIO()
    _Word(document).file(made).save(out)
    return _same_every_time(out.getvalue())


def _same_every_time(data: bytes) -> bytes:
    """Return the archive with the time of packing taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


class _Word:
    """Draws one document into one Word file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.words
        self.docx = docx.Document()
        look.set_look(self.docx, document.language, document.rtl)
        self.styles = {style.name: style.style_id for style in self.docx.styles}

    def file(self, made: datetime.date) -> DocxDocument:
        document = self.document
        self.properties(datetime.datetime(made.year, made.month, made.day, tzinfo=datetime.UTC))
        self.margins()
        if document.stamp:
            self.stamp(self.docx.add_paragraph())
        if document.kicker:
            self.paragraph(document.kicker, "Kicker")
        self.heading(document.title, 1)
        for section in sections(document):
            if section.heading:
                self.heading(section.heading.text, 2)
            for block in section.blocks:
                self.block(block, section.level)
        self.facts()
        return self.docx

    def properties(self, made: datetime.datetime) -> None:
        properties = self.docx.core_properties
        properties.title = clean(self.document.title)[:255]
        properties.language = self.document.language
        properties.author = properties.comments = properties.last_modified_by = ""
        properties.created = properties.modified = made

    def margins(self) -> None:
        """Put the stamp over every page but the first, which has it in its text, and the page
        number under every page."""
        section = self.docx.sections[0]
        if self.document.stamp:
            self.stamp(section.header.paragraphs[0])
        for footer in (section.footer, section.first_page_footer):
            paragraph = footer.paragraphs[0]
            self.styled(paragraph, "Small")
            look.border(paragraph, ("top",), "double", 6, look.LINE)
            paragraph.paragraph_format.tab_stops.clear_all()
            paragraph.paragraph_format.tab_stops.add_tab_stop(
                look.PAGE_WIDTH, WD_TAB_ALIGNMENT.RIGHT
            )
            paragraph.add_run(f"{clean(self.document.title)}\t")
            self.page_number(paragraph)

    def page_number(self, paragraph: WordParagraph) -> None:
        for part in self.words.page.replace("{", "\0{").replace("}", "}\0").split("\0"):
            field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
            if field is None:
                paragraph.add_run(part)
            else:
                simple = look.add(paragraph._p, "w:fldSimple", instr=field)
                run = look.add(simple, "w:r")
                look.add(run, "w:t").text = "1"

    def stamp(self, paragraph: WordParagraph) -> None:
        self.styled(paragraph, "Stamp")
        paragraph.add_run(clean(self.document.stamp))
        look.border(paragraph, ("top", "left", "bottom", "right"), "single", 8, look.AMBER_INK)
        look.shade(paragraph, look.AMBER_TINT)

    # words ---------------------------------------------------------------------------------

    def paragraph(self, text: str, style: str = "Normal") -> WordParagraph:
        return self.styled(self.docx.add_paragraph(clean(text)), style)

    def heading(self, text: str, level: int) -> WordParagraph:
        return self.paragraph(text, f"Heading {level}")

    def styled(self, paragraph: WordParagraph, style: str) -> WordParagraph:
        """Set a style by its id: by its name, python-docx searches all styles twice each time."""
        paragraph._p.style = self.styles[style]
        return paragraph

    def block(self, block: Block, level: int) -> None:
        match block:
            case Heading():
                self.heading(block.text, level)
            case Paragraph():
                self.paragraph(block.text, _TONES[block.tone])
            case Bullets():
                self.bullets(block)
            case Figures():
                self.figures(block)
            case Finding():
                self.finding(block, level)
            case Bars():
                self.bars(block)
            case Pairs():
                self.pairs(block)
            case Table():
                self.table(block)
            case Quote():
                self.quote(block)
            case Answered():
                self.answered(block, level)
            case Notice():
                self.notice(block, level)
            case _:
                assert_never(block)

    def bullets(self, block: Bullets) -> None:
        for item in block.items:
            self.paragraph(item, "List Bullet")

    def quote(self, block: Quote) -> None:
        self.said(block.text, look.EDGE)
        if block.source:
            self.railed(self.paragraph(block.source, "Small"), look.EDGE)

    def said(self, text: str, rail: str = "") -> None:
        paragraph = self.paragraph(f"“{text}”", "Said")
        if runs_right_to_left(text):
            look.right_to_left(paragraph)
        elif rail:
            self.railed(paragraph, rail)

    def railed(self, paragraph: WordParagraph, colour: str) -> None:
        look.border(paragraph, ("left",), "double", 8, colour)
        paragraph.paragraph_format.left_indent = Pt(12)

    def answered(self, block: Answered, level: int) -> None:
        words = self.words
        we = {"did": words.we_did, "no": words.we_said_no, "wait": words.we_have_not}[block.state]
        for said in block.said:
            by = people_words(said.people, said.base, words)
            self.heading(" · ".join(filter(None, (words.you_said, by))), level)
            self.said(said.text)
            for quote in said.quotes:
                self.paragraph(words.one_wrote.format(words=quote), "Small")
        title = self.heading(" · ".join(part for part in (we, block.did_when) if part), level)
        self.railed(title, look.RAIL[block.state])
        if block.did:
            self.railed(self.paragraph(block.did, "Said"), look.RAIL[block.state])

    def notice(self, block: Notice, level: int) -> None:
        title = self.heading(block.title, level)
        for run in title.runs:
            run.font.size = Pt(11)
        for paragraph in (title, *(self.paragraph(text) for text in block.paragraphs)):
            look.border(paragraph, ("left",), "single", 36, look.EDGE)
            paragraph.paragraph_format.left_indent = Pt(12)

    def facts(self) -> None:
        if self.document.facts:
            self.heading(self.words.about, 2)
        for label, text in self.document.facts:
            paragraph = self.paragraph("")
            paragraph.add_run(f"{clean(label)}  ").bold = True
            paragraph.add_run(clean(text))

    # numbers -------------------------------------------------------------------------------

    def number(self, paragraph: WordParagraph, cell: Cell, size: float = 0) -> None:
        """Add a number in bold, or softly that it is not shown."""
        run = paragraph.add_run(clean(cell_words(cell, self.words)))
        if isinstance(cell, Shown) and cell.hidden:
            run.font.color.rgb = RGBColor.from_string(look.SOFT)
            return
        run.bold = True
        if size:
            run.font.size = Pt(size)
            run.font.color.rgb = RGBColor.from_string(look.INK)

    def figures(self, block: Figures) -> None:
        for label, cell in block.items:
            paragraph = self.paragraph("", "Figure")
            self.number(paragraph, cell, 18)
            paragraph.add_run(f"  {clean(label)}")

    def finding(self, block: Finding, level: int) -> None:
        count = self.paragraph("", "Count")
        look.border(count, ("top",), "double", 6, look.LINE)
        self.number(count, block.count, 22)
        base = base_words(block.base, self.words)
        if base:
            count.add_run(f"  {clean(base)}")
        self.heading(block.title, level)
        if block.sentence:
            self.paragraph(block.sentence)
        bar = Bar(block.title, block.count, block.share, block.low, block.high, "with")
        self.drawn(self.docx, bar, look.PAGE_WIDTH)
        if block.note:
            self.paragraph(block.note, "Soft")

    def drawn(self, place: Any, bar: Bar, width: int) -> None:
        """Draw a bar as the ground of an empty paragraph, and its range as a bracket below."""
        if bar.share is None:
            return
        paragraph = self.styled(place.add_paragraph(), "Bar")
        look.border(paragraph, ("left",), "single", 18, look.INK)
        paragraph.paragraph_format.left_indent = _AXIS
        paragraph.paragraph_format.right_indent = Emu(int((width - _AXIS) * (1 - bar.share)))
        if bar.share > 0:
            look.shade(paragraph, look.SOLID[bar.tone])
        if bar.low is not None and bar.high is not None:
            bracket = self.styled(place.add_paragraph(), "Range")
            look.border(bracket, ("left", "bottom", "right"), "single", 8, look.INK)
            bracket.paragraph_format.left_indent = _AXIS + Emu(int((width - _AXIS) * bar.low))
            bracket.paragraph_format.right_indent = Emu(int((width - _AXIS) * (1 - bar.high)))

    def bars(self, block: Bars) -> None:
        table = self.chart(block, len(block.bars) + (block.total is not None))
        for bar, row in zip(block.bars, table.rows[1:], strict=False):
            self.label(row.cells[0], bar.label)
            self.number_and_bar(row.cells[1], bar)
        if block.total is not None:
            last = table.rows[-1]
            self.label(last.cells[0], block.total[0])
            self.number(self.first(last.cells[1]), block.total[1])
            look.set_total(last)
        look.keep_together(table)

    def pairs(self, block: Pairs) -> None:
        table = self.chart(block, len(block.rows))
        for (label, then, now), row in zip(block.rows, table.rows[1:], strict=True):
            self.label(row.cells[0], label)
            self.number_and_bar(row.cells[1], then, named=True)
            self.number_and_bar(row.cells[1], now, named=True)
        look.keep_together(table)

    def number_and_bar(self, cell: _Cell, bar: Bar, named: bool = False) -> None:
        paragraph = self.first(cell) if not cell.text else self.next(cell)
        if named:
            paragraph.add_run(f"{clean(bar.label)} ")
        self.number(paragraph, bar.value)
        likely = range_words(bar.low, bar.high, self.words)
        if likely:
            paragraph.add_run(f"  {likely}").font.size = Pt(9.5)
        self.drawn(cell, bar, int(look.PAGE_WIDTH * (1 - _LABEL)) - Pt(16))

    def chart(self, block: Bars | Pairs, rows: int) -> WordTable:
        if block.says:
            self.paragraph(block.says).paragraph_format.keep_with_next = True
        columns = [(text, False) for text in block.head]
        widths = [int(look.PAGE_WIDTH * part) for part in (_LABEL, 1 - _LABEL)]
        return self.empty_table(block.caption, block.note, block.says, columns, rows, widths)

    def table(self, block: Table) -> None:
        columns = [(column.label, column.number) for column in block.columns]
        letters = [wanted + 2 for wanted in column_letters(block, self.words)]
        widths = [int(look.PAGE_WIDTH * wanted / sum(letters)) for wanted in letters]
        filled = [*block.rows, *([] if block.total is None else [block.total])]
        table = self.empty_table(block.caption, block.note, "", columns, len(filled), widths)
        for cells, row in zip(filled, table.rows[1:], strict=True):
            self.row(block, cells, row)
        if block.total is not None:
            look.set_total(table.rows[-1])
        look.keep_together(table)

    def row(self, block: Table, cells: tuple[Cell, ...], row: Row) -> None:
        for column, value, cell in zip(block.columns, cells, row.cells, strict=True):
            paragraph = self.first(cell)
            run = paragraph.add_run(clean(cell_words(value, self.words, column.decimals)))
            run.bold = cells is block.total
            if isinstance(value, Shown) and value.hidden:
                run.font.color.rgb = RGBColor.from_string(look.SOFT)
            if column.number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def empty_table(
        self,
        caption: str,
        note: str,
        says: str,
        columns: list[tuple[str, bool]],
        rows: int,
        widths: list[int],
    ) -> WordTable:
        """Add a table with its caption and its header row, which repeats on every page."""
        self.paragraph(caption, "Caption")
        if note:
            self.paragraph(note, "Small").paragraph_format.keep_with_next = True
        table: WordTable = self.docx.add_table(rows + 1, len(columns))
        look.set_table(
            table, clean(caption), clean(says or note or caption), widths, self.document.rtl
        )
        for (label, numeric), cell in zip(columns, table.rows[0].cells, strict=True):
            paragraph = self.first(cell, "Cell Head")
            paragraph.add_run(clean(label))
            if numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.paragraph("", "Small")
        return table

    def label(self, cell: _Cell, text: str) -> None:
        self.first(cell).add_run(clean(text)).bold = True

    def first(self, cell: _Cell, style: str = "Cell") -> WordParagraph:
        return self.styled(cell.paragraphs[0], style)

    def next(self, cell: _Cell) -> WordParagraph:
        return self.styled(cell.add_paragraph(), "Cell")
