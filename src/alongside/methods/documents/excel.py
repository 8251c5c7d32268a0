"""A document as an Excel workbook: a front sheet in words, and a sheet for each table and chart.

Numbers are numbers, withheld ones the words for that. No text is ever read as a formula or a link,
whatever it starts with.
"""

import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from alongside.methods.documents.model import (
    Block,
    Bullets,
    Cell,
    Document,
    Figures,
    Heading,
    Notice,
    Paragraph,
)
from alongside.methods.documents.outline import Section, sections
from alongside.methods.documents.sheets import FRONT, Share, Sheet, SheetCell, sheets
from alongside.methods.documents.words import Words, cell_words, clean, round_half_up
from alongside.methods.shown import Shown

_INK, _SOFT, _AMBER, _LINK = "#1D2220", "#474D49", "#FDEBC4", "#074A44"
_BAR_COLOUR = {"plain": "#8D938F", "to": "#9FB2C6", "for": "#EFA92B", "with": "#6FB5AD"}
_WIDEST = 60
_LONGEST_CELL = 32_000  # a cell of the format holds 32,767 characters

type Look = dict[str, str | int | bool]
_HEADING: Look = {"bold": True, "font_size": 14}
_PART: Look = {"bold": True, "font_size": 12}


def to_excel(document: Document) -> bytes:
    """Return the document as an .xlsx file. The same document gives the same bytes."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as workbook:
        made = document.made or datetime.date(1980, 1, 1)
        workbook.set_properties(
            {
                "title": clean(document.title)[:255],
                "created": datetime.datetime(made.year, made.month, made.day, tzinfo=datetime.UTC),
            }
        )
        _Excel(document, workbook).write()
    return out.getvalue()


@dataclass(frozen=True)
class Line:
    """A line of the front sheet: a text, how it looks, numbers beside it, a sheet it leads to."""

    text: str
    look: Look = field(default_factory=dict)
    numbers: tuple[Cell, ...] = ()
    link: str = ""


class _Excel:
    """Writes the sheets of one document into one workbook."""

    def __init__(self, document: Document, workbook: xlsxwriter.Workbook) -> None:
        self.document = document
        self.workbook = workbook
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self) -> None:
        tables = sheets(self.document)
        self.front(tables)
        for sheet in tables:
            self.sheet(sheet)

    def format(self, **look: Any) -> Any:
        """Return the cell format of that look, made once."""
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            whole = {"font_name": "Arial", "font_size": 11, "font_color": _INK, "valign": "top"}
            self.formats[key] = self.workbook.add_format(whole | look)
        return self.formats[key]

    def page(self, name: str) -> Worksheet:
        """Add a sheet that prints its stamp and page number on every page."""
        sheet = self.workbook.add_worksheet(name)
        stamp = clean(self.document.stamp).replace("&", "&&")
        if stamp:
            sheet.set_header(f"&L&B{stamp}"[:255])
        sheet.set_footer("&L&A&R&P / &N")
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        if self.document.rtl:
            sheet.right_to_left()
        return sheet

    def front(self, tables: list[Sheet]) -> None:
        """Write the first sheet: the words of the report and where its tables are."""
        page = self.page(FRONT)
        page.set_column(0, 0, 90)
        page.set_column(1, 1, 16)
        lines = [*_top(self.document), *_words(self.document)]
        lines.append(Line(self.document.words.sheets, _HEADING))
        lines += [Line(sheet.title, link=sheet.name) for sheet in tables]
        if self.document.facts:
            lines.append(Line(self.document.words.about, _HEADING))
        lines += [Line(f"{label}: {text}") for label, text in self.document.facts]
        for row, line in enumerate(lines):
            self.line(page, row, line)

    def line(self, page: Worksheet, row: int, line: Line) -> None:
        text = _fitting(line.text)
        if line.link:
            address = f"internal:'{line.link.replace("'", "''")}'!A1"
            page.write_url(row, 0, address, self.format(font_color=_LINK, underline=1), text)
        else:
            page.write_string(row, 0, text, self.format(text_wrap=True, **line.look))
        for column, number in enumerate(line.numbers, 1):
            self.cell(page, row, column, number, align="left", bold=True)

    def sheet(self, sheet: Sheet) -> None:
        """Write one table with its title, notes and a header row that stays in sight."""
        page = self.page(sheet.name)
        head = self.head_lines(page, sheet)
        for column, about in enumerate(sheet.columns):
            align = "right" if about.number else "left"
            look = self.format(bold=True, bottom=2, text_wrap=True, align=align)
            page.write_string(head, column, _fitting(about.label), look)
            page.set_column(column, column, _width(sheet, column, self.document.words))
        page.freeze_panes(head + 1, 1)
        page.repeat_rows(head)
        for row, cells in enumerate(sheet.rows, head + 1):
            self.row(page, sheet, row, cells)
        last = head + len(sheet.rows)
        if sheet.totals is not None:
            self.row(page, sheet, last + 1, sheet.totals, bold=True, top=2, bottom=2)
        if sheet.bars is not None and sheet.rows:
            column, tone = sheet.bars
            page.conditional_format(head + 1, column, last, column, _data_bar(tone))

    def head_lines(self, page: Worksheet, sheet: Sheet) -> int:
        """Write title, stamp and notes above a table; return the row for its header."""
        page.write_string(0, 0, _fitting(sheet.title), self.format(bold=True, font_size=14))
        row = 1
        if self.document.stamp:
            look = self.format(bold=True, bg_color=_AMBER)
            page.write_string(row, 0, _fitting(self.document.stamp), look)
            row += 1
        for note in filter(None, sheet.notes):
            page.write_string(row, 0, _fitting(note), self.format(font_color=_SOFT))
            row += 1
        return row + 1

    def row(
        self, page: Worksheet, sheet: Sheet, row: int, cells: Iterable[SheetCell], **look: Any
    ) -> None:
        for column, (cell, about) in enumerate(zip(cells, sheet.columns, strict=True)):
            more = {"align": "right"} if about.number else {"text_wrap": True}
            self.cell(page, row, column, cell, about.decimals, **more, **look)

    def cell(
        self,
        page: Worksheet,
        row: int,
        column: int,
        cell: SheetCell,
        decimals: int = 1,
        **look: Any,
    ) -> None:
        """Write a number as a number that reads as it does in the other formats, or words."""
        if isinstance(cell, Share):
            self.share(page, row, column, cell, **look)
            return
        value = cell.value if isinstance(cell, Shown) else cell
        if value is None or isinstance(value, str):
            words = _fitting(cell_words(cell, self.document.words))
            page.write_string(row, column, words, self.format(**look))
            return
        places = decimals if isinstance(value, float) else 0
        look["num_format"] = "#,##0" + ("." + "0" * places if places else "")
        page.write_number(row, column, round_half_up(value, places), self.format(**look))

    def share(self, page: Worksheet, row: int, column: int, share: Share, **look: Any) -> None:
        look["num_format"] = "0%"
        if share.value is None:
            page.write_blank(row, column, None, self.format(**look))
        else:
            page.write_number(row, column, round_half_up(share.value, 2), self.format(**look))


def _top(document: Document) -> Iterator[Line]:
    if document.stamp:
        yield Line(document.stamp, {"bold": True, "bg_color": _AMBER, "border": 1})
    if document.kicker:
        yield Line(document.kicker, {"font_color": _SOFT})
    yield Line(document.title, {"bold": True, "font_size": 18})


def _words(document: Document) -> Iterator[Line]:
    """Yield what is not on a sheet of its own, with the headings that have something under them."""
    for section in sections(document):
        lines = list(_section_words(section))
        if lines and section.heading:
            yield Line(section.heading.text, _HEADING)
        yield from lines


def _section_words(section: Section) -> Iterator[Line]:
    part: Heading | None = None
    for block in section.blocks:
        part = block if isinstance(block, Heading) else part
        lines = list(_block_words(block))
        if lines and part:
            yield Line(part.text, _PART)
            part = None
        yield from lines


def _block_words(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield Line(block.text)
        case Bullets():
            yield from (Line(f"• {item}") for item in block.items)
        case Figures():
            yield from (Line(label, numbers=(cell,)) for label, cell in block.items)
        case Notice():
            yield Line(block.title, {"bold": True})
            yield from (Line(text) for text in block.paragraphs)
        case _:
            pass


def _data_bar(tone: str) -> dict[str, Any]:
    return {
        "type": "data_bar",
        "bar_solid": True,
        "bar_color": _BAR_COLOUR[tone],
        "min_type": "num",
        "min_value": 0,
    }


def _width(sheet: Sheet, column: int, words: Words) -> int:
    """Return the width of a column in letters: that of its longest text, within reason."""
    cells = (row[column] for row in sheet.rows)
    texts = [cell_words(cell, words) for cell in cells if not isinstance(cell, Share)]
    return min(_WIDEST, max(10, *(3 + len(text) for text in (sheet.columns[column].label, *texts))))


def _fitting(text: str) -> str:
    return clean(text)[:_LONGEST_CELL]
