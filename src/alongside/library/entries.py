"""What a page lists, entry by entry, as values in and out of JSON. A support page lists whom to
turn to (`directory.Entry`), a glossary what words mean (`glossary.Term`)."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from .directory import Entry
from .glossary import Term, in_order

type Entries = list[dict[str, Any]]

MOST = 60
"""Entries on one page. Whoever needs more makes a second page."""


def people(entries: Entries) -> list[Entry]:
    """Return those entries that say whom to turn to."""
    return [Entry(**entry) for entry in entries if "helps" in entry]


def terms(entries: Entries) -> list[Term]:
    """Return those entries that say what a word means, by the alphabet."""
    return in_order(Term(**entry) for entry in entries if "means" in entry)


def read(entry: dict[str, Any]) -> Entry | Term:
    """Return one entry as what it is."""
    return Term(**entry) if "means" in entry else Entry(**entry)


def as_lines(entries: Entries) -> str:
    """Return all entries as plain lines."""
    listed: Iterable[Entry | Term] = [*people(entries), *terms(entries)]
    return "\n".join(entry.lines for entry in listed)


def find(entries: Entries, key: str) -> dict[str, Any] | None:
    """Return the entry of this key, or None."""
    return next((entry for entry in entries if entry["key"] == key), None)


def written(entries: Entries, entry: Entry | Term) -> Entries:
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
    return [*entries[:place], entry, *entries[place:]]
