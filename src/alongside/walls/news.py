"""What everybody is told of the operations of a wall: the notes that one changed, as they are by
now, and a sentence. Nothing in it leads to whoever did it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import queries
from .changes import News
from .models import Note, Operation, Wall


def for_people(note: Note) -> dict[str, Any]:
    """Return what a page needs to draw a note (which has `agreed`, its number of votes)."""
    if not note.there:
        waits = {"waiting": True} if note.waiting and not note.hidden else {}
        return {"note": note.number, "gone": True} | waits
    return _drawn(note)


def _drawn(note: Note) -> dict[str, Any]:
    return {
        "note": note.number,
        "column": note.column,
        "place": note.place,
        "text": note.text,
        "label": note.label,
        "label_says": note.get_label_display(),
        "symbol": note.symbol,
        "symbol_says": note.get_symbol_display(),
        "picture": note.picture,
        "picture_says": note.picture_says,
        "group": note.group,
        "votes": getattr(note, "agreed", 0),
    }


def for_leaders(note: Note) -> dict[str, Any]:
    """Return the same for whoever leads, who sees hidden and waiting notes too."""
    if note.taken_back:
        return for_people(note)
    return _drawn(note) | {"hidden": note.hidden, "waiting": note.waiting}


def for_author(note: Note) -> dict[str, Any]:
    """Return the same for whoever wrote it, who sees it while it waits."""
    if note.waiting and not (note.hidden or note.taken_back):
        return _drawn(note) | {"waiting": True}
    return for_people(note)


class AllNews:
    """What is told of some operations of one wall, read at once. While everybody writes alone they
    are told how many notes there are; later a page counts those that it has."""

    def __init__(self, wall: Wall, operations: Sequence[Operation]) -> None:
        self.wall = wall
        numbers = {int(number) for one in operations for number in one.changes}
        whole = any(one.kind == "reveal" for one in operations)
        notes = queries.notes_with_votes(wall, None if whole else numbers)
        self._notes = {note.number: note for note in notes}
        self._written = queries.number_of_notes(wall) if wall.writing_alone else None

    def touched(self, operation: Operation) -> list[Note]:
        """Return the notes an operation changed, the one it is about first."""
        if operation.kind == "reveal":
            return list(self._notes.values())
        numbers = map(int, operation.changes)
        return [self._notes[number] for number in numbers if number in self._notes]

    def of(self, operation: Operation) -> News:
        """Return what is told of an operation. While everybody writes alone, people are told only
        how many notes there are."""
        notes = self.touched(operation)
        about = {
            "number": operation.number,
            "kind": operation.kind,
            "count": self._written,
            "locked": self.wall.locked,
            "by_votes": self.wall.by_votes,
            "alone": self.wall.writing_alone,
            "closed": self.wall.closed is not None,
        }
        says = _says(self.wall, operation, notes)
        people = about | {"says": says, "notes": [for_people(note) for note in notes]}
        if self._written is not None and notes:
            people |= {"says": f"{in_notes(self._written)} so far.", "notes": []}
        return News(
            operation.number,
            people=_packed(people),
            leads=_packed(
                about
                | {
                    "says": _says(self.wall, operation, notes, leads=True),
                    "notes": [for_leaders(one) for one in notes],
                }
            ),
            forget=operation.kind in {"hide", "take_back", "undo"}
            or (self.wall.approves and operation.kind == "edit"),
        )


def news_of(wall: Wall, operations: Iterable[Operation]) -> AllNews:
    return AllNews(wall, list(operations))


def excerpt(text: str, most: int = 60) -> str:
    """Return the first words of a note, to name it by.

    >>> excerpt("I was believed the first time."), excerpt("so " * 40)[-12:]
    ('I was believed the first time.', 'so so so so…')
    """
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + "…"


def in_notes(written: int) -> str:
    return "1 note" if written == 1 else f"{written} notes"


def _says(wall: Wall, operation: Operation, notes: Sequence[Note], leads: bool = False) -> str:
    """Return an operation in words, for whoever listens to the page. People hear nothing of a note
    that waits, unless they have seen it before."""
    kind = operation.kind
    if kind in _OF_THE_WALL or not notes:
        return _OF_THE_WALL.get(kind, "")
    note = notes[0]
    waited, waits = operation.changes.get(str(note.number), {}).get("waiting", [note.waiting] * 2)
    column = wall.columns[note.column]
    where = f" in {column}" if column else ""
    if leads and note.waiting and not (note.hidden or note.taken_back):
        return f"A note waits for you{where}: {excerpt(note.text)}"
    if not note.there:
        return "" if waited or (kind == "add" and waits) else f"A note{where} was taken away."
    votes = getattr(note, "agreed", 0)
    if kind == "show" and waited:
        kind = "add"
    return _OF_A_NOTE[kind].format(
        words=excerpt(note.text),
        picture=f", with a picture: {excerpt(note.picture_says)}" if note.picture else "",
        where=where,
        column=column,
        heading=f"under “{note.group}”" if note.group else "out of its group",
        votes="1 agrees" if votes == 1 else f"{votes} agree",
    )


_OF_THE_WALL = {
    "reveal": "Everybody sees all notes now.",
    "lock": "The wall is locked. Nothing can be changed for now.",
    "unlock": "The wall is open again.",
    "by_votes": "The notes are sorted by votes.",
    "by_place": "The notes are in their own order again.",
    "close": "The wall is closed.",
}
_OF_A_NOTE = {
    "add": "New note{where}: {words}{picture}",
    "edit": "Changed{where}: {words}{picture}",
    "take_back": "Back{where}: {words}",
    "move": "Moved to {column}: {words}",
    "put": "Moved{where}: {words}",
    "up": "Moved up{where}: {words}",
    "down": "Moved down{where}: {words}",
    "group": "Put {heading}: {words}",
    "agree": "{votes}: {words}",
    "disagree": "{votes}: {words}",
    "undo": "Put back as it was: {words}",
    "hide": "Back{where}: {words}",
    "show": "Back{where}: {words}",
}
"""A note that was taken back or hidden may be there again by the time that this is told."""


def _packed(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
