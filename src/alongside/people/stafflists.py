"""What a spreadsheet of staff says: which column is what, and who is on each line."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from alongside.methods import phones
from alongside.methods.formats.headings import matching
from alongside.web.fields import LONGEST_EMAIL

PARTS = {
    "name": "Name",
    "first": "First name",
    "last": "Last name",
    "email": "E-mail address",
    "phone": "Mobile number",
    "directorate": "Directorate",
    "area": "Service area",
    "team": "Team",
}
"""What a column can hold, with the words for it."""

KNOWN_AS = {
    "name": {
        *("name", "full name", "employee name", "staff name", "display name"),
        *("enw", "enw llawn"),
    },
    "first": {"first name", "forename", "given name", "firstname", "enw cyntaf"},
    "last": {"last name", "surname", "family name", "lastname", "cyfenw"},
    "email": {
        *("email", "e-mail", "email address", "e-mail address", "work email", "mail"),
        *("e-bost", "ebost", "cyfeiriad e-bost"),
    },
    "phone": {
        *(
            "mobile",
            "mobile number",
            "mobile phone",
            "mobile phone number",
            "mobile no",
            "mobile no.",
        ),
        *("work mobile", "mobile telephone", "ffôn symudol", "rhif ffôn symudol", "symudol"),
    },
    "directorate": {"directorate", "division", "cyfarwyddiaeth"},
    "area": {
        *("service area", "service", "area", "department", "dept"),
        *("maes gwasanaeth", "gwasanaeth", "adran"),
    },
    "team": {"team", "unit", "team name", "tîm", "uned"},
}
"""The headings of each, in small letters, in English and Welsh."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a staff list. `teams` are the names from directorate down, as (kind, name);
    `no_phone` is what stood for a mobile number and is none."""

    line: int
    name: str
    email: str
    teams: tuple[tuple[str, str], ...]
    phone: str = ""
    no_phone: str = ""


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Return which column (from 0) holds what, by its heading.

    >>> guess(["Surname", "Forename", "E-mail", "Service"])
    {'first': 1, 'last': 0, 'email': 2, 'area': 3}
    """
    return matching(headings, KNOWN_AS)


def known_headings() -> frozenset[str]:
    """Return every heading that we know."""
    return frozenset().union(*KNOWN_AS.values())


def not_used(
    headings: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[str, int],
) -> list[str]:
    """Return the headings of the columns that hold something and are taken for nothing."""
    used = set(columns.values())
    return [
        heading
        for at, heading in enumerate(headings)
        if at not in used and any(cells[at] for _, cells in rows)
    ]


def read(
    rows: Sequence[tuple[int, Sequence[str]]], columns: Mapping[str, int]
) -> tuple[list[Entry], list[tuple[int, str]]]:
    """Return who is on the list, and the lines that cannot be used as (line, reason)."""
    entries: list[Entry] = []
    refused: list[tuple[int, str]] = []
    lines_by_email: dict[str, int] = {}
    for line, cells in rows:
        entry = _entry(line, cells, columns)
        problem = _problem(entry, lines_by_email)
        if problem:
            refused.append((line, problem))
            continue
        entries.append(entry)
        if entry.email:
            lines_by_email[entry.email] = line
    return entries, refused


def _entry(line: int, cells: Sequence[str], columns: Mapping[str, int]) -> Entry:
    def cell(part: str) -> str:
        return " ".join(cells[columns[part]].split()) if part in columns else ""

    name = cell("name") or f"{cell('first')} {cell('last')}".strip()
    kinds = (("directorate", "directorate"), ("service area", "area"), ("team", "team"))
    teams = tuple((kind, cell(part)) for kind, part in kinds if cell(part))
    phone, no_phone = "", cell("phone")
    with contextlib.suppress(phones.NotAMobileNumber):
        phone = phones.e164(no_phone, settings.PHONES_COUNTRY) if no_phone else ""
        no_phone = ""
    return Entry(line, name, cell("email").lower(), teams, phone, no_phone[:80])


def _problem(entry: Entry, lines_by_email: Mapping[str, int]) -> str:
    if not entry.name:
        return "there is no name"
    if any(len(text) > 200 for text in (entry.name, *(name for _, name in entry.teams))):
        return "a name is longer than 200 letters"
    if len(entry.email) > LONGEST_EMAIL:
        return f"the e-mail address is longer than {LONGEST_EMAIL} characters"
    if entry.email:
        try:
            validate_email(entry.email)
        except ValidationError:
            return f"“{entry.email[:80]}” is not an e-mail address"
        if entry.email in lines_by_email:
            return f"the same e-mail address stands on line {lines_by_email[entry.email]}"
    return ""
