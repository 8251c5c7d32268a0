"""The agenda of a design is put together, item by item.

Only the newest version changes, and only while it was not used. Whoever changes an item says which
they saw (`seen`, its `revision`): it is found by that even where it has moved meanwhile.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from alongside.methods.agenda import check
from alongside.methods.revision import ChangedMeanwhile, revision
from alongside.people.actions import NotPossible

from .. import queries
from ..models import Design
from .showing import note_pictures

type Item = dict[str, Any]


@transaction.atomic
def add_item(*, design: Design, item: Item, now: datetime, place: int | None = None) -> int:
    """Put one more item into the agenda, at a place from 1 on or at its end; return its place."""

    def do(agenda: list[Item]) -> int:
        at = len(agenda) if place is None else max(0, min(len(agenda), place - 1))
        agenda.insert(at, _fit(item))
        return at

    return _change(design, now, do) + 1


@transaction.atomic
def change_item(*, design: Design, place: int, seen: str, item: Item, now: datetime) -> int:
    """Put an item in place of the one that was seen; return its place."""

    def do(agenda: list[Item]) -> int:
        at = _found(agenda, place, seen)
        agenda[at] = _fit(item)
        return at

    return _change(design, now, do) + 1


@transaction.atomic
def move_item(*, design: Design, place: int, seen: str, by: int, now: datetime) -> int:
    """Move an item `by` places further down; at an end it stays there. Return its place."""

    def do(agenda: list[Item]) -> int:
        at = _found(agenda, place, seen)
        item = agenda.pop(at)
        to = max(0, min(len(agenda), at + by))
        agenda.insert(to, item)
        return to

    return _change(design, now, do) + 1


@transaction.atomic
def copy_item(*, design: Design, place: int, seen: str, now: datetime) -> int:
    """Put a copy of an item behind it; return the place of the copy."""

    def do(agenda: list[Item]) -> int:
        at = _found(agenda, place, seen)
        agenda.insert(at + 1, dict(agenda[at]))
        return at + 1

    return _change(design, now, do) + 1


@transaction.atomic
def remove_item(*, design: Design, place: int, seen: str, now: datetime) -> tuple[Item, int]:
    """Take an item out; return it and its place, so that it can be put back."""
    removed: list[Item] = []

    def do(agenda: list[Item]) -> int:
        at = _found(agenda, place, seen)
        removed.append(agenda.pop(at))
        return at

    at = _change(design, now, do)
    return removed[0], at + 1


@transaction.atomic
def write_agenda(*, design: Design, agenda: list[Item], seen: str, now: datetime) -> None:
    """Put an agenda in place of the whole one that was seen."""

    def do(there: list[Item]) -> int:
        if revision(there) != seen:
            raise ChangedMeanwhile
        there[:] = [_fit(item) for item in agenda]
        return 0

    _change(design, now, do)


def _change(design: Design, now: datetime, do: Callable[[list[Item]], int]) -> int:
    """Change the agenda of the newest version with its design locked; return what `do` returns."""
    Design.objects.select_for_update().get(pk=design.pk)
    version = queries.latest(design)
    if queries.fixed(version, now):
        raise NotPossible(
            f"Version {version.number} has been used, so it stays as it is. Begin the next version."
        )
    at = do(version.agenda)
    version.save(update_fields=["agenda"])
    note_pictures(version, now)
    return at


def _found(agenda: list[Item], place: int, seen: str) -> int:
    """Return where the item that was seen stands now, from 0."""
    if 1 <= place <= len(agenda) and revision(agenda[place - 1]) == seen:
        return place - 1
    for at, item in enumerate(agenda):
        if revision(item) == seen:
            return at
    raise ChangedMeanwhile


def _fit(item: Item) -> Item:
    if problems := list(check(item)):
        raise NotPossible(f"“{item.get('title', '')}” {problems[0]}.")
    return item
