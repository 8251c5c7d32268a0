"""The pictures of notes: people see them as long as they see the note."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from alongside.files import actions as files

from ..models import Note, Wall


def show_pictures(notes: Iterable[Note], wall: Wall, now: datetime) -> None:
    """Note which pictures these notes of a wall use, and whether people see them."""
    for note in notes:
        _use(note, wall, [note.picture] if note.picture else [], now)


def let_go(notes: Iterable[Note], wall: Wall, now: datetime) -> None:
    """Let go of the pictures of notes that are about to be deleted."""
    for note in notes:
        _use(note, wall, [], now)


def _use(note: Note, wall: Wall, codes: list[str], now: datetime) -> None:
    organisation = wall.organisation
    files.use(
        organisation=organisation,
        by=f"note:{note.pk}",
        codes=codes,
        what=f"A note on the wall “{wall.ask}”",
        address=reverse("walls:run", args=[organisation.slug, wall.pk]),
        public=note.there,
        now=now,
    )
