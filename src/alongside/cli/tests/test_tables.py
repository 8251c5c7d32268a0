"""`alongside tables`: every question of a file counted, by groups, protected."""

import csv
import json
from pathlib import Path

import pytest

from alongside.cli import main

SURVEYS = next(
    (found for up in Path(__file__).parents if (found := up / "shared/data/surveys").is_dir()), None
)
PUBLISHED = sorted((SURVEYS / "uk16_published").glob("*.csv")) if SURVEYS else []
needs_surveys = pytest.mark.skipif(SURVEYS is None, reason="the surveys are not on this machine")

ROWS = "Area,Tea?\n" + "North,Yes\n" * 12 + "North,No\n" * 10 + "South,Yes\n" * 15 + "South,\n"
FORM = {
    "title": {"en": "Tea"},
    "languages": ["en"],
    "questions": [
        {
            "type": "one",
            "name": "tea",
            "label": {"en": "Tea?"},
            "choices": [
                {"name": "yes", "label": {"en": "Yes"}},
                {"name": "no", "label": {"en": "No"}},
                {"name": "never", "label": {"en": "Never"}},
            ],
        },
        {
            "type": "several",
            "name": "with",
            "label": {"en": "What with?"},
            "choices": [
                {"name": "milk", "label": {"en": "Milk"}},
                {"name": "sugar", "label": {"en": "Sugar"}},
            ],
        },
        {"type": "before_now", "name": "know", "label": {"en": "How well do you know tea?"}},
        {"type": "long", "name": "why", "label": {"en": "Why?"}},
    ],
}


@pytest.fixture
def file(tmp_path):
    def write(content, name="r.csv"):
        path = tmp_path / name
        path.write_text(content)
        return str(path)

    return write


@pytest.fixture
def said(capsys):
    def do(*args):
        assert main(["tables", *map(str, args), "--json"]) == 0
        found = capsys.readouterr()
        return json.loads(found.out), found.err

    return do


def test_a_table_for_each_column(file, said):
    found, _ = said(file(ROWS), "--min-count", 1)
    assert found["rows"] == 38
    assert found["tables"][1] == {
        "question": "Tea?",
        "by": None,
        "categories": ["No", "Yes"],
        "groups": ["all"],
        "counts": [[10], [27]],
        "answered": [37],
        "refused": "",
    }


def test_answers_that_differ_by_a_space_are_counted_apart_and_it_is_said(file, said):
    found, err = said(file('Tea?\nNever\nNever\n"Never "\n'), "--min-count", 1)
    (tea,) = found["tables"]
    assert (tea["categories"], tea["counts"]) == (["Never", "Never"], [[1], [2]])
    assert "they are counted apart" in err


def test_by_a_column(file, said):
    found, err = said(file(ROWS), "--by", "area", "--min-count", 1)
    area, tea = found["tables"]
    assert (area["by"], area["groups"], area["counts"]) == (None, ["all"], [[22], [16]])
    assert (tea["by"], tea["groups"]) == ("Area", ["North", "South"])
    assert tea["counts"] == [[10, 0], [12, 15]]
    assert tea["answered"] == [22, 15]
    assert "not protected, not for sharing" in err


def test_small_numbers_are_withheld_and_what_would_give_them_away(file, said):
    found, err = said(file(ROWS.replace("North,No", "North,Perhaps", 3)))
    counts = dict(zip(found["tables"][1]["categories"], found["tables"][1]["counts"], strict=True))
    assert counts == {"No": [None], "Perhaps": [None], "Yes": [27]}
    assert err == ""


def test_names_and_own_words_are_in_no_table_that_may_leave(file, said):
    names = "Name,Tea?\n" + "".join(f"Person {chr(65 + n)},Yes\n" for n in range(20))
    found, err = said(file(names))
    assert [table["question"] for table in found["tables"]] == ["Tea?"]
    assert "“Name” is left out: it says who somebody is" in err


def test_with_a_form_every_choice_is_there(file, said):
    rows = "Tea?,with,know.before,know.now,why,shoe\n" + "yes,milk sugar,1,4,a,b\n" * 12
    rows += "No,milk,2,2,,\n" * 11 + "Perhaps,,,,x,\n"
    form = file(json.dumps(FORM), "form.json")
    found, err = said(file(rows), "--form", form, "--min-count", 1)
    tables = {table["question"]: table for table in found["tables"]}
    assert tables["Tea?"]["categories"] == ["Yes", "No", "Never"]
    assert tables["Tea?"]["counts"] == [[12], [11], [0]]
    assert tables["with"]["counts"] == [[23], [12]]
    assert tables["know: now"]["counts"][3] == [12]
    assert "shoe" not in tables
    assert "why" not in str(found)
    assert "Line 25: “Perhaps” is no answer to “Tea?”" in err
    assert "“why” is left out: people answer in their own words." in err


