import csv
import datetime
import io
import re
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.formats import sheets, workbooks
from alongside.methods.formats.sheets import NotASheet, Refusal, read_sheet


def workbook(*rows, **cells):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, value in cells.items():
        book.active[place] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(rows):
    namespace = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{namespace}:office:1.0" '
        f'xmlns:table="{namespace}:table:1.0" xmlns:text="{namespace}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return file.getvalue()


AFTERNOON = datetime.datetime(2026, 3, 10, 14, 5)  # noqa: DTZ001 workbooks know no time zones

ODS_CELL = (
    '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'.format
)


def refused(content):
    with pytest.raises(NotASheet) as problem:
        read_sheet(content)
    return str(problem.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_way_to_write_a_csv_reads_the_same(delimiter, encoding, ending):
    lines = ["Team|Café?", "Parks|“yes”", "\u00a0Housing |no\u00a0way", ""]
    content = ending.join(lines).replace("|", delimiter).encode(encoding)
    sheet = read_sheet(content)
    assert sheet.headings == ("Team", "Café?")
    assert sheet.rows == [["Parks", "“yes”"], ["Housing", "no way"]]
    assert (sheet.lines, sheet.refused) == ([2, 3], [])
    assert sheet.columns() == [("Parks", "Housing"), ("“yes”", "no way")]


def test_answers_with_commas_quotation_marks_and_line_breaks_stay_whole():
    sheet = read_sheet(b'a,b\r\n"one, two","say ""hi""\r\nthere"\r\n3,4\r\n')
    assert sheet.rows == [["one, two", 'say "hi"\r\nthere'], ["3", "4"]]
    assert sheet.lines == [2, 4]


def test_choices_joined_by_semicolons_do_not_pass_for_columns():
    sheet = read_sheet(b"Id,Liked\n1,Videos;Cards;\n2,Cards;\n")
    assert sheet.rows == [["1", "Videos;Cards;"], ["2", "Cards;"]]


def test_excels_first_line_names_the_delimiter():
    sheet = read_sheet(b"sep=;\nteam,unit;n\nParks;1\n")
    assert (sheet.headings, sheet.rows, sheet.lines) == (("team,unit", "n"), [["Parks", "1"]], [3])


def test_one_column_is_enough():
    assert read_sheet(b"Comment\nGood\n").rows == [["Good"]]


def test_a_row_with_too_many_answers_is_refused_and_the_rest_kept():
    sheet = read_sheet(b"a,b\n1,2\n1,2,3\n4,5,,\n")
    assert sheet.rows == [["1", "2"], ["4", "5"]]
    assert sheet.refused == [Refusal(3, "it has 3 cells, but there are 2 headings")]


def test_a_short_row_is_filled_up_and_a_blank_one_is_nobodys():
    sheet = read_sheet(b"\n\na,b,c\n1\n\n,,\n2,3\n")
    assert (sheet.rows, sheet.lines) == ([["1", "", ""], ["2", "3", ""]], [4, 7])


def test_an_open_quotation_mark_costs_its_own_row_and_no_other():
    sheet = read_sheet(b'a,b\n1,"open\n2,ok\n3,"fine\nhere"\n4,he said "no"\n5,"a"b\n')
    assert sheet.rows == [["2", "ok"], ["3", "fine\nhere"], ["4", 'he said "no"'], ["5", "ab"]]
    assert sheet.refused == [Refusal(2, "a quotation mark is opened and not closed")]


def test_an_endless_answer_is_refused():
    sheet = read_sheet(b"a,b\n1,2\n3," + b"x" * 200_000 + b"\n")
    assert sheet.refused == [Refusal(3, "one answer is longer than 131,072 letters")]


def test_a_heading_row_without_its_last_name_still_has_the_column():
    assert read_sheet(b"a,\n1,2\n").headings == ("a", "Column 2")


def test_headings_get_names_of_their_own():
    sheet = read_sheet(b",Comments,Comments,Comments (2),,\n1,2,3,4,5,\n")
    assert sheet.headings == ("Column 1", "Comments", "Comments (3)", "Comments (2)", "Column 5")
    assert sheet.rows == [["1", "2", "3", "4", "5"]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b",,\n,,\n", "The file has no heading row: the first row should name each column."),
        (b"a,b\n", "The file has a heading row and no responses below it."),
        (b"a,b\n1,2,3\n", "No row could be read. The first problem, line 2: it has 3 cells"),
        (b"%PDF-1.7 ...", "The file is a PDF: give a CSV, XLSX, XLS or ODS file."),
        (b"\x89PNG\r\n", "The file is a picture: give a CSV, XLSX, XLS or ODS file."),
        (b"<!DOCTYPE html><p>", "The file is a web page or XML: save it as CSV or XLSX."),
        (b'[{"a": 1}]', "The file is JSON: give a CSV, XLSX, XLS or ODS file."),
        (b"a,b\n1,\x00\x01\n", "The file is not text or a spreadsheet"),
        (b"a,b\n1,\x81\n", "Line 2 has letters we cannot read: save the file as CSV UTF-8."),
        (b"," * 2500 + b"a\n1", "The file has 2,501 columns; the most is 2,000."),
        (b"PK\x03\x04 not a zip", "The workbook is broken: open it and save it again."),
        (workbooks.OLE + b"\0" * 600, "The workbook is broken: open it and save it again."),
        (workbooks.OLE + b"\0" * 512 + workbooks.ENCRYPTED, "The workbook is locked with a pass"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(content, sentence):
    assert refused(content).startswith(sentence)


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_BYTES", 1_000_000)
    assert refused(b"a\n" + b"x" * 2_000_000) == (
        "The file is 2 MB; the most we read is 1 MB: "
        "split it, or leave out columns you do not need."
    )


def test_a_workbook_reads_as_a_person_sees_it():
    content = workbook(
        ["Team", "Score", "Part", "Day", "Time", "Sure", "Sum"],
        ["Parks\u00a0", 5.0, 4.5, datetime.date(2026, 3, 10), datetime.time(9, 30), True, None],
        [None] * 7,
        ["Housing", 12, None, AFTERNOON, None, None, None],
    )
    sheet = read_sheet(content)
    assert sheet.rows == [
        ["Parks", "5", "4.5", "2026-03-10", "09:30", "TRUE", ""],
        ["Housing", "12", "", "2026-03-10 14:05", "", "", ""],
    ]
    assert sheet.lines == [2, 4]


def test_a_workbook_may_start_lower_down_and_on_its_second_sheet():
    book = openpyxl.Workbook()
    second = book.create_sheet()
    second["B3"], second["C3"], second["B4"], second["C4"] = "a", "b", "1", "2"
    file = io.BytesIO()
    book.save(file)
    sheet = read_sheet(file.getvalue())
    assert (sheet.headings, sheet.rows, sheet.lines) == (("a", "b"), [["1", "2"]], [4])


def test_a_sheet_that_people_do_not_see_is_not_read_before_one_they_do():
    book = openpyxl.Workbook()
    book.active.append(["Lookup"])
    book.active.append(["old"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("Responses")
    shown.append(["Liked"])
    shown.append(["Yes"])
    book.active = 1
    file = io.BytesIO()
    book.save(file)
    assert read_sheet(file.getvalue()).headings == ("Liked",)


def test_cells_merged_over_rows_stand_on_each_row_that_says_something():
    book = openpyxl.Workbook()
    for place, row in enumerate((["Day", "Name"], ["1 May", "Eve"], [None, "Sam"]), start=4):
        for column, value in enumerate(row, start=3):
            book.active.cell(place, column, value)
    book.active.merge_cells("C5:C9")
    file = io.BytesIO()
    book.save(file)
    assert read_sheet(file.getvalue()).rows == [["1 May", "Eve"], ["1 May", "Sam"]]


def test_what_a_terminal_takes_for_a_command_is_read_as_a_space():
    said = "Name,Liked\nEve,Yes\x1b[31m\u009b2J\x0bindeed\n".encode()
    assert read_sheet(said).rows == [["Eve", "Yes [31m 2J indeed"]]
    assert read_sheet(said, exact=True).rows == [["Eve", "Yes [31m 2J indeed"]]


def test_open_document_spreadsheets_are_read():
    row = "<table:table-row>{}{}</table:table-row>".format
    content = ods(row(ODS_CELL("a"), ODS_CELL("b")) + row(ODS_CELL("1"), ODS_CELL("2")))
    assert read_sheet(content).rows == [["1", "2"]]


@pytest.mark.parametrize(
    "content",
    [
        workbook(["a"], ["1"], XFD1048576="far away"),
        ods(
            f'<table:table-row table:number-rows-repeated="1000000">{ODS_CELL("x") * 100}'
            "</table:table-row>"
        ),
    ],
    ids=["one cell far away", "a row a million times"],
)
def test_a_workbook_made_to_fill_the_memory_is_refused(content):
    assert refused(content).startswith(
        "The workbook could not be read: it is broken, or it has far"
    )


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1_000_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2_000_000)
    assert refused(file.getvalue()) == ("The workbook unpacks to 2 MB; the most we read is 1 MB.")


def test_a_workbook_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_SECONDS", 0.001)
    assert refused(workbook(["a"], ["1"])) == (
        "The workbook takes too long to read: save it as CSV."
    )


def test_another_kind_of_zip_is_no_spreadsheet():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused(file.getvalue()) == (
        "The file is not a spreadsheet: give a CSV, XLSX, XLS or ODS file."
    )


@given(st.binary(max_size=300))
def test_any_bytes_give_a_sheet_or_a_sentence(content):
    try:
        sheet = read_sheet(content)
    except NotASheet:
        return
    assert len(set(sheet.headings)) == len(sheet.headings)
    assert all(len(row) == len(sheet.headings) for row in sheet.rows)
    assert len(sheet.lines) == len(sheet.rows)


cells = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20)


@given(st.lists(st.tuples(cells, cells, st.just("x")), min_size=1, max_size=8))
def test_what_a_csv_writer_writes_comes_back(rows):
    file = io.StringIO()
    csv.writer(file).writerows([("first", "second", "third"), *rows])
    sheet = read_sheet(file.getvalue().encode())
    tidy = [
        [cell.replace("\u00a0", " ").replace("\u202f", " ").strip() for cell in row] for row in rows
    ]
    assert sheet.rows == tidy
    assert sheet.refused == []


NO_RESULT = (
    "is a formula without a result in the file: open it in Excel or LibreOffice, save it, and give "
    "it again"
)


def test_a_formula_that_nobody_has_worked_out_is_refused_by_cell_and_line():
    content = workbook(
        ["Name", "Liked", "Said"],
        ["Eve", "Yes", "Tea"],
        ["=A2", "No", ""],
        ["Sam", "=1+1", '=A2&"<x>"'],
        ["Ola", "Yes", ""],
        ["=A4", "=B4", "=A4&B4"],
    )
    sheet = read_sheet(content)
    assert sheet.rows == [["Eve", "Yes", "Tea"], ["Ola", "Yes", ""]]
    assert sheet.refused == [
        Refusal(3, f"A3 {NO_RESULT}"),
        Refusal(4, f"B4, C4 {NO_RESULT.replace('is a formula', 'are formulas')}"),
        Refusal(6, f"A6, B6, C6 {NO_RESULT.replace('is a formula', 'are formulas')}"),
    ]


def test_a_formula_in_the_headings_is_said():
    with pytest.raises(NotASheet, match=r"^Row 1, the headings: B1 is a formula"):
        read_sheet(workbook(["Name", "=A1"], ["Eve", "x"]))


def test_a_formula_with_its_result_is_read_and_an_empty_text_is_one():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Staff & others")
    sheet.write_row(0, 0, ["Name", "Liked", "Said"])
    sheet.write(1, 0, "Eve")
    sheet.write_formula(1, 1, "=1+1", None, 2)
    sheet.write_formula(1, 2, '=""', None, "")
    book.close()
    content = rewritten(
        file.getvalue(),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(
            rb'<c r="C2"[^>]*>(<f>[^<]*</f>).*?</c>', rb'<c r="C2" t="str">\1<v></v></c>', xml
        ),
    )
    sheet = read_sheet(content)
    assert (sheet.rows, sheet.refused) == ([["Eve", "2", ""]], [])


def rewritten(content, part, change):
    """Return a workbook with one of its parts changed."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return new.getvalue()


def test_formulas_are_found_in_a_sheet_that_is_not_the_first():
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    book.active.append(["Hidden", "=1"])
    other = book.create_sheet("Who came")
    other.append(["Name", "Date"])
    other.append(["Eve", "=TODAY()"])
    other.append(["Sam", "2026-03-01"])
    file = io.BytesIO()
    book.save(file)
    sheet = read_sheet(file.getvalue())
    assert sheet.rows == [["Sam", "2026-03-01"]]
    assert [(refusal.line, refusal.reason[:12]) for refusal in sheet.refused] == [
        (2, "B2 is a form")
    ]
