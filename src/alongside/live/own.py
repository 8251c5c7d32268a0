"""What somebody sees of a question or a wall that is theirs alone."""

from typing import Any

from alongside.methods.questions import Posted, type_of
from alongside.methods.questions.question import Problem
from alongside.walls import identity, showing
from alongside.walls.models import Wall

from . import queries, seating
from .models import Asking, Seat, Step


def answered(step: Step, asking: Asking, seat: Seat) -> list[str] | None:
    """Return what somebody answered, in words; None where they have not."""
    mine = queries.answer(asking, seat)
    return None if mine is None else list(type_of(step.question).in_words(step.question, mine))


def fields(
    step: Step, asking: Asking, seat: Seat, posted: Posted | None = None, problems: Any = ()
) -> dict[str, Any]:
    """Return a question to be filled in, with what was posted in it, or else what somebody
    answered."""
    kind, mine = type_of(step.question), queries.answer(asking, seat)
    data = posted if posted is not None else (kind.posted(step.question, mine) if mine else None)
    return dict(kind.fields(step.question, data, problems))


def read(step: Step, posted: Posted) -> tuple[Any, tuple[Problem, ...], Posted]:
    """Return the answer that was posted, or None with what is wrong with it, and what the page
    holds then: a button inside the question (such as Up in an order) is no answer."""
    kind = type_of(step.question)
    arranged = kind.arranged(step.question, posted)
    if arranged is not None:
        return None, (), arranged
    reading = kind.read(step.question, posted)
    return reading.answer, reading.problems, posted


def wall(wall: Wall, seat: Seat, back: str) -> dict[str, Any]:
    """Return a wall as somebody sees it on the page with the address `back`."""
    author = identity.fingerprint(wall.pk, seating.token(seat))
    return showing.for_people(wall, author, back=back)
