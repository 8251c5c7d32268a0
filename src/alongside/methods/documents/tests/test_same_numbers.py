"""Every number reads the same, in the same order, in HTML, PDF and Word; and Excel has it."""

import io
import re
from html.parser import HTMLParser

import docx
import pypdf
import python_calamine
from docx.table import Table

from alongside.methods.documents.excel import to_excel
from alongside.methods.documents.html import to_html
from alongside.methods.documents.model import Document, Figures, Paragraph
from alongside.methods.documents.pdf import to_pdf
from alongside.methods.documents.tests.example import REPORT
from alongside.methods.documents.word import to_word
from alongside.methods.shown import Shown

NUMBER = re.compile(r"−?\d[\d,]*(?:\.\d+)?(?: %)?|not shown|no answer|not asked")


def numbers(text: str) -> list[str]:
    return NUMBER.findall(" ".join(text.split()))


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def html_text(document: Document) -> str:
    parser = Words()
    parser.feed(to_html(document))
    return " ".join(parser.words)


def pdf_text(document: Document) -> str:
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages
    foot = re.compile(r"Page \d+ of \d+")
    return " ".join(foot.sub("", page.extract_text()) for page in pages)


def word_text(document: Document) -> str:
    parts = docx.Document(io.BytesIO(to_word(document))).iter_inner_content()
    return " ".join(
        " ".join(cell.text for row in part.rows for cell in row.cells)
        if isinstance(part, Table)
        else part.text
        for part in parts
    )


def test_the_three_formats_have_the_same_numbers() -> None:
    html = numbers(html_text(REPORT))
    assert numbers(pdf_text(REPORT)) == html
    assert numbers(word_text(REPORT)) == html
    assert len(html) == 104


def test_the_example_holds_what_is_easy_to_get_wrong() -> None:
    found = set(numbers(html_text(REPORT)))
    assert {"1,250", "1,234", "12.7", "9.2", "52 %", "not shown", "no answer", "not asked"} <= found


def test_a_number_that_differs_is_seen() -> None:
    """The comparison itself can fail: one count more is another list of numbers."""
    one = Document("T", (Figures((("people", Shown(1250)),)),))
    other = Document("T", (Figures((("people", Shown(1251)),)),))
    assert numbers(html_text(one)) == ["1,250"]
    assert numbers(pdf_text(other)) == ["1,251"]


def test_negative_and_small_numbers_read_the_same() -> None:
    document = Document("T", (Figures((("change", -1234.56), ("p", 0.05))), Paragraph("−3")))
    assert numbers(html_text(document)) == ["−1,234.6", "0.1", "−3"]
    assert numbers(pdf_text(document)) == numbers(html_text(document))
    assert numbers(word_text(document)) == numbers(html_text(document))


def test_excel_has_the_numbers_of_the_tables_as_numbers() -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(to_excel(REPORT)))
    rounds = book.get_sheet_by_name("Two rounds of the same session").to_python()
    assert rounds[5:] == [
        ["2024, led by a partner", 3, 38, 12.7, "not asked"],
        ["August 2025 to March 2026, led by our own team", 5, 46, 9.2, 1234],
        ["Both", 8, 84, 10.5, "no answer"],
    ]
    areas = book.get_sheet_by_name("People from each service area").to_python()
    assert areas[-3:] == [
        ["7 other areas, each", "not shown"],
        ["7 other areas together", 12],
        ["All", 46],
    ]
