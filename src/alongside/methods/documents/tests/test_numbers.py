"""Every number of a document stands in its CSV, with its base and its likely range."""

import csv
import io

from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Column,
    Count,
    Document,
    Finding,
    Heading,
    Paragraph,
    Said,
    Table,
)
from alongside.methods.documents.numbers import to_csv
from alongside.methods.shown import Shown

HIDDEN = Shown.withheld("few")


def lines(*blocks: object) -> list[list[str]]:
    document = Document("T", blocks)  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(to_csv(document).decode("utf-8-sig"))))[1:]


def test_the_main_answer_has_its_base_its_range_and_its_sentence() -> None:
    (main, bar, other) = lines(
        Heading("Name one", 3),
        Bars(
            "How people answered",
            "",
            ("Answer", "People"),
            (Bar("Named one", Shown(34), 0.79), Bar("Did not", HIDDEN)),
            says="34 of 43 people named one.",
            base=Shown(43),
            counts=(Count("“Named one”", 34, Shown(43)),),
        ),
    )
    likely = ["34", "43", "0.647944", "0.885772"]
    place = ["Name one", "How people answered"]
    assert main == [*place, "“Named one”", "people", *likely, "34 of 43 people named one."]
    assert bar == [*place, "Named one", "People", *likely, ""]
    assert other == [*place, "Did not", "People", "", "43", "", "", ""]


def test_a_finding_has_those_who_did_not_move_too() -> None:
    found = lines(
        Finding(
            "answered higher", Shown(27), 35, "8 gave the same.", counts=(Count("same", 8, 35),)
        )
    )
    assert [row[2:6] for row in found] == [
        ["answered higher", "people", "27", "35"],
        ["same", "people", "8", "35"],
    ]


def test_what_a_sentence_counts_and_what_people_said_stand_there() -> None:
    found = lines(
        Paragraph("It was opened 313 times.", counts=(Count("opened", 313),)),
        Paragraph("No number here."),
        Answered((Said("Tea", Shown(5), Shown(78)),), "There is tea.", "June 2025"),
    )
    assert [row[2:] for row in found] == [
        ["opened", "", "313", "", "", "", "It was opened 313 times."],
        ["Tea", "people", "5", "78", "0.027689", "0.141436", "There is tea. June 2025"],
    ]


def test_below_ten_people_there_is_no_range_and_a_cell_has_its_own_base() -> None:
    table = Table(
        "By team",
        (Column("Answer"), Column("Parks", number=True), Column("Roads", number=True)),
        (("Yes", Shown(4), Shown(12)),),
        bases=((None, Shown(9), Shown(20)),),
    )
    assert [row[4:7] for row in lines(table)] == [["4", "9", ""], ["12", "20", "0.386581"]]
