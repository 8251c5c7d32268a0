import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import alongside
from alongside.methods.documents.html import to_html, to_html_page
from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Bullets,
    Column,
    Document,
    Figures,
    Finding,
    Notice,
    Pairs,
    Paragraph,
    Quote,
    Said,
    Table,
)
from alongside.methods.documents.tests.example import REPORT
from alongside.methods.shown import Shown

STYLES = Path(alongside.__file__).parent / "web" / "static" / "web"
BAD = "<script>alert('1')</script> & \"x\" onload=y"


class Tree(HTMLParser):
    """Every element with its attributes, and which are open at the end."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def everywhere(text: str) -> Document:
    """A document with `text` wherever a text may stand."""
    bar = Bar(text, text, 0.5)
    return Document(
        text,
        (
            Paragraph(text),
            Bullets((text,)),
            Figures(((text, text),)),
            Finding(text, Shown(1), 2, text, note=text),
            Bars(text, text, (text, text), (bar,), (text, text), text),
            Pairs(text, text, ((text, bar, bar),), (text, text), text),
            Table(text, (Column(text), Column(text)), ((text, text),), (text, text), text),
            Quote(text, text),
            Answered((Said(text, 1, 2, (text,)),), text, text),
            Notice(text, (text,)),
            Figures((("hidden", Shown.withheld(text)),)),
        ),
        kicker=text,
        stamp=text,
        facts=((text, text),),
    )


def test_every_text_is_escaped_and_whole() -> None:
    tree = Tree(to_html(everywhere(BAD)))
    plain = Tree(to_html(everywhere("plain")))
    assert [tag for tag, _ in tree.elements] == [tag for tag, _ in plain.elements]
    assert tree.text.count(BAD) == plain.text.count("plain") == 48
    assert tree.open == []


def test_a_long_name_of_a_time_stands_over_its_bar() -> None:
    bars = (Bar("Before", 3, 0.3), Bar("October 2026", 4, 0.4))
    page = Tree(to_html(Document("Title", (Pairs("Each time", "", (("Yes", *bars),)),))))
    looks = [attributes["class"] for _, attributes in page.elements if "class" in attributes]
    assert [look for look in looks if look.startswith("pair")] == ["pair", "pair over"]


def test_it_stands_under_a_strict_policy() -> None:
    tree = Tree(to_html(REPORT))
    names = {name for _, attributes in tree.elements for name in attributes}
    assert {name for name in names if name == "style" or name.startswith("on")} == set()
    assert {tag for tag, _ in tree.elements} & {"script", "style", "link", "img"} == set()


def test_it_uses_only_classes_of_the_style_sheets() -> None:
    sheets = "".join((STYLES / name).read_text() for name in ("parts.css", "bars.css"))
    known = set(re.findall(r"\.([a-z][a-z-]*)", sheets))
    used = {
        name
        for _, attributes in Tree(to_html(REPORT)).elements
        for name in (attributes.get("class") or "").split()
    }
    assert used - known == set()


def test_headings_leave_out_no_level() -> None:
    levels = [int(tag[1]) for tag, _ in Tree(to_html(REPORT)).elements if re.match(r"h\d", tag)]
    assert levels[0] == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == []
    assert levels.count(1) == 1


def test_names_are_used_once_and_point_at_something() -> None:
    elements = Tree(to_html(REPORT)).elements
    names = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(names) == len(set(names))
    pointed = {a["aria-labelledby"] for _, a in elements if "aria-labelledby" in a}
    assert pointed - set(names) == set()


def test_a_chart_is_a_table_with_its_roles_and_hidden_drawings() -> None:
    bars = Bars("c", "n", ("Area", "People"), (Bar("Housing", 5, 0.5),), ("All", 5), "Says.")
    elements = Tree(to_html(Document("T", (bars,)))).elements
    roles = [(tag, a["role"]) for tag, a in elements if "role" in a]
    assert roles == [
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tr", "row"),
        ("th", "columnheader"),
        ("th", "columnheader"),
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "rowheader"),
        ("td", "cell"),
        ("tfoot", "rowgroup"),
        ("tr", "row"),
        ("th", "rowheader"),
        ("td", "cell"),
    ]
    assert [a["aria-hidden"] for tag, a in elements if tag == "svg"] == ["true"]


def test_the_bar_of_a_finding_says_its_range_but_no_per_cent_of_few() -> None:
    many = Finding("t", Shown(33), 41, "s", 33 / 41, 0.66, 0.9)
    few = Finding("t", Shown(3), 9, "s", 3 / 9)
    drawn = [
        (a.get("aria-label"), a.get("aria-hidden"))
        for tag, a in Tree(to_html(Document("T", (many, few)))).elements
        if tag == "svg"
    ]
    assert drawn == [("Bar: 80\xa0%, likely 66\xa0% to 90\xa0%", None), (None, "true")]


def test_a_hidden_number_looks_hidden_and_is_explained() -> None:
    page = to_html(REPORT)
    assert page.count('<span class="withheld">not shown</span>') == 2
    assert page.count("Why some numbers are not shown") == 1


def test_words_of_another_direction_stand_apart() -> None:
    page = to_html(Document("T", (Quote("شكرا", "October"),)))
    assert '<p dir="auto">شكرا</p>' in page


def test_a_page_is_whole_and_fetches_nothing() -> None:
    page = to_html_page(REPORT, "body { color: black }")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>People left knowing more, and most know where to go next</title>" in page
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert re.findall(r'(?:src|href)="', page) == []
    assert '<html lang="ur" dir="rtl">' in to_html_page(Document("T", (), language="ur"), "")


def test_a_style_sheet_cannot_leave_its_element() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        to_html_page(REPORT, "</STYLE><script>")


def test_control_characters_and_lines() -> None:
    page = to_html(Document("T", (Paragraph("a\x00b\r\nc\ud800"),)))
    assert "<p>a�b<br>c�</p>" in page
    assert page.encode()
