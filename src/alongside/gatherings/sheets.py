"""Reads a typed-up sign-in sheet: one name a line, a comma and the service area if it is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.people.models import Membership, Team

MOST_LINES = 500
LONGEST_NAME = 200


@dataclass(frozen=True)
class Line:
    """One line that was understood: who, and from where. `membership` when they had booked."""

    number: int
    name: str
    team: Team | None
    membership: Membership | None


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
Person = tuple[str, int | None]


def read(text: str, *, teams: Mapping[str, Team], booked: Booked) -> Sheet:
    """Return what each line of `text` means; empty lines mean nothing.

    `teams` are the organisation's by name in small letters; `booked` are the people with a
    booking and their team. A name that was booked is that person. Columns may be parted by a
    comma, a semicolon or a tab, as they come from a spreadsheet.
    """
    lines: list[Line] = []
    rejected: list[Rejected] = []
    seen: dict[Person, int] = {}
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip(" ,;\t"):
            continue
        try:
            lines.append(_read_line(number, raw, teams, booked, seen))
        except _NotUnderstood as problem:
            rejected.append(Rejected(number, raw.strip()[:LONGEST_NAME], str(problem)))
    return Sheet(lines, rejected)


def _read_line(
    number: int, raw: str, teams: Mapping[str, Team], booked: Booked, seen: dict[Person, int]
) -> Line:
    if number > MOST_LINES:
        raise _NotUnderstood(f"there are more than {MOST_LINES} lines; put the rest in afterwards")
    name, area = _parts(raw)
    team = _team(area, teams)
    members = [
        (member, of)
        for member, of in booked
        if member.name.casefold() == name.casefold() and (team is None or of in (team, None))
    ]
    if len(members) > 1:
        raise _NotUnderstood(f"{len(members)} people called {name} booked; add the service area")
    member, of = members[0] if members else (None, None)
    team = team or of
    who = (name.casefold(), team.pk if team else None)
    if who in seen:
        raise _NotUnderstood(f"the same person is in line {seen[who]}")
    seen[who] = number
    return Line(number, name, team, member)


def _parts(raw: str) -> tuple[str, str]:
    for mark in ("\t", ";", ","):
        if mark in raw:
            name, _, area = raw.partition(mark)
            break
    else:
        name, area = raw, ""
    name, area = " ".join(name.split()), " ".join(area.split()).strip(" ,;")
    if not name:
        raise _NotUnderstood("there is no name before the comma")
    if len(name) > LONGEST_NAME:
        raise _NotUnderstood(f"the name is longer than {LONGEST_NAME} letters")
    if "\0" in raw:
        raise _NotUnderstood("it holds a sign that is not text")
    return name, area


def _team(area: str, teams: Mapping[str, Team]) -> Team | None:
    if not area:
        return None
    try:
        return teams[area.casefold()]
    except KeyError:
        raise _NotUnderstood(f"there is no service area or team called “{area}”") from None
