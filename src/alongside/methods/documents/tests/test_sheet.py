"""Questions on paper: every type can be answered with a pen, and each copy says its own pages."""

import io
from typing import Any

import pikepdf
import pypdf
import pytest

from alongside.methods.documents.sheet import Item, Sheets, Slip, to_sheets
from alongside.methods.documents.tests.test_pdf import kinds
from alongside.methods.questions import question_types, type_of
from alongside.methods.questions.on_paper import Cells, Grid, Lines, Ticks
from alongside.methods.tests.questions_form import QUESTIONS
from alongside.methods.tests.questions_form import question as question_of

SLIP = Slip("Keep this", "Type a code.", (("words", "Question 1", "K4M7-PQRT-WXY2"),))


def sheets(*items: Item, **more: Any) -> Sheets:
    plain = {
        "language": "en",
        "title": "Tea",
        "from_whom": "Sandbrook",
        "page": "Page {page} of {pages}",
        "intro": ("Hello.",),
        "facts": (("Until", "Monday"),),
        "items": items,
    }
    return Sheets(**(plain | more))


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_every_type_is_answered_with_a_pen_unless_it_is_only_read() -> None:
    for name in QUESTIONS:
        assert type_of(question_of(name)).on_paper(question_of(name)) is not None, name
    assert question_types()["note"].on_paper({"name": "n", "type": "note"}) is None


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("one", Ticks),
        ("several", Ticks),
        ("agreement", Ticks),
        ("scale", Ticks),
        ("consent", Ticks),
        ("matrix", Grid),
        ("before_now", Grid),
        ("ranking", Cells),
        ("points", Cells),
        ("slider", Cells),
        ("file", Ticks),
        ("date", Cells),
        ("number", Cells),
        ("short", Lines),
        ("long", Lines),
        ("name_one", Lines),
        ("own_code", Lines),
    ],
)
def test_each_type_has_its_own_way(question: str, found: type) -> None:
    asked = question_of(question)
    answer = type_of(asked).on_paper(asked)
    assert isinstance(answer, found)
    text = text_of(to_sheets(sheets(Item("q", "1", "What?", answer=answer))))
    words = {
        Ticks: lambda a: [*a.options, *a.hints],
        Grid: lambda a: [*a.rows, *a.columns],
        Cells: lambda a: [part for field in a.fields for part in field],
        Lines: lambda a: [],
    }[found](answer)
    assert "1. What?" in text
    assert [one for one in words if one not in text] == []


@pytest.mark.parametrize("size", ["ordinary", "large"])
def test_each_copy_begins_anew_and_says_its_own_pages(size: Any) -> None:
    items = [Item("words", "1", "Words?", answer=Lines(6))]
    items += [Item(f"q{n}", str(n), "Tick", answer=Ticks(("Yes", "No"))) for n in range(2, 14)]
    pdf = pypdf.PdfReader(io.BytesIO(to_sheets(sheets(*items, slips=(SLIP, SLIP)), size)))
    half = len(pdf.pages) // 2
    assert len(pdf.pages) == 2 * half
    said = [f"Page {page} of {half}" for _ in range(2) for page in range(1, half + 1)]
    assert [page.extract_text().split("Tea")[-1].strip() for page in pdf.pages] == said


def test_a_code_stands_on_the_slip_and_beside_its_words() -> None:
    item = Item("words", "1", "Words?", answer=Lines(2))
    text = text_of(to_sheets(sheets(item, slips=(SLIP,), code_word="Code: {code}")))
    assert text.count("K4M7-PQRT-WXY2") == 2
    assert "Code: K4M7-PQRT-WXY2" in text


def test_a_wide_grid_becomes_a_list_for_each_row() -> None:
    columns = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly")
    grid = Grid(("I am heard", "I am paid"), columns)
    many = text_of(to_sheets(sheets(Item("q", "1", "How far?", answer=grid)), "large"))
    assert many.count("Neither agree nor disagree") == 2
    few = text_of(to_sheets(sheets(Item("q", "1", "How far?", answer=Grid(("A",), ("B", "C"))))))
    assert few.count("B") == 1


def test_a_screen_reader_finds_headings_and_tables() -> None:
    grid = Grid(("I am heard",), ("Yes", "No"))
    made = to_sheets(
        sheets(
            Item("q", "1", "How far?", answer=grid, section="Part one"),
            Item("r", "2", "Why?", answer=Lines(1)),
            slips=(SLIP,),
        )
    )
    with pikepdf.open(io.BytesIO(made)) as opened:
        found = kinds(opened)
        assert found.count("/H1") == 1
        assert found.count("/H3") == 2
        assert "/TH" in found
        assert str(opened.Root.Lang) == "en"


def test_welsh_urdu_and_markup_are_set_as_they_are() -> None:
    bad = '#panic("x") $x$ <label>'
    text = text_of(to_sheets(sheets(Item("q", "1", bad, answer=Lines(1)), language="cy")))
    assert '#panic("x")' in text
    urdu = sheets(Item("q", "1", "آپ کیسے ہیں؟", answer=Ticks(("ہاں",))), language="ur", rtl=True)
    assert to_sheets(urdu).startswith(b"%PDF-1.7")


def test_questions_may_stand_before_the_first_section() -> None:
    items = (
        Item("first", "1", "Do you agree?", answer=Ticks(("Yes",))),
        Item("q", "2", "How far?", answer=Lines(1), section="Part one"),
        Item("r", "3", "Why?", answer=Lines(1)),
    )
    with pikepdf.open(io.BytesIO(to_sheets(sheets(*items, slips=(SLIP,))))) as opened:
        found = [kind for kind in kinds(opened) if kind.startswith("/H")]
    assert found == ["/H1", "/H2", "/H2", "/H3", "/H3", "/H2"]
