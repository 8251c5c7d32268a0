"""`alongside themes`: first groups for a column of comments."""

import json

import pytest

from alongside.cli import main

ROWS = "Id,Comment\n1,More tea please\n2,Cold tea\n3,The room was small\n4,A small room\n5,\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(ROWS)
    return str(path)


def test_the_json_has_rows_and_labels_and_no_comments(file, capsys):
    assert main(["themes", file, "--column", "comment", "--groups", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert sorted(group["rows"] for group in found["groups"]) == [[0, 1], [2, 3]]
    assert found["ungrouped"] == [4]
    assert "shared words" in found["method"]
    assert "please" not in str(found)


def test_it_is_read_by_people_and_says_what_it_is(file, capsys):
    assert main(["themes", file, "--column", "Comment"]) == 0
    said = capsys.readouterr().out
    assert "They are a beginning: read the comments, and change them." in said
    assert "2 comments (rows 1, 2)" in said


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["--column", "Shoe"], "Shoe"),
        (["--column", "Comment", "--groups", "0"], "give a number from 1 to 50."),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(file, capsys, args, why):
    assert main(["themes", file, *args]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert why in said.err
