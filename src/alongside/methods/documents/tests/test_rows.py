"""Rows are written while they are read, whatever they are written as."""

import csv
import io
import tracemalloc
import zipfile
from datetime import date

import openpyxl
import pytest

from alongside.methods.documents import rows as rows_module
from alongside.methods.documents.package import to_package
from alongside.methods.documents.rows import Rows, Variable, to_csv, to_excel
from alongside.methods.documents.sav import to_sav

COLUMNS = (Variable("n", "A number", "number"), Variable("words", "Words", "text"))


def table(people, taken=None):
    """Return rows that say in `taken` how many have been read."""

    def read():
        for number in range(people):
            if taken is not None:
                taken.append(number)
            yield number, f"what person {number} wrote, in some length"

    return Rows("Many", COLUMNS, read())


def test_csv_leaves_before_all_rows_are_read():
    taken = []
    file = to_csv(table(5_000, taken))
    first = [next(file), next(file)]
    assert len(taken) < 1_000
    lines = list(csv.reader(io.StringIO(b"".join([*first, *file]).decode("utf-8-sig"))))
    assert lines[0] == ["n", "words"]
    assert [int(line[0]) for line in lines[1:]] == list(range(5_000))


@pytest.mark.parametrize("draw", [to_csv, to_excel, to_sav, to_package])
def test_memory_does_not_grow_with_the_rows(draw):
    def peak(people):
        tracemalloc.start()
        for _ in draw(table(people)):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(12_000) < peak(3_000) + 300_000


def test_more_rows_than_a_sheet_holds_go_on_the_next(monkeypatch):
    monkeypatch.setattr(rows_module, "LONGEST_SHEET", 4)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(to_excel(table(9)))))
    assert book.sheetnames == ["Answers", "Answers 2", "Answers 3", "Codebook"]
    found = [
        row for name in book.sheetnames[:3] for row in list(book[name].iter_rows(values_only=True))
    ]
    assert [row[0] for row in found if row[0] != "n"] == list(range(9))
    assert [row for row in found if row[0] == "n"] == [("n", "words")] * 3


def test_a_day_is_a_date_in_a_workbook_and_stays_as_it_was_in_the_others():
    columns = (
        Variable("day", "The day", "date"),
        Variable("when", "When?", "date"),
        Variable("said", "In words", "text"),
    )
    day = date(2026, 3, 10)
    lines = [
        (day, "2026-03-11", "2026-03-12"),
        (None, "1899-12-31", None),
        (date(1900, 1, 1), "soon", ""),
    ]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(to_excel(Rows("Days", columns, lines)))))
    _, *rows = book["Answers"].iter_rows()
    days = [cell.value for cell in rows[0][:2]]
    assert [day.date() for day in days] == [date(2026, 3, 10), date(2026, 3, 11)]
    assert rows[0][2].value == "2026-03-12"
    assert [[cell.value for cell in row] for row in rows[1:]] == [
        [None, "1899-12-31", None],
        ["1900-01-01", "soon", ""],
    ]
    assert [(cell.is_date, cell.number_format) for cell in rows[0][:2]] == [
        (True, "yyyy-mm-dd"),
        (True, "yyyy-mm-dd"),
    ]
    text = b"".join(to_csv(Rows("Days", columns, lines))).decode("utf-8-sig")
    assert text.splitlines()[1] == "2026-03-10,2026-03-11,2026-03-12"


def test_an_archive_of_no_rows_has_the_headings():
    archive = zipfile.ZipFile(io.BytesIO(b"".join(to_package(table(0)))))
    assert archive.read("answers.csv").decode("utf-8-sig") == "n,words\r\n"
    assert archive.testzip() is None
