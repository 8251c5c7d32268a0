import io
import json
import re
import sys
from pathlib import Path

import pytest

from alongside.cli import main

PAGE = Path(__file__).parents[4] / "docs/methods/disclosure.md"
COUNTS = "Answer,Adults,Housing,Libraries\nYes,12,3,20\nNo,15,18,4\nUnsure,30,25,14\n"


@pytest.fixture
def file(tmp_path):
    def write(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


def protect(*args):
    return main(["protect", *args])


def refusal(capsys, *args):
    assert protect(*args) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err.strip().removeprefix("alongside protect: ")


def test_the_page_about_it_shows_what_the_command_prints(file, capsys):
    table, printed = re.findall(r"```(?:csv|text)\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert protect(file(table)) == 0
    assert capsys.readouterr() == (printed, "")


def test_the_json_has_null_for_what_is_withheld(file, capsys):
    assert protect(file(COUNTS), "--threshold", "5", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "rows": ["Yes", "No", "Unsure"],
        "columns": ["Adults", "Housing", "Libraries"],
        "counts": [[12, None, None], [15, None, None], [30, 25, 14]],
        "row_totals": [35, 37, 69],
        "column_totals": [57, 46, 38],
        "total": 141,
        "intervals": [
            interval("Yes", "Housing", 0, 21),
            interval("Yes", "Libraries", 2, 23),
            interval("No", "Housing", 0, 21),
            interval("No", "Libraries", 1, 22),
        ],
    }
    assert said.err == "Numbers from 5 to 9 are shown: not protected, not for sharing.\n"


def interval(row, column, low, high):
    return {
        "row": row,
        "column": column,
        "row_index": ["Yes", "No", "Unsure"].index(row),
        "column_index": ["Adults", "Housing", "Libraries"].index(column),
        "low": low,
        "high": high,
    }


def test_no_upper_bound_is_null(file, capsys):
    assert protect(file(",a\nx,3\n"), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == [[None]]
    assert said["total"] is None
    assert [(one["low"], one["high"]) for one in said["intervals"]] == [(0, None)]
    assert protect(file(",a\nx,3\n")) == 0
    assert capsys.readouterr().out.endswith("  x, a: 0 upwards\n")


def test_threshold_1_withholds_nothing_and_says_so(file, capsys):
    assert protect(file(COUNTS), "--threshold", "1", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["counts"] == [[12, 3, 20], [15, 18, 4], [30, 25, 14]]
    assert said.err == "Numbers from 1 to 9 are shown: not protected, not for sharing.\n"


def test_the_default_threshold_is_10(file, capsys):
    assert protect(file(COUNTS), "--json") == 0
    default = capsys.readouterr()
    assert protect(file(COUNTS), "--json", "--threshold", "10") == 0
    assert capsys.readouterr() == default
    assert default.err == ""


def test_standard_input_is_read_for_a_dash(file, capsys, monkeypatch):
    assert protect(file(COUNTS), "--json") == 0
    from_file = capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(COUNTS.encode())))
    assert protect("-", "--json") == 0
    assert capsys.readouterr().out == from_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found(file, capsys, encoding):
    content = ",Café,Gärten\nDon’t know,12,30\n Yes ,40,20.0\n".encode(encoding)
    assert protect(file(content), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["rows"], said["columns"]) == (["Don’t know", "Yes"], ["Café", "Gärten"])
    assert said["counts"] == [[12, 30], [40, 20]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "The file is empty."),
        (",a,b\n", "The file has a heading row and no responses below it."),
        ("x\ny\n", "has labels and no counts: the counts start in the second column."),
        (",a,b\nx,1\n", "line 2, column “b” is blank: write 0 where there is nobody."),
        (",a\nx,1,2\ny,3\n", "line 2: it has 3 cells, but there are 2 headings."),
        (",a,b\nx,1,-2\n", "line 2, column “b”: “-2” is not a whole number from 0 up."),
        (",a\nx,1.5\n", "line 2, column “a”: “1.5” is not a whole number from 0 up."),
        (",a\nx,many\n", "line 2, column “a”: “many” is not a whole number from 0 up."),
        (",a\nx,٣\n", "line 2, column “a”: “٣” is not a whole number from 0 up."),
        (",a\nx,1000000001\n", "line 2, column “a”: 1000000001 is over 1,000,000,000."),
        (",a,b\nx,1,2\nx,3,4\n", "2 rows are called “x”: name each differently."),
        (",a,a\nx,1,2\n", "2 columns are called “a”: name each differently."),
        (",a\n,1\n", "row 1 of the counts has no label."),
        (",a\nx,1\ny,2\nTotal,3\n", "the last row, “Total”, is totals: leave it out."),
        (",a,b,All (total)\nx,1,2,3\n", "the last column, “All (total)”, is totals: leave it out."),
        ("%PDF-1.7", "The file is a PDF: give a CSV, XLSX, XLS or ODS file."),
    ],
)
def test_a_wrong_table_is_refused_in_one_sentence(file, capsys, content, says):
    path = file(content)
    assert refusal(capsys, path).removeprefix(path).lstrip(":, ") == says


def test_a_huge_table_is_refused(file, capsys):
    wide = "," + ",".join(f"c{number}" for number in range(60)) + "\n"
    rows = "".join(f"r{number}," + ",".join(["20"] * 60) + "\n" for number in range(60))
    assert refusal(capsys, file(wide + rows)).endswith(
        "table.csv has 3,600 counts; the most is 2,500."
    )


def test_a_row_called_total_that_is_none_is_a_row(file, capsys):
    assert protect(file(",a\nx,11\nTotal,30\n"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"] == ["x", "Total"]


def test_a_missing_file_and_a_threshold_below_1_are_refused(file, capsys):
    assert refusal(capsys, "nowhere.csv") == "There is no file nowhere.csv."
    assert refusal(capsys, file(COUNTS), "--threshold", "0") == "--threshold 0 is below 1."
    assert refusal(capsys, file(COUNTS), "--threshold", "9" * 20).endswith("is over 1,000,000,000.")
