import io
import warnings
from typing import Any

import openpyxl
import pytest

from alongside.methods.documents.excel import to_excel
from alongside.methods.documents.model import (
    Bar,
    Bars,
    Column,
    Document,
    Finding,
    Heading,
    Paragraph,
    Table,
)
from alongside.methods.documents.tests.example import REPORT
from alongside.methods.documents.tests.test_html import everywhere
from alongside.methods.shown import Shown


def book(document: Document) -> Any:
    with warnings.catch_warnings():
        # openpyxl does not know the bars behind the numbers, and says so
        warnings.filterwarnings("ignore", module="openpyxl")
        return openpyxl.load_workbook(io.BytesIO(to_excel(document)))


@pytest.fixture(scope="module")
def report() -> Any:
    return book(REPORT)


def test_a_sheet_for_each_table_after_the_front_one(report: Any) -> None:
    assert report.sheetnames == [
        "Report",
        "Findings",
        "How well people understand it",
        "What people want next",
        "Two rounds of the same session",
        "People at each session",
        "People from each service area",
        "You said, we did",
        "In people’s own words",
    ]
    links = [cell.hyperlink.location for row in report["Report"] for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in report.sheetnames[1:]]


def test_the_stamp_is_on_every_sheet_and_printed_page(report: Any) -> None:
    for sheet in report:
        texts = [cell.value for row in sheet.iter_rows(max_row=3) for cell in row]
        assert REPORT.stamp in texts
        assert sheet.oddHeader.left.text == f"&B{REPORT.stamp}"


def test_heads_stay_in_sight(report: Any) -> None:
    sheet = report["People at each session"]
    assert sheet.freeze_panes == "B8"
    assert [cell.value for cell in sheet[7]] == ["Date", "People"]
    assert sheet.print_title_rows == "$7:$7"


def test_numbers_are_numbers_that_read_as_elsewhere(report: Any) -> None:
    row = report["Two rounds of the same session"][8]
    assert [(cell.value, cell.number_format) for cell in row[1:4]] == [
        (8, "#,##0"),
        (84, "#,##0"),
        (10.5, "#,##0.0"),
    ]
    assert [cell.value for cell in report["Findings"]["A"]][4:8] == ["What we found"] * 4
    share = report["Findings"]["E5"]
    assert (share.value, share.number_format) == (0.8, "0%")
    assert [cell.value for cell in report["Findings"][9]][2:7] == ["not shown", 41, *[None] * 3]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_nothing_is_read_as_a_formula(text: str) -> None:
    workbook = book(everywhere(text))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} - {"s", "n"} == set()
    assert text in [cell.value for cell in cells]


def test_an_address_is_not_made_a_link() -> None:
    workbook = book(Document("T", (Paragraph("https://example.org"),)))
    assert [cell.hyperlink for cell in workbook["Report"]["A"]] == [None] * 3


def test_names_of_sheets_are_short_different_and_allowed() -> None:
    columns = (Column("A"), Column("B"))
    captions = ("Q1: [what?] */\\ 'now'", "x" * 40, "x" * 41, "", "History", "report")
    tables = tuple(Table(caption, columns, ((1, 2),)) for caption in captions)
    assert book(Document("T", tables)).sheetnames == [
        "Report",
        "Q1 what 'now",
        "x" * 31,
        "x" * 29 + " 2",
        "Table",
        "History of it",
        "report 2",
    ]


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    assert len(book(Document("T", (Paragraph("a" * 40_000),)))["Report"]["A2"].value) == 32_000


def test_a_sheet_says_which_question_it_is_about() -> None:
    chart = Bars("How people answered", "", ("Answer", "People"), (Bar("Yes", 4),), base=9)
    found = Finding("answered higher", Shown(27), 35, "")
    blocks = [
        block
        for question in ("Is it useful?", "Is it fun?")
        for block in (Heading(question, 3), found, chart)
    ]
    workbook = book(Document("T", (Heading("What people thought"), *blocks)))
    assert workbook.sheetnames == ["Report", "Findings", "Is it useful", "Is it fun"]
    assert [workbook[name]["A1"].value for name in workbook.sheetnames[2:]] == [
        "Is it useful?: How people answered",
        "Is it fun?: How people answered",
    ]
    assert [cell.value for cell in workbook["Is it fun"][5]] == ["Yes", 4, 9]
    assert [workbook["Findings"][row][0].value for row in (4, 5)] == ["Is it useful?", "Is it fun?"]
