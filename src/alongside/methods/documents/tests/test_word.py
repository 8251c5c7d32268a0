import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from alongside.methods.documents.model import Document, Quote
from alongside.methods.documents.tests.example import REPORT
from alongside.methods.documents.tests.test_html import everywhere
from alongside.methods.documents.word import to_word


@pytest.fixture(scope="module")
def report() -> Any:
    return docx.Document(io.BytesIO(to_word(REPORT)))


def test_headings_are_headings(report: Any) -> None:
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in report.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert headings[:4] == [
        ("Heading 1", REPORT.title),
        ("Heading 2", "What we found"),
        ("Heading 3", "understand co-production better now than before"),
        ("Heading 3", "know where to go for help"),
    ]


def test_it_says_its_title_language_and_day(report: Any) -> None:
    properties = report.core_properties
    assert (properties.title, properties.language, properties.author) == (REPORT.title, "en", "")
    assert properties.created.isoformat()[:10] == "2026-11-22"
    language = next(report.styles.element.iter(qn("w:lang")))
    assert language.get(qn("w:val")) == "en"


def test_every_table_has_words_a_head_that_repeats_and_row_names(report: Any) -> None:
    for table in report.tables:
        look = table._tbl.tblPr
        assert look.find(qn("w:tblCaption")).get(qn("w:val"))
        assert look.find(qn("w:tblDescription")).get(qn("w:val"))
        assert look.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"
        heads = [row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
        assert [row._tr for row in heads] == [table.rows[0]._tr]
    assert len(report.tables) == 5


def test_the_stamp_is_over_every_page(report: Any) -> None:
    section = report.sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == REPORT.stamp
    assert report.paragraphs[0].text == REPORT.stamp
    assert "Page " in section.footer.paragraphs[0].text
    assert "Page " in section.first_page_footer.paragraphs[0].text


def test_bars_are_ground_of_paragraphs_and_hold_no_text(report: Any) -> None:
    cells = [row.cells[1] for row in report.tables[3].rows[1:]]
    assert [cell.text for cell in cells] == [*(f"{n}\n" for n in (7, 11, 8, 9, 11)), "46"]
    bars = [p for cell in cells for p in cell.paragraphs if p.style.name == "Bar"]
    fills = [bar._p.pPr.find(qn("w:shd")).get(qn("w:fill")) for bar in bars]
    assert fills == ["474D49"] * 5
    indents = [bar.paragraph_format.right_indent for bar in bars]
    assert [indent // 10_000 for indent in indents] == [153, 30, 122, 91, 30]


def test_any_text_can_be_held() -> None:
    held = docx.Document(io.BytesIO(to_word(everywhere("a\x00b <w:p/> \ud800 &"))))
    assert held.paragraphs[0].text == "a�b <w:p/> � &"


def test_words_from_right_to_left_run_so() -> None:
    document = docx.Document(io.BytesIO(to_word(Document("T", (Quote("شكرا جزيلا"),)))))
    said = document.paragraphs[-1]
    assert said._p.pPr.find(qn("w:bidi")) is not None
    assert said.runs[0].font.rtl
