"""Every number reads the same, in the same order, in HTML, PDF and Word; Excel and CSV, which are
in an order of their own, have each of them as often."""

import csv
import io
import re
import warnings
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import docx
import openpyxl
import pypdf
import python_calamine
from docx.table import Table

from alongside.methods.documents.excel import to_excel
from alongside.methods.documents.html import to_html
from alongside.methods.documents.model import Document, Figures, Paragraph
from alongside.methods.documents.numbers import to_csv
from alongside.methods.documents.pdf import to_pdf
from alongside.methods.documents.tests.example import REPORT
from alongside.methods.documents.word import to_word
from alongside.methods.documents.words import number_words
from alongside.methods.intervals import percent
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
    title = r"\s+".join(map(re.escape, document.title.split()))
    foot = re.compile(rf"(?:{title}\s*)?Page \d+ of \d+")
    return " ".join(foot.sub("", page.extract_text().replace("\u200b", "")) for page in pages)


def word_text(document: Document) -> str:
    parts = docx.Document(io.BytesIO(to_word(document))).iter_inner_content()
    return " ".join(
        " ".join(cell.text for row in part.rows for cell in row.cells)
        if isinstance(part, Table)
        else part.text
        for part in parts
    )


def excel_text(document: Document) -> str:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        book = openpyxl.load_workbook(io.BytesIO(to_excel(document)))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return "  ".join(as_read(cell.value, cell.number_format) for cell in cells)


def as_read(value: object, number_format: str) -> str:
    """Return what Excel shows of a cell."""
    if not isinstance(value, int | float):
        return str(value or "")
    if number_format == "0%":
        return percent(value)
    return number_words(value, len(number_format.partition(".")[2]))


def csv_text(document: Document) -> str:
    """Return all that stands in the CSV, read as the page says it."""
    rows = csv.DictReader(io.StringIO(to_csv(document).decode("utf-8-sig")))
    return "  ".join(text for row in rows for text in map(as_said, row, row.values()))


def as_said(column: str, text: str) -> str:
    if column in {"low", "high"} and text:
        return percent(float(text))
    if column in {"number", "base"} and re.fullmatch(r"-?\d+", text):
        return number_words(int(text))
    if column == "number" and re.fullmatch(r"-?\d+\.\d+", text):
        return number_words(float(text))
    return text


def assert_all_formats_have_the_numbers_of(document: Document) -> list[str]:
    """Check a document in every format; return the numbers of its page. A fingerprint is no number,
    and is broken where a line ends."""
    facts = tuple(fact for fact in document.facts if "SHA-256" not in fact[0])
    document = replace(document, facts=facts)
    html = numbers(html_text(document))
    assert numbers(pdf_text(document)) == html
    assert numbers(word_text(document)) == html
    assert Counter(html) - Counter(numbers(excel_text(document))) == Counter()
    in_csv = Counter(html) - Counter(numbers(csv_text(document)))
    assert {found for found in in_csv if found[0].isdigit()} == set()
    return html


def test_all_formats_have_the_same_numbers() -> None:
    assert len(assert_all_formats_have_the_numbers_of(REPORT)) == 109


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
