"""A code for a note: it leads whoever wrote the note to what came of it, and nobody to whoever
wrote it. It follows from the fingerprint of their browser, which goes when the wall closes, and is
kept only as a hash with the note. So two notes of one person have nothing in common."""

from dataclasses import dataclass

from alongside.asks.queries import KEY_LENGTH, hashed
from alongside.web import codes

from . import queries
from .models import Note, Wall

_SEED = "alongside.walls.receipt"


@dataclass(frozen=True, slots=True)
class Coded:
    """A note of somebody and its code, for their eyes only."""

    note: Note
    code: str


def code(note: Note, author: str) -> str:
    """Return the code that somebody's note has: the same however often they ask."""
    return codes.following(_SEED, f"{note.wall_id}:{author}:{note.number}", KEY_LENGTH)


def given(wall: Wall, author: str) -> list[Coded]:
    """Return the notes of somebody that have a code, each with it, also once the wall is closed."""
    if not author:
        return []
    coded = [Coded(note, code(note, author)) for note in queries.with_receipt(wall)]
    return [one for one in coded if hashed(one.code) == one.note.receipt]
