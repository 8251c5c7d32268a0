"""Reading XLSX, XLS and ODS workbooks, in a process of its own with limited memory and time.

The library that reads them lays a sheet out as a full rectangle, so a file of 5 kB with one cell in
the last row and column asks for 500 GB and takes the whole process down. Read this way, a hostile
or broken workbook ends its own process and costs us a sentence.
"""

import io
import json
import re
import string
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 60
MOST_UNPACKED = 500_000_000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A cell of XLSX with a formula and without a value, and what is said of the cell."""

CELL_NAME = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')

type Corner = tuple[int, int]
"""A row and a column, from 0."""

type Cell = str | int | float | bool | date | time | datetime | timedelta


class NotAWorkbook(ValueError):
    """The file cannot be read: one sentence that says why and what to do."""


def is_workbook(content: bytes) -> bool:
    """Return whether the first bytes are those of a zip (XLSX, ODS) or an old Office file (XLS)."""
    return content.startswith((ZIP, OLE))


@dataclass(frozen=True, slots=True)
class Filled:
    """The first sheet of a workbook that has anything in it: its cells row by row from row 1, and
    the formulas without a saved result, as the names of their cells ("B7") by row."""

    rows: list[list[str]]
    without_result: dict[int, list[str]]


def read_rows(content: bytes) -> Filled:
    """Return the cells of the first sheet that has any, row by row from row 1, as text. A hidden
    sheet counts only when there is no other. Cells merged over rows stand on each of them.

    A whole number is written without a point (5.0 is "5"), a date as 2026-03-10, a date with a time
    as 2026-03-10 14:05, yes and no as TRUE and FALSE; a formula gives its last value, an error "".
    A program that writes formulas does not work them out: such a cell is "" too, and is named.
    Takes about a tenth of a second more than the reading itself.

    `NotAWorkbook` when it is locked, broken, another kind of file, or too large when unpacked.
    """
    answer = _asked_of_child(content, "first")
    without: dict[int, list[str]] = {}
    for name in answer["without_result"]:
        without.setdefault(int(name.lstrip(string.ascii_uppercase)), []).append(name)
    return Filled(answer["rows"], without)


def read_sheets(content: bytes) -> dict[str, list[list[str]]]:
    """Return the cells of every sheet by its name, as `read_rows` gives those of one; no cell is
    filled down. `NotAWorkbook` as there."""
    sheets: dict[str, list[list[str]]] = _asked_of_child(content, "all")["sheets"]
    return sheets


def _asked_of_child(content: bytes, which: str) -> dict[str, Any]:
    """Return what a process of its own reads: the "first" filled sheet, or "all" of them."""
    _look_inside(content)
    try:
        child = subprocess.run(
            [sys.executable, "-m", "alongside.methods.formats.workbooks", which],
            input=content,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotAWorkbook("The workbook takes too long to read: save it as CSV.") from None
    if child.returncode:
        raise NotAWorkbook(
            "The workbook could not be read: it is broken, or it has far too many cells. "
            "Copy the filled part to a new workbook, or save it as CSV."
        )
    answer: dict[str, Any] = json.loads(child.stdout)
    if "problem" in answer:
        raise NotAWorkbook(str(answer["problem"]))
    return answer


def _look_inside(content: bytes) -> None:
    """Raise `NotAWorkbook` for what can be told without reading a cell."""
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise NotAWorkbook("The workbook is locked with a password: save it without one.")
        return
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise NotAWorkbook("The workbook is broken: open it and save it again.") from None
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names and "content.xml" not in names:
        raise NotAWorkbook("The file is not a spreadsheet: give a CSV, XLSX, XLS or ODS file.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        raise NotAWorkbook(
            f"The workbook unpacks to {unpacked // 1_000_000:,} MB; "
            f"the most we read is {MOST_UNPACKED // 1_000_000:,} MB."
        )


def as_text(cell: Cell) -> str:
    """Return what a person would read in the cell.

    >>> as_text(5.0), as_text(4.5), as_text(datetime(2026, 3, 10, 14, 5)), as_text(True)
    ('5', '4.5', '2026-03-10 14:05', 'TRUE')
    """
    match cell:
        case str():
            return cell
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime():
            return cell.isoformat(" ", "seconds" if cell.second else "minutes")
        case time():
            return cell.isoformat("seconds" if cell.second else "minutes")
        case _:
            return str(cell)


def _read(content: bytes, which: str) -> dict[str, object]:
    """Return the "first" filled sheet as `{"rows": …, "without_result": …}` or "all" as
    `{"sheets": {name: rows}}`; `{"problem": sentence}` where there is one. Runs in the child."""
    import python_calamine  # only the child needs it

    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as workbook:
            if which == "all":
                names = workbook.sheet_names
                return {"sheets": {n: _cells(workbook.get_sheet_by_name(n)) for n in names}}
            for name in _seen_first(workbook.sheets_metadata):
                sheet = workbook.get_sheet_by_name(name)
                cells = _cells(sheet)
                if cells:
                    _fill_down(cells, sheet.merged_cell_ranges or [], (sheet.start or (0, 0))[1])
                    return {"rows": cells, "without_result": _without_result(content, name)}
    except python_calamine.PasswordError:
        return {"problem": "The workbook is locked with a password: save it without one."}
    except (python_calamine.CalamineError, python_calamine.ZipError, python_calamine.XmlError):
        return {"problem": "The workbook is broken: open it and save it again."}
    return {"rows": [], "without_result": []}


def _cells(sheet: Any) -> list[list[str]]:
    return [[as_text(cell) for cell in row] for row in sheet.iter_rows()]


def _seen_first(sheets: Sequence[Any]) -> list[str]:
    """Return the names of the sheets in order, those that people do not see last."""
    return [
        sheet.name
        for sheet in sorted(sheets, key=lambda one: not str(one.visible).endswith(".Visible"))
    ]


def _fill_down(cells: list[list[str]], merged: Iterable[tuple[Corner, Corner]], first: int) -> None:
    """Write what stands in cells merged over several rows on each row that says anything else.
    `first` is the column, from 0, in which the sheet begins."""
    for (top, left), (bottom, _) in merged:
        for row in cells[top + 1 : bottom + 1]:
            if any(row):
                row[left - first] = cells[top][left - first]


def _without_result(content: bytes, sheet: str) -> list[str]:
    """Return the names of the cells of an XLSX sheet that hold a formula and no result. Excel says
    of an empty text that it is a text (t="str"); then it is a result."""
    if content.startswith(OLE):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        part = _part_of(file, sheet) if "xl/workbook.xml" in file.namelist() else None
        xml = file.read(part) if part in file.namelist() else b""
    if b"<f" not in xml and b":f" not in xml:
        return []
    return [
        name[1].decode()
        for cell in NO_RESULT.finditer(xml)
        if b't="str"' not in cell[1] and (name := CELL_NAME.search(cell[1]))
    ]


def _part_of(file: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the name of the part of an XLSX file that holds the sheet of this name; None when the
    file says it in a way of its own."""
    # The child that runs this has its memory and time limited.
    book = ElementTree.fromstring(file.read("xl/workbook.xml"))  # noqa: S314
    links = ElementTree.fromstring(file.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for one in book.iter():
        if one.tag.endswith("}sheet") and one.get("name") == sheet:
            key = next((value for name, value in one.attrib.items() if name.endswith("}id")), "")
            target = targets.get(key, "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _limit_memory() -> None:
    """Give this process a ceiling, where the system has one to give."""
    try:
        import resource  # absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    _limit_memory()
    sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read(), sys.argv[1])))
