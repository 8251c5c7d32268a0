"""Reads a typed-up sign-in sheet: one person a line, with the service area and the e-mail address
if they are known."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.methods.formats.headings import matching
from alongside.methods.formats.registers import EMAIL, KNOWN_AS
from alongside.people.models import Membership, Team

PARTS = ("name", "first", "last", "email", "directorate", "area", "team")
"""What a column of a sheet can hold; others are not read."""

MOST_LINES = 500
LONGEST_NAME = 200


@dataclass(frozen=True)
class Line:
    """One line that was understood: who, and from where. `membership` when they had booked."""

    number: int
    name: str
    team: Team | None
    membership: Membership | None
    email: str = ""


@dataclass(frozen=True)
class Rejected:
    """One line that was not, with the reason in words."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True)
class Sheet:
    lines: list[Line]
    rejected: list[Rejected]


class _NotUnderstood(Exception):
    pass


Booked = Sequence[tuple[Membership, Team | None]]
Columns = Mapping[str, int]


def read(text: str, *, teams: Mapping[str, Team], booked: Booked) -> Sheet:
    """Return what each line of `text` means; empty lines mean nothing.

    `teams` are the organisation's by name in small letters; `booked` are the people with a
    booking and their team: an address or a name that was booked is that person. The name, the area
    and the e-mail address may be parted by a comma, a semicolon or a tab, as they come from a
    spreadsheet, and stand in any order; headings above them say which is which.
    """
    lines: list[Line] = []
    rejected: list[Rejected] = []
    seen: dict[object, int] = {}
    columns: Columns | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip(" ,;\t"):
            continue
        if columns is None:
            columns = _headings(raw)
            if columns:
                continue
        try:
            lines.append(_read_line(number, raw, columns, teams, booked, seen))
        except _NotUnderstood as problem:
            rejected.append(Rejected(number, raw.strip()[:LONGEST_NAME], str(problem)))
    return Sheet(lines, rejected)


def _headings(raw: str) -> Columns:
    """Return which column holds what when a line is the headings; else nothing."""
    cells = _cells(raw)
    found = matching(cells, {part: KNOWN_AS[part] for part in PARTS})
    return found if {"name", "first", "last"} & set(found) else {}


def _read_line(
    number: int,
    raw: str,
    columns: Columns,
    teams: Mapping[str, Team],
    booked: Booked,
    seen: dict[object, int],
) -> Line:
    if number > MOST_LINES:
        raise _NotUnderstood(f"there are more than {MOST_LINES} lines; put the rest in afterwards")
    if "\0" in raw:
        raise _NotUnderstood("it holds a sign that is not text")
    cells = _cells(raw)
    name, area, email = _by_headings(cells, columns) if columns else _by_content(cells, teams)
    team = _team(area, teams)
    member, of = _who_booked(name, email, team, booked)
    name = name or (member.name if member else "")
    if not name:
        raise _NotUnderstood("there is no name on it")
    if len(name) > LONGEST_NAME:
        raise _NotUnderstood(f"the name is longer than {LONGEST_NAME} letters")
    team = team or of
    who = email or (name.casefold(), team.pk if team else None)
    if who in seen:
        raise _NotUnderstood(f"the same person is in line {seen[who]}")
    seen[who] = number
    return Line(number, name, team, member, email)


def _cells(raw: str) -> list[str]:
    mark = next((mark for mark in "\t;," if mark in raw), ",")
    (row,) = csv.reader([raw], delimiter=mark)
    return [" ".join(cell.split()) for cell in row]


def _by_headings(cells: Sequence[str], columns: Columns) -> tuple[str, str, str]:
    """Return name, area and address of a line below headings."""

    def cell(part: str) -> str:
        place = columns.get(part, len(cells))
        return cells[place] if place < len(cells) else ""

    email = cell("email").lower()
    if email and not EMAIL.fullmatch(email):
        raise _NotUnderstood(f"“{email[:80]}” is not an e-mail address")
    name = cell("name") or f"{cell('first')} {cell('last')}".strip()
    return name, cell("team") or cell("area") or cell("directorate"), email


def _by_content(cells: Sequence[str], teams: Mapping[str, Team]) -> tuple[str, str, str]:
    """Return name, area and address of a line without headings: an address has an @, an area is
    one of `teams`, and the name is what is left."""
    filled = [cell for cell in cells if cell]
    emails = [cell for cell in filled if EMAIL.fullmatch(cell)]
    areas = [cell for cell in filled if cell.casefold() in teams]
    left = [cell for cell in filled if cell not in {*emails, *areas}]
    if len(emails) > 1:
        raise _NotUnderstood("there are two e-mail addresses on it")
    name, *unknown = left or [""]
    area = unknown[0] if unknown else (areas or [""])[-1]
    return name, area, emails[0].lower() if emails else ""


def _who_booked(
    name: str, email: str, team: Team | None, booked: Booked
) -> tuple[Membership | None, Team | None]:
    """Return the person who booked, and their team; None for somebody who did not."""
    for member, of in booked:
        if email and member.email.casefold() == email:
            return member, of
    members = [
        (member, of)
        for member, of in booked
        if member.name.casefold() == name.casefold()
        and (team is None or of in (team, None))
        and not (email and member.email)
    ]
    if len(members) > 1:
        raise _NotUnderstood(f"{len(members)} people called {name} booked; add the service area")
    return members[0] if members else (None, None)


def _team(area: str, teams: Mapping[str, Team]) -> Team | None:
    if not area:
        return None
    try:
        return teams[area.casefold()]
    except KeyError:
        raise _NotUnderstood(f"there is no service area or team called “{area}”") from None
