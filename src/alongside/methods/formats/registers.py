"""What a register of past sessions says: which column is what, and who was at which session."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from alongside.methods.formats.dates import read_clock, read_day, read_moment
from alongside.methods.formats.headings import matching

PARTS = {
    "date": "Date of the session",
    "start": "Start time",
    "title": "Title of the session",
    "name": "Name",
    "first": "First name",
    "last": "Last name",
    "email": "E-mail address",
    "directorate": "Directorate",
    "area": "Service area",
    "team": "Team",
    "attended": "Came, yes or no",
    "partner": "Delivery partner",
    "cohort": "Round",
}
"""What a column can hold, with the words for it."""

KNOWN_AS = {
    "date": {
        "date", "session date", "date of session", "date of the session", "date attended",
        "training date", "workshop date", "event date", "day", "dyddiad", "dyddiad y sesiwn",
        "dyddiad sesiwn",
    },
    "start": {
        "start", "start time", "time", "session time", "starts", "from", "amser",
        "amser dechrau", "amser cychwyn", "dechrau",
    },
    "title": {
        "session", "session title", "title", "session name", "course", "course title", "event",
        "workshop", "training", "sesiwn", "teitl", "teitl y sesiwn", "enw'r sesiwn", "cwrs",
    },
    "name": {
        "name", "full name", "attendee", "attendee name", "delegate", "delegate name",
        "participant", "participant name", "staff name", "employee name", "enw", "enw llawn",
        "enw'r mynychwr",
    },
    "first": {"first name", "forename", "given name", "firstname", "enw cyntaf"},
    "last": {"last name", "surname", "family name", "lastname", "cyfenw"},
    "email": {
        "email", "e-mail", "email address", "e-mail address", "work email", "mail", "e-bost",
        "ebost", "cyfeiriad e-bost", "cyfeiriad ebost",
    },
    "directorate": {"directorate", "division", "cyfarwyddiaeth", "adran"},
    "area": {
        "service area", "service", "area", "department", "dept", "maes gwasanaeth",
        "gwasanaeth",
    },
    "team": {"team", "team name", "unit", "tîm", "enw'r tîm"},
    "attended": {
        "attended", "attendance", "present", "came", "here", "status",
        "mynychodd", "presennol", "presenoldeb", "wedi mynychu",
    },
    "partner": {
        "delivery partner", "partner", "delivered by", "provider", "led by",
        "partner cyflawni", "partner cyflenwi", "darparwr",
    },
    "cohort": {"cohort", "round", "group", "intake", "carfan", "grŵp", "rownd"},
}  # fmt: skip
"""What each column is called, in English and Welsh."""

YES = {
    "yes", "y", "true", "1", "x", "✓", "✔", "attended", "did attend", "present", "came", "here",
    "was there", "ie", "oedd", "do", "presennol", "mynychodd", "wedi mynychu",
}  # fmt: skip
NO = {
    "no", "n", "false", "0", "-", "absent", "apologies", "apology", "dna", "cancelled", "no show",
    "did not attend", "didn't attend", "did not come", "na", "nac", "nac oedd", "naddo",
    "absennol", "ddim yn bresennol",
}  # fmt: skip

EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\".]+(\.[^@\s,;<>\".]+)+")
LONGEST = 200
LONGEST_COHORT = 100
FIRST_YEAR = 1990
MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class Held:
    """What tells one session of a register from another. `start` is None where none is given."""

    day: date
    start: time | None
    title: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person at one session. `teams` are from the directorate down, as (kind, name); `came` is
    None in a register that does not say who came and who did not: everybody on it came."""

    line: int
    held: Held
    name: str
    email: str
    teams: tuple[tuple[str, str], ...]
    came: bool | None
    partner: str
    cohort: str


