"""Codes for what somebody says in a room: their notes, their questions, and, once it has closed,
what they wrote in answer to its questions. Each follows from their seat, which goes when the room
closes, and is kept only as a hash with the words. The browser still knows its seat, and so finds
its own codes again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.asks.queries import KEY_LENGTH, hashed
from alongside.methods.questions.messages import said as in_words
from alongside.walls import identity
from alongside.walls import queries as notes_of
from alongside.walls import receipts as of_walls
from alongside.web import codes

from . import queries
from .models import Raised, Room, Seat

_SEED = "alongside.live.receipt"


@dataclass(frozen=True, slots=True)
class Coded:
    """Something somebody said and its code, for their eyes only."""

    words: str
    code: str


def token(seat: int) -> str:
    """Return what somebody in a room is on its walls."""
    return f"seat:{seat}"


def of_question(raised: Raised, seat: int) -> str:
    """Return the code of a question that somebody asked."""
    return codes.following(_SEED, f"{raised.room_id}:{seat}:question:{raised.pk}", KEY_LENGTH)


def of_answer(room: Room, seat: int, name: str) -> str:
    """Return the code of what somebody wrote in answer to a question, by its name."""
    return codes.following(_SEED, f"{room.pk}:{seat}:answer:{name}", KEY_LENGTH)


def kept(room: Room, seat: int, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return what is kept of the codes of somebody's answers: a hash for each question."""
    return {name: hashed(of_answer(room, seat, name)) for name in answers}


def given(room: Room, seat: int) -> list[Coded]:
    """Return what somebody said that has a code, each with it, also once the room is closed."""
    found = [
        Coded(one.note.text, one.code)
        for wall in queries.walls(room)
        for one in of_walls.given(wall, identity.fingerprint(wall.pk, token(seat)))
    ]
    for raised in queries.raised_with_receipt(room):
        code = of_question(raised, seat)
        if hashed(code) == raised.receipt:
            found.append(Coded(raised.text, code))
    return found + _answers(room, seat)


def missing(room: Room, seat: Seat) -> bool:
    """Return whether somebody asked a question, or wrote a note, that has no code yet."""
    if queries.raised_without_receipt(room, seat).exists():
        return True
    return any(
        notes_of.without_receipt(wall, identity.fingerprint(wall.pk, token(seat.pk))).exists()
        for wall in queries.walls(room)
    )


def _answers(room: Room, seat: int) -> list[Coded]:
    """Return the answers in words of a closed room: by their question, for the words are not shown
    again."""
    if room.answers is None:
        return []
    hashes = queries.receipts_of_answers(room)
    labels = {one["name"]: one["label"] for one in room.answers.version.definition["questions"]}
    found = []
    for name in sorted({name for name, _ in hashes}):
        code = of_answer(room, seat, name)
        if (name, hashed(code)) in hashes:
            found.append(Coded(f"What you wrote: {in_words(labels.get(name, name))}", code))
    return found
