import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods.documents import pdf, typesetting
from alongside.methods.documents.excel import to_excel
from alongside.methods.documents.model import (
    Bar,
    Bars,
    Document,
    Finding,
    Heading,
    Paragraph,
    Quote,
)
from alongside.methods.documents.row_headers import UnknownLayout, with_row_headers
from alongside.methods.documents.showable import showable
from alongside.methods.documents.tests.example import REPORT
from alongside.methods.documents.tests.test_html import everywhere
from alongside.methods.documents.word import to_word
from alongside.methods.shown import Shown


@pytest.fixture(scope="module")
def report() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf.to_pdf(REPORT))) as opened:
        yield opened


def text_of(document: Document) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf.to_pdf(document))).pages
    return "\n".join(page.extract_text() for page in pages)


def elements(node: Any) -> Iterator[Any]:
    """Yield every element of the structure tree in order of reading."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def kinds(opened: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(opened.Root.StructTreeRoot.K)]


def attribute(element: Any, name: str) -> Any:
    return next((a[name] for a in element.get("/A", []) if name in a), None)


def test_it_says_what_pdf_ua_asks_of_the_file(report: pikepdf.Pdf) -> None:
    root = report.Root
    assert root.MarkInfo.Marked
    assert root.Lang == "en"
    assert root.ViewerPreferences.DisplayDocTitle
    metadata = report.open_metadata()
    assert metadata["dc:title"] == REPORT.title
    assert metadata["pdfuaid:part"] == "1"
    assert str(report.docinfo["/CreationDate"]) == "D:20261122000000Z"
    assert report.check_pdf_syntax() == []


def test_every_font_is_ours_and_embedded(report: pikepdf.Pdf) -> None:
    fonts = [
        font.DescendantFonts[0]
        for page in report.pages
        for font in page.Resources.Font.values()  # type: ignore[union-attr]
    ]
    names = {str(font.BaseFont).split("+")[1] for font in fonts}
    assert names == {"AlongsideLatin400", "AlongsideLatin700", "AlongsideLatin800"}
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_headings_tables_lists_and_quotes_are_tagged(report: pikepdf.Pdf) -> None:
    found = kinds(report)
    counts = {kind: found.count(kind) for kind in ("/H1", "/Table", "/L", "/BlockQuote", "/Figure")}
    assert counts == {"/H1": 1, "/Table": 5, "/L": 2, "/BlockQuote": 1, "/Figure": 2}
    levels = [int(kind[2]) for kind in found if kind in {"/H1", "/H2", "/H3"}]
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def test_every_figure_has_its_words(report: pikepdf.Pdf) -> None:
    figures = [e for e in elements(report.Root.StructTreeRoot.K) if e.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == [
        "Bar: 80\xa0%, likely 66\xa0% to 90\xa0%",
        "Bar: 85\xa0%, likely 72\xa0% to 93\xa0%",
    ]


def test_every_cell_names_its_row_and_its_column(report: pikepdf.Pdf) -> None:
    all_elements = list(elements(report.Root.StructTreeRoot.K))
    heads = {str(e["/ID"]): e for e in all_elements if e.S == "/TH"}
    cells = [e for e in all_elements if e.S == "/TD"]
    assert (len(heads), len(cells)) == (35, 31)
    for cell in cells:
        scopes = [attribute(heads[str(name)], "/Scope") for name in attribute(cell, "/Headers")]
        assert scopes == ["/Column", "/Row"]
    names = list(report.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == sorted(heads)
    assert all(element == heads[str(name)] for name, element in zip(names[::2], names[1::2]))  # noqa: B905


def test_a_row_that_names_nothing_is_left_alone() -> None:
    plain = Document("T", (Paragraph("No table."),))
    with pikepdf.open(io.BytesIO(pdf.to_pdf(plain))) as opened:
        assert kinds(opened) == ["/Document", "/H1", "/P"]
        assert opened.check_pdf_syntax() == []


def test_another_kind_of_pdf_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.new() as other:
        other.add_blank_page()
        other.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(UnknownLayout):
        with_row_headers(out.getvalue())


def test_the_stamp_is_on_every_page_and_read_out_once() -> None:
    long = Document("T", tuple(Paragraph("Words. " * 90) for _ in range(12)), stamp="Not shared")
    pages = pypdf.PdfReader(io.BytesIO(pdf.to_pdf(long))).pages
    assert [page.extract_text().count("Not shared") for page in pages] == [1] * len(pages)
    assert len(pages) > 1
    with pikepdf.open(io.BytesIO(pdf.to_pdf(long))) as opened:
        assert kinds(opened) == ["/Document", "/P", "/H1", *["/P"] * 12]


def test_pages_are_numbered() -> None:
    assert text_of(REPORT).count("Page 2 of ") == 1


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from alongside.methods.documents import excel, pdf, word;"
        "from alongside.methods.documents.tests.example import REPORT;"
        "makers = (pdf.to_pdf, word.to_word, excel.to_excel);"
        "print(*(hashlib.sha256(make(REPORT)).hexdigest() for make in makers))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
        text=True,
    )
    files = (pdf.to_pdf(REPORT), to_word(REPORT), to_excel(REPORT))
    assert elsewhere.stdout.split() == [hashlib.sha256(file).hexdigest() for file in files]


@pytest.mark.parametrize("language", ["cy", "en-GB", "zh-Hans", "ur"])
def test_it_says_its_language(language: str) -> None:
    document = dataclasses.replace(REPORT, language=language)
    with pikepdf.open(io.BytesIO(pdf.to_pdf(document))) as opened:
        assert str(opened.Root.Lang).split("-")[0] == language.split("-")[0]
        direction = "/R2L" if language == "ur" else "/L2R"
        assert opened.Root.ViewerPreferences.Direction == direction


def test_text_is_never_markup() -> None:
    bad = '#panic("x") $x$ *b* _i_ @ref <label> \\ ] } // /* = h'
    text = " ".join(text_of(everywhere(bad)).split())
    assert text.count('#panic("x")') > 30


def test_without_fonts_it_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    with pytest.raises(
        typesetting.FontsMissing, match=r"^The fonts for PDF are missing. Run `make setup`"
    ):
        pdf.to_pdf(REPORT)


def test_writing_without_a_font_is_named_and_explained() -> None:
    document = Document("T", (Quote("我学到了很多 谢谢 👍", "October"),))
    text = " ".join(text_of(document).split())
    assert "“[words in Chinese or Japanese] [thumbs up sign]”" in text
    assert "Words in square brackets stand for writing that this file cannot show." in text


def test_brackets_that_people_wrote_are_not_explained() -> None:
    assert "stand for writing" not in text_of(Document("T", (Quote("[sic] I said", "October"),)))


def test_a_letter_keeps_its_mark_where_a_font_has_it() -> None:
    latin = (frozenset("Łódź cafée\u0301"), frozenset("o\u0304"))
    assert showable("Łódź cafe\u0301 ō", latin) == "Łódź café o"
    assert showable("ō", (*latin, frozenset("ō"))) == "ō"


def test_a_sign_is_never_shown_as_its_opposite() -> None:
    assert showable("a ≠ b", [frozenset("ab =")]) == "a [not equal to] b"


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_any_text_makes_a_pdf(text: str) -> None:
    assert pdf.to_pdf(Document("T", (Paragraph(text), Quote(text)))).startswith(b"%PDF-1.7")


def test_a_long_word_stays_on_the_page(report: pikepdf.Pdf) -> None:
    assert len(text_of(Document("T", (Paragraph("a" * 300),))).splitlines()) > 4


def test_a_report_of_many_rows_repeats_its_head() -> None:
    bars = tuple(Bar(f"Area {n}", Shown(n), n / 90) for n in range(1, 90))
    document = Document("T", (Heading("H"), Bars("All", "", ("Area name", "People"), bars)))
    opened = pypdf.PdfReader(io.BytesIO(pdf.to_pdf(document)))
    assert [page.extract_text().count("Area name") for page in opened.pages] == [1] * len(
        opened.pages
    )
    assert len(opened.pages) == 3


def test_a_finding_before_any_heading_is_a_heading_of_its_own() -> None:
    document = Document("T", (Finding("found", Shown(3), 9, "s", 3 / 9),))
    with pikepdf.open(io.BytesIO(pdf.to_pdf(document))) as opened:
        assert [kind for kind in kinds(opened) if kind.startswith("/H")] == ["/H1", "/H2"]
        assert "/Figure" not in kinds(opened)