class _NotUnderstood(Exception):
    pass


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Return which column (from 0) holds what, by its heading.

    >>> guess(["Enw", "Dyddiad", "Parking", "Maes gwasanaeth"])
    {'date': 1, 'name': 0, 'area': 3}
    """
    return matching(headings, KNOWN_AS)


def known_headings() -> frozenset[str]:
    """Return every heading that is known, to tell a line of headings by."""
    return frozenset[str]().union(*KNOWN_AS.values())


def read(
    rows: Iterable[tuple[int, Sequence[str]]], columns: Mapping[str, int], *, before: date
) -> tuple[list[Attendee], list[tuple[int, str]]]:
    """Return who was at which session, and the lines that cannot be used as (line, reason).

    Sessions have to be over: their day is earlier than `before`. The same person at the same
    session counts once; the second line is refused.
    """
    found: list[Attendee] = []
    refused: list[tuple[int, str]] = []
    seen: dict[tuple[Held, str], int] = {}
    for place, (line, cells) in enumerate(rows):
        try:
            if place >= MOST_LINES:
                raise _NotUnderstood(f"we read up to {MOST_LINES:,} lines at a time")
            one = _attendee(line, cells, columns, before)
            who = one.held, one.email or repr((one.name.casefold(), one.teams))
            if who in seen:
                raise _NotUnderstood(f"the same person at the same session is on line {seen[who]}")
        except _NotUnderstood as problem:
            refused.append((line, str(problem)))
            continue
        seen[who] = line
        found.append(one)
    return found, refused


def _attendee(
    line: int, cells: Sequence[str], columns: Mapping[str, int], before: date
) -> Attendee:
    def cell(part: str, longest: int = LONGEST) -> str:
        text = " ".join(cells[columns[part]].split()) if part in columns else ""
        if len(text) > longest:
            raise _NotUnderstood(f"“{text[:40]}…” is longer than {longest} letters")
        return text

    held = Held(_day(cell("date"), before), _start(cell("start"), cell("date")), cell("title"))
    name = cell("name") or f"{cell('first')} {cell('last')}".strip()
    email = cell("email").lower()
    if email and not EMAIL.fullmatch(email):
        raise _NotUnderstood(f"“{email[:80]}” is not an e-mail address")
    if not name:
        raise _NotUnderstood("there is no name")
    kinds = (("directorate", "directorate"), ("service area", "area"), ("team", "team"))
    return Attendee(
        line,
        held,
        name,
        email,
        teams=tuple((kind, cell(part)) for kind, part in kinds if cell(part)),
        came=_came(cell("attended")) if "attended" in columns else None,
        partner=cell("partner"),
        cohort=cell("cohort", LONGEST_COHORT),
    )


def _day(text: str, before: date) -> date:
    day = read_day(text)
    if not text:
        raise _NotUnderstood("there is no date")
    if day is None:
        raise _NotUnderstood(f"“{text[:80]}” is not a date like 27/3/2025")
    if day >= before:
        raise _NotUnderstood(f"“{text[:80]}” is not in the past")
    if day.year < FIRST_YEAR:
        raise _NotUnderstood(f"“{text[:80]}” is before {FIRST_YEAR}")
    return day


def _start(text: str, day: str) -> time | None:
    if not text:
        moment = read_moment(day)
        # Excel writes a day without a time as its midnight.
        return moment.time() if moment and moment.time() != time() else None
    clock, moment = read_clock(text), read_moment(text)
    if clock is None and moment is None:
        raise _NotUnderstood(f"“{text[:80]}” is not a time like 10:30")
    return clock or (moment.time() if moment else None)


def _came(text: str) -> bool:
    """Return whether somebody came; an empty cell of such a column means they did not."""
    plain = text.casefold().rstrip(".")
    if plain in YES:
        return True
    if not plain or plain in NO:
        return False
    raise _NotUnderstood(f"“{text[:80]}” is neither yes nor no")


def by_session(attendees: Sequence[Attendee]) -> dict[Held, list[Attendee]]:
    """Return who is on the register of each session, by day; without a start first."""
    sessions: dict[Held, list[Attendee]] = {}
    for one in sorted(attendees, key=lambda one: (one.held.day, one.held.start or time())):
        sessions.setdefault(one.held, []).append(one)
    return sessions
