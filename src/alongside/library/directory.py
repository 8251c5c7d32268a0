"""Whom to turn to: the entries of a support directory, as values in and out of JSON."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

type Entries = list[dict[str, Any]]

MOST = 60
"""Entries on one page. Whoever needs more makes a second page."""


@dataclass(frozen=True)
class Entry:
    """One person, team or service that people can turn to. `key` says which, for good."""

    key: str
    name: str
    helps: str
    whom: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    hours: str = ""

    @property
    def dial(self) -> str:
        """The number as a telephone takes it.

        >>> Entry("a", "Jo", "All", phone="(0161) 496 0123").dial
        '01614960123'
        """
        return ("+" if self.phone.startswith("+") else "") + re.sub(r"\D", "", self.phone)

    @property
    def shown_web(self) -> str:
        """The web address without what need not be read.

        >>> Entry("a", "Jo", "All", web="https://www.example.org/help/").shown_web
        'www.example.org/help'
        """
        return self.web.partition("://")[2].rstrip("/")

    @property
    def lines(self) -> str:
        """The entry as plain lines, to be compared with another version of it."""
        said = [self.helps, self.whom, self.phone, self.email, self.web, self.hours]
        return "\n".join([self.name, *filter(None, said)])


def as_lines(entries: Iterable[Entry]) -> str:
    """Return a whole directory as plain lines."""
    return "\n".join(entry.lines for entry in entries)


def find(entries: Entries, key: str) -> dict[str, Any] | None:
    """Return the entry of this key, or None."""
    return next((entry for entry in entries if entry["key"] == key), None)


def written(entries: Entries, entry: Entry) -> Entries:
    """Return the entries with this one in place of that of the same key, or at the end."""
    if find(entries, entry.key) is None:
        return [*entries, asdict(entry)]
    return [asdict(entry) if one["key"] == entry.key else one for one in entries]


def moved(entries: Entries, key: str, by: int) -> Entries:
    """Return the entries with one of them `by` places further down; at an end it stays there."""
    found = find(entries, key)
    if found is None:
        return entries
    rest = [entry for entry in entries if entry["key"] != key]
    place = max(0, min(len(rest), entries.index(found) + by))
    return [*rest[:place], found, *rest[place:]]


def placed(entries: Entries, entry: dict[str, Any], place: int) -> Entries:
    """Return the entries with one more at this place, counted from 0, unless it is there."""
    if find(entries, entry["key"]) is not None:
        return entries
    return [*entries[:place], asdict(replace(Entry(**entry))), *entries[place:]]
