"""The look of a Word file: styles once, and the few parts python-docx has no call for."""

from collections.abc import Iterable
from typing import Any

import docx.document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from alongside.methods.documents.model import Tone

FACE = "Arial"  # on every reader's machine, unlike the face of the other formats
INK, SOFT, LINE, EDGE = "1D2220", "474D49", "DFD4BF", "857A66"
AMBER_TINT, AMBER_INK = "FDEBC4", "6F3F00"
SOLID: dict[Tone, str] = {"plain": SOFT, "to": "4C6075", "for": "EFA92B", "with": "0C6B63"}
RAIL = {"did": SOLID["with"], "no": EDGE, "wait": AMBER_INK}
PAGE_WIDTH = Mm(170)
_MOST_TOGETHER = 16  # rows, with the header
_EMU_A_TWENTIETH = 635  # of a point

# points, bold, colour, space before, space after
_STYLES = {
    "Normal": (11, False, INK, 0, 7),
    "Heading 1": (25, True, INK, 4, 10),
    "Heading 2": (18, True, INK, 24, 8),
    "Heading 3": (13, True, INK, 12, 4),
    "Caption": (11, True, INK, 12, 2),
    "List Bullet": (11, False, INK, 0, 4),
    "Kicker": (10, True, SOFT, 0, 4),
    "Lead": (14, False, INK, 0, 8),
    "Soft": (11, False, SOFT, 0, 7),
    "Small": (9.5, False, SOFT, 0, 4),
    "Figure": (12, False, SOFT, 0, 3),
    "Count": (12, False, INK, 18, 2),
    "Said": (13, False, INK, 4, 4),
    "Stamp": (10, True, INK, 0, 12),
    "Cell": (11, False, INK, 3, 3),
    "Cell Head": (9.5, True, SOFT, 3, 3),
    "Bar": (1, False, INK, 0, 3),
    "Range": (1, False, INK, 0, 3),
}


def set_look(document: docx.document.Document, language: str, rtl: bool) -> None:
    """Give a new Word file its page, styles and language."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    section.different_first_page_header_footer = True
    known = {style.name for style in document.styles}
    for name, look in _STYLES.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles[
                "Normal"
            ]
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _set_style(style, *look)
    _set_language(document, language, rtl)
    _set_modern(document)


def _set_style(
    style: ParagraphStyle, points: float, bold: bool, colour: str, before: float, after: float
) -> None:
    style.font.name = FACE
    style.font.size = Pt(points)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        if name.endswith(("Theme", "theme")):
            del fonts.attrib[name]
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FACE)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing = (
        Pt(9) if style.name == "Bar" else Pt(4) if style.name == "Range" else 1.15
    )
    spacing.keep_with_next = bool(style.name) and style.name in {
        "Heading 1", "Heading 2", "Heading 3", "Caption", "Count",
    }  # fmt: skip


def _set_language(document: docx.document.Document, language: str, rtl: bool) -> None:
    for tag in document.styles.element.iter(qn("w:lang")):
        for script in ("w:val", "w:bidi", "w:eastAsia"):
            tag.set(qn(script), language)
    if rtl:
        properties = document.styles["Normal"].element.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


def _set_modern(document: docx.document.Document) -> None:
    """Say that the file is for Word 2013 and later, or it opens in compatibility mode."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def add(parent: Any, tag: str, **attributes: str | int) -> Any:
    """Append an element such as `w:shd` to `parent`, with attributes of the same namespace."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element


def border(
    paragraph: Paragraph, sides: Iterable[str], kind: str, eighths: int, colour: str
) -> None:
    """Draw lines at some sides of a paragraph; the kind `double` is the two rails."""
    frame = OxmlElement("w:pBdr")
    for side in sides:
        space = 8 if side == "left" and kind == "double" else 1
        add(frame, f"w:{side}", val=kind, sz=eighths, space=space, color=colour)
    _properties(paragraph).insert_element_before(frame, *_AFTER_BORDER)


def shade(paragraph: Paragraph, colour: str) -> None:
    """Fill the ground of a paragraph between its indents."""
    fill = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        fill.set(qn(f"w:{name}"), value)
    _properties(paragraph).insert_element_before(fill, *_AFTER_SHADE)


def right_to_left(paragraph: Paragraph) -> None:
    """Set a paragraph that reads from right to left."""
    way = OxmlElement("w:bidi")
    _properties(paragraph).insert_element_before(way, *_AFTER_BIDI)
    for run in paragraph.runs:
        run.font.rtl = True


def set_table(table: Table, caption: str, says: str, widths: list[int], rtl: bool) -> None:
    """Give a table its lines, widths and text alternative, a header row that repeats on every
    page, rows that are not cut, and a first column that names the row."""
    look = OxmlElement("w:tblPr")
    if rtl:
        add(look, "w:bidiVisual")
    add(look, "w:tblW", type="dxa", w=sum(widths) // _EMU_A_TWENTIETH)
    lines = add(look, "w:tblBorders")
    for side in ("bottom", "insideH"):
        add(lines, f"w:{side}", val="single", sz=4, space=0, color=LINE)
    add(look, "w:tblLayout", type="fixed")
    margins = add(look, "w:tblCellMar")
    add(margins, "w:left", w=0, type="dxa")
    add(margins, "w:right", w=120, type="dxa")
    add(look, "w:tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0,
        noHBand=0, noVBand=1)  # fmt: skip
    add(look, "w:tblCaption", val=caption)
    add(look, "w:tblDescription", val=says)
    table._tbl.replace(table._tbl.tblPr, look)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    for row in table.rows:
        add(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Emu(width)
    add(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for cell in table.rows[0].cells:
        _line(cell, "bottom")


def keep_together(table: Table) -> None:
    """Keep a filled table on one page unless it is long."""
    rows = table.rows
    if len(rows) > _MOST_TOGETHER:
        return
    for row in list(rows)[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def set_total(row: _Row) -> None:
    """Rule off the row of totals."""
    for cell in row.cells:
        _line(cell, "top", "bottom")


def _line(cell: _Cell, *sides: str) -> None:
    lines = add(cell._tc.get_or_add_tcPr(), "w:tcBorders")
    for side in sides:
        add(lines, f"w:{side}", val="single", sz=12, space=0, color=INK)


def _properties(paragraph: Paragraph) -> Any:
    return paragraph._p.get_or_add_pPr()


# The order of ECMA-376 17.3.1.26: Word refuses a file that has them in another.
_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
)
_AFTER_SHADE = ("w:tabs", "w:suppressAutoHyphens", "w:bidi", *_AFTER_BIDI)
_AFTER_BORDER = ("w:shd", *_AFTER_SHADE)
