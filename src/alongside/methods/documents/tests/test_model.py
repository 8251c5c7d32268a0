import math

import pytest

from alongside.methods.documents.model import (
    Bar,
    Column,
    Document,
    Figures,
    Finding,
    Heading,
    Paragraph,
    Table,
    Words,
)
from alongside.methods.documents.outline import column_letters, hidden_reasons, sections
from alongside.methods.documents.tests.example import FEW, REPORT, TOTAL
from alongside.methods.shown import Shown

HIDDEN = Shown.withheld("fewer than 5 people")


@pytest.mark.parametrize(
    "drawn", [{"share": 0.1}, {"low": 0.1, "high": 0.2}, {"share": 0.1, "low": 0.1, "high": 0.2}]
)
def test_a_hidden_number_may_not_be_drawn(drawn: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="'Housing': a number that is not shown has no bar"):
        Bar("Housing", HIDDEN, **drawn)
    with pytest.raises(ValueError, match="has no bar and no range"):
        Finding("know where to go", HIDDEN, 41, "", **drawn)


@pytest.mark.parametrize(
    ("drawn", "message"),
    [
        ({"share": 80}, "from 0 to 1"),
        ({"share": -0.1}, "from 0 to 1"),
        ({"share": math.nan}, "from 0 to 1"),
        ({"share": 0.5, "low": 0.4}, "a low and a high"),
        ({"share": 0.5, "low": 0.6, "high": 0.4}, "a low and a high"),
    ],
)
def test_a_bar_that_cannot_be_drawn_is_refused(drawn: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Bar("Housing", 3, **drawn)


def test_a_row_of_another_length_is_refused() -> None:
    columns = (Column("Area"), Column("People", number=True))
    with pytest.raises(ValueError, match="'Who': a row has 3 cells for 2 columns"):
        Table("Who", columns, (("Housing", 1, 2),))
    with pytest.raises(ValueError, match="a row has 1 cells for 2 columns"):
        Table("Who", columns, (), ("All",))


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot show nan"):
        Bar("Housing", math.nan)
    with pytest.raises(ValueError, match="cannot show inf"):
        Figures((("people", math.inf),))


def test_a_document_has_a_title_and_a_language() -> None:
    with pytest.raises(ValueError, match="needs a title"):
        Document(" ", ())
    with pytest.raises(ValueError, match="not a language tag: 'en\"'"):
        Document("T", (), language='en"')


def test_each_reason_is_explained_once_at_the_end() -> None:
    assert hidden_reasons(REPORT) == (TOTAL, FEW)
    last = sections(REPORT)[-1]
    assert (last.heading, [block.title for block in last.blocks]) == (
        None,
        ["Why some numbers are not shown"],
    )


def test_nothing_hidden_nothing_explained() -> None:
    document = Document("T", (Heading("A"), Figures((("people", Shown(3)),))))
    assert [section.heading for section in sections(document)] == [Heading("A")]


def test_no_level_of_headings_is_left_out() -> None:
    document = Document("T", (Heading("a", 3), Heading("B"), Heading("c", 3), Paragraph("p")))
    assert [(section.level, len(section.blocks)) for section in sections(document)] == [
        (2, 1),
        (3, 2),
    ]


def test_a_column_of_a_crowded_table_has_room_for_its_longest_word() -> None:
    """Beside three columns of sentences "Extremely" lay over what stood next to it."""
    likely = "28 %, likely between 2 and 4 of every 10 people"
    columns = tuple(map(Column, ("Answer", "October 2025", "October 2026", "Change")))
    chance = "no clear difference, it could be chance"
    crowded = Table("What changed", columns, (("Extremely", likely, likely, chance),))
    assert column_letters(crowded, Words()) == (11, 22, 22, 24)
    roomy = Table("Times", columns[:2], (("Yes", "3"),))
    assert column_letters(roomy, Words()) == (8, 12)
