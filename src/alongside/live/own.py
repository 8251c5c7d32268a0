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
    mine = queries.vote(asking, seat)
    return None if mine is None else step.asked.in_words(mine.answers, mine.why)


def fields(
    step: Step, asking: Asking, seat: Seat, posted: Posted | None = None, problems: Any = ()
) -> dict[str, Any]:
    """Return a question to be filled in (`q`, and `why`), with what was posted in it, or else what
    somebody answered."""
    mine = queries.vote(asking, seat)
    if posted is None and mine is not None:
        posted = step.asked.posted(mine.answers, mine.why)
    return step.asked.fields(posted, problems)


def read(step: Step, posted: Posted) -> tuple[Any, str, tuple[Problem, ...], Posted]:
    """Return the answer that was posted and why, or None with what is wrong with it, and what the
    page holds then: a button inside the question (such as Up in an order) is no answer."""
    arranged = type_of(step.question).arranged(step.question, posted)
    if arranged is not None:
        return None, "", (), arranged
    reading, why = step.asked.read(posted)
    return reading.answer, why, reading.problems, posted


def put_in(step: Step, asking: Asking) -> list[dict[str, Any]]:
    """Return what whoever leads put in: each answer in words, for how many people, and the key of
    one of these votes."""
    found: dict[str, dict[str, Any]] = {}
    for vote in queries.put_in(asking):
        words = ", ".join(step.asked.in_words(vote.answers, ""))
        found.setdefault(words, {"words": words, "pk": vote.pk, "people": 0})["people"] += 1
    return list(found.values())


def wall(wall: Wall, seat: Seat, back: str) -> dict[str, Any]:
    """Return a wall as somebody sees it on the page with the address `back`."""
    author = identity.fingerprint(wall.pk, seating.token(seat))
    return showing.for_people(wall, author, back=back)
