"""A file with public figures of an area, read line by line."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.methods.formats.sheets import NotASheet, Sheet, read_sheet

COLUMNS = ("characteristic", "group", "number", "source", "year", "area")
MOST_ROWS = 500
MOST_PEOPLE = 10**10
LONGEST = {"characteristic": 100, "group": 100, "source": 200, "area": 100}
YEARS = range(1900, 2200)
NOTHING_BELOW = "The file has headings, and no line below them."

type Row = dict[str, Any]


class Unreadable(ValueError):
    """The file cannot be used; `problems` say why, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Characteristic:
    """What people are told apart by, such as their age: how many live in the area, by group."""

    name: str
    groups: dict[str, int]
    source: str
    year: int
    area: str


def read(content: bytes) -> list[Row]:
    """Return the rows of a file with a heading for each of COLUMNS, in any order.

    A part of the area left out makes every share wrong: so one bad line refuses the whole file.
    Raises Unreadable, with each bad line named.
    """
    try:
        sheet = read_sheet(content)
    except NotASheet as problem:
        nothing_below = "no responses" in str(problem)
        raise Unreadable([NOTHING_BELOW if nothing_below else str(problem)]) from problem
    headings = [heading.strip().casefold() for heading in sheet.headings]
    if missing := [column for column in COLUMNS if column not in headings]:
        raise Unreadable([f"The file has no column called “{one}”." for one in missing])
    if len(sheet.rows) > MOST_ROWS:
        raise Unreadable([f"The file has {len(sheet.rows):,} lines; {MOST_ROWS} is the most."])
    places = {column: headings.index(column) for column in COLUMNS}
    rows, problems = _rows(sheet, places)
    problems += [f"Line {one.line}: {one.reason}." for one in sheet.refused]
    if not problems and not rows:
        problems = [NOTHING_BELOW]
    if not problems:
        problems = [
            f"“{one.name}”: all numbers are 0." for one in by_name(rows).values()
            if not sum(one.groups.values())
        ]  # fmt: skip
    if problems:
        raise Unreadable(problems)
    return rows


def _rows(sheet: Sheet, places: Mapping[str, int]) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    problems: list[str] = []
    first: dict[str, tuple[int, Row]] = {}
    seen: dict[tuple[str, str], int] = {}
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        row: Row = {column: " ".join(cells[places[column]].split()) for column in COLUMNS}
        if problem := _problem(row) or _beside(row, line, first, seen):
            problems.append(f"Line {line}: {problem}.")
        else:
            rows.append(row)
    return rows, problems


def _problem(row: Row) -> str:
    """Return what is wrong with a row by itself, and put its number and year in place."""
    for column in ("characteristic", "group", "source", "area"):
        if not row[column]:
            return f"there is no {column}"
        if len(row[column]) > LONGEST[column]:
            return f"the {column} is longer than {LONGEST[column]} letters"
    number = _whole(row["number"].replace(",", ""))
    if number is None or number > MOST_PEOPLE:
        return f"“{row['number'][:40]}” is no number of people, like 1200"
    year = _whole(row["year"])
    if year not in YEARS:
        return f"“{row['year'][:40]}” is no year, like 2021"
    row["number"], row["year"] = number, year
    return ""


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else None


def _beside(
    row: Row,
    line: int,
    first: dict[str, tuple[int, Row]],
    seen: dict[tuple[str, str], int],
) -> str:
    """Return what is wrong with a row beside those above it."""
    what, group = row["characteristic"].casefold(), row["group"].casefold()
    if (what, group) in seen:
        return f"“{row['group']}” stands on line {seen[what, group]} already"
    seen[what, group] = line
    above, other = first.setdefault(what, (line, row))
    row["characteristic"] = other["characteristic"]
    for column in ("area", "year", "source"):
        if row[column] != other[column]:
            return (
                f"“{row['characteristic']}” has another {column} on line {above}: use one for all "
                "of its groups"
            )
    return ""


def by_name(rows: list[Row]) -> dict[str, Characteristic]:
    """Return the characteristics of a file by name, in its order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["characteristic"]].append(row)
    return {
        name: Characteristic(
            name,
            {row["group"]: row["number"] for row in of_it},
            of_it[0]["source"],
            of_it[0]["year"],
            of_it[0]["area"],
        )
        for name, of_it in found.items()
    }
