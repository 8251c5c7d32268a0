"""`alongside form`: a form of another product read, and written for another."""

import json

import pytest

from alongside.cli import main

MARKDOWN = """| survey |
| | type | name | label | required |
| | select_one yn | tea | Tea? | yes |
| | geopoint | place | Where? | |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "my_form.md"
    path.write_text(MARKDOWN)
    return str(path)


def test_the_json_has_every_question_that_was_found(file, capsys):
    assert main(["form", file, "--json"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["title"], found["languages"]) == ("my form", ["en"])
    tea, place = found["questions"]
    assert tea == {
        "name": "tea",
        "type": "one",
        "label": {"en": "Tea?"},
        "hint": {},
        "required": True,
        "relevant": "",
        "constraint": "",
        "choices": [
            {"name": "yes", "label": {"en": "Yes"}},
            {"name": "no", "label": {"en": "No"}},
        ],
        "asked": True,
    }
    assert (place["type"], place["asked"]) == ("geopoint", False)
    assert "asks for a place on a map" in said.err


def test_it_is_read_by_people(file, capsys):
    assert main(["form", file]) == 0
    said = capsys.readouterr().out
    assert "1. Tea?\n   tea: one, must be answered\n   - yes: Yes" in said


@pytest.mark.parametrize("to", ["xlsform", "surveyjs", "json"])
def test_it_is_written_for_others_and_is_the_same_form(file, tmp_path, capsys, to):
    out = tmp_path / "out"
    assert main(["form", file, "--to", to, "--out", str(out)]) == 0
    capsys.readouterr()
    assert main(["form", str(out), "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["type"]) for one in again["questions"]] == [("tea", "one")]


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["nowhere.md"], "There is no file nowhere.md."),
        (["{file}", "--to", "json"], "--to and --out go together"),
        (["{empty}"], "The file is empty."),
        (["{file}", "--to", "json", "--out", "/nowhere/x"], "cannot be written"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(file, tmp_path, capsys, args, why):
    (tmp_path / "empty").write_text("")
    filled = [one.format(file=file, empty=tmp_path / "empty") for one in args]
    assert main(["form", *filled]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err


def test_a_form_without_a_question_for_us_is_not_written(tmp_path, capsys):
    path = tmp_path / "map.md"
    path.write_text("| survey |\n| | type | name | label |\n| | geopoint | a | Where? |\n")
    assert main(["form", str(path), "--json"]) == 0
    assert main(["form", str(path), "--to", "json", "--out", str(tmp_path / "o")]) == 2
    assert "no question in the form that can be asked here" in capsys.readouterr().err
