"""What the part `walls/parts/wall.html` needs to draw a wall: for its own page, for that of whoever
leads, and for any page above that has the wall as a part of it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from . import identity, queries
from .models import MOST_LETTERS, MOST_NOTES, Note, Wall
from .signs import LABELS, SYMBOLS

type Shown = dict[str, Any]


def for_people(
    wall: Wall, author: str, *, back: str = "", typed: Mapping[str, str] | None = None
) -> Shown:
    """Return what somebody sees whose fingerprint is `author` ("" for somebody new). A page that
    has the wall as a part says in `back` its own address: people come back to it."""
    return _shown(wall, author, typed) | {
        "back": back,
        "do": reverse("walls:do", args=[wall.code]),
        "notes_at": reverse("walls:wall", args=[wall.code]) + "notes/",
        "can_change": wall.open,
    }


def for_leaders(
    wall: Wall,
    membership: int,
    *,
    may_run: bool,
    typed: Mapping[str, str] | None = None,
    came_from: str = "",
) -> Shown:
    """Return what somebody sees who works for the organisation: all notes, and if they may run
    walls the buttons for that. The page they came from, like that of a room, goes with what they
    do, so that they find back."""
    here = reverse("walls:run", args=[wall.organisation.slug, wall.pk])
    shown = _shown(wall, identity.leader(membership, wall), typed, leads=True)
    back = f"?{urlencode({'back': came_from})}" if came_from else ""
    return shown | {
        "leads": True,
        "may_run": may_run,
        "pass": identity.pass_to_all(wall),
        "came_from": came_from,
        "do": f"{here}do/{back}",
        "notes_at": f"{here}notes/",
        "can_change": may_run and wall.closed is None,
    }


def _shown(wall: Wall, author: str, typed: Mapping[str, str] | None, leads: bool = False) -> Shown:
    notes = list(queries.notes(wall, author=author, leads=leads))
    mine, agreed = queries.mine(wall, author), queries.agreed(wall, author)
    return {
        "wall": wall,
        "columns": queries.columns(wall, notes),
        "count": queries.number_of_notes(wall),
        "waiting": queries.number_waiting(wall) if leads and wall.approves else 0,
        "mine": mine,
        "agreed": agreed,
        "left": max(0, wall.votes - len(agreed)),
        "headings": sorted({note.group for note in notes if note.group and note.there}),
        "labels": LABELS.items(),
        "symbols": SYMBOLS.items(),
        "pictures": wall.pictures or leads,
        "letters": MOST_LETTERS,
        "most": MOST_NOTES,
        "typed": typed or {},
        "client": uuid.uuid4(),
        "blank": Note(wall=wall, number=0, place=0, text=""),
    }