def test_the_same_word_that_is_no_answer_is_said_once_for_all_its_lines(file, said):
    rows = "Tea?\n" + "Yes\n" * 12 + "Perhaps\n" * 9 + "Never ever\n"
    found, err = said(file(rows), "--form", file(json.dumps(FORM), "form.json"))
    assert found["rows"] == 22
    kept = "is no answer to “Tea?”; the rest of the line is kept."
    assert err.splitlines()[:3] == [
        f"Lines 14, 15, 16 and 6 more: “Perhaps” {kept}",
        "Lines 14, 15, 16 and 7 more: there is no answer on it.",
        f"Line 23: “Never ever” {kept}",
    ]


def test_answers_with_the_codes_of_another_product_fit_its_form(file, said):
    form = (
        "| survey |\n| | type | name | label |\n| | select_multiple how | how | How? |\n"
        "| choices |\n| | list_name | name | label |\n"
        "| | how | Bus/tram | By bus or tram |\n| | how | 1.5 | Some other way |\n"
    )
    rows = "how\n" + "Bus/tram 1.5\n" * 12 + "1.5\n" * 11
    found, err = said(file(rows), "--form", file(form, "form.md"))
    (how,) = found["tables"]
    assert (how["categories"], how["counts"]) == (
        ["By bus or tram", "Some other way"],
        [[12], [23]],
    )
    assert err == ""


@pytest.mark.parametrize("cells", ["Roads;Parks;\nParks;Roads;\n", "roads parks\nparks roads\n"])
def test_what_people_put_in_order_is_counted(file, said, cells):
    form = (
        "| survey |\n| | type | name | label |\n| | rank what | first | First? |\n| choices |\n"
        "| | list_name | name | label |\n| | what | roads | Roads |\n| | what | parks | Parks |\n"
    )
    found, err = said(file("first\n" + cells * 12), "--form", file(form, "form.md"))
    assert {table["answered"][0] for table in found["tables"]} == {24}
    assert [12] in found["tables"][0]["counts"]
    assert err == ""


def test_a_form_by_a_column_that_is_no_question(file, said):
    rows = "Area,Tea?\n" + "North,Yes\n" * 12 + "South,No\n" * 14
    form = file(json.dumps(FORM), "form.json")
    found, err = said(file(rows), "--form", form, "--by", "Area", "--min-count", 1)
    (tea,) = found["tables"]
    assert tea["counts"] == [[12, 0], [0, 14], [0, 0]]
    assert "“with” is left out: no column answers it." in err


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["nowhere.csv"], "There is no file nowhere.csv."),
        (["{file}", "--min-count", "0"], "--min-count 0 is below 1."),
        (["{file}", "--by", "Shoe"], "Shoe"),
        (["{file}", "--form", "{file}"], "There is no sheet “survey”"),
        (["-", "--form", "-"], "Only one of the two files"),
        (["{ids}", "--by", "id"], "has 70 different answers; groups are 60 or fewer."),
        (["{blank}", "--by", "b"], "Nobody answered “b”"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(file, capsys, args, why):
    ids = "id\n" + "".join(f"{number}\n" for number in range(70))
    places = {"file": file(ROWS), "ids": file(ids, "i.csv"), "blank": file("a,b\n1,\n", "b.csv")}
    assert main(["tables", *(one.format(**places) for one in args)]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert why in found.err
    assert found.err.count("\n") == 1


def test_a_number_in_words_is_refused_in_a_sentence(file, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["tables", file(ROWS), "--min-count", "a few"])
    assert "--min-count: “a few” is no whole number" in capsys.readouterr().err


def test_it_is_read_by_people(file, capsys):
    assert main(["tables", file(ROWS), "--by", "Area"]) == 0
    assert "Answered" in capsys.readouterr().out


@needs_surveys
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_the_published_tables_of_uk16_come_out_exactly(said, path):
    """Blank answers are not a category, and one that nobody chose may have no row of ours. The
    publishers left out those who had typed a space after "Never", which we count beside it."""
    tables = {table["question"]: table for table in everything(said)["tables"]}
    first, *rows = [
        [cell.replace("\u00a0", " ") for cell in row]
        for row in csv.reader(path.read_text().splitlines())
    ]
    for place, name in enumerate(first[1:], start=1):
        table = tables[name.strip()]
        found = {
            (answer, row[0])
            for answer, row in zip(table["categories"], table["counts"], strict=True)
        }
        published = {(row[0].strip(), int(float(row[place]))) for row in rows if row[place]}
        published = {(answer, number) for answer, number in published if answer}
        assert published - {(answer, 0) for answer, _ in published} <= found
        assert {answer for answer, _ in found - published} <= {"Never"}


_ONCE = {}


def everything(said):
    if not _ONCE:
        _ONCE.update(said(SURVEYS / "uk16.csv", "--min-count", 1)[0])
    return _ONCE


@needs_surveys
def test_the_published_tables_are_all_here():
    assert len(PUBLISHED) == 23
