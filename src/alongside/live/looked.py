"""Words that whoever leads looks through before the room reads them, where people under 18 are in
it. What is looked through are words, known by a mark, and never a vote: changed words wait again,
and nothing leads from what was left out to a seat.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import queries, results
from .models import Step

type Seen = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Written:
    """Words, their mark, and whether the room may read them: None while nobody has looked."""

    text: str
    mark: str
    shown: bool | None


def mark(step: Step, text: str) -> str:
    """Return what some words at a step are known by."""
    return hashlib.sha256(f"{step.place}\n{text}".encode()).hexdigest()[:16]


def seen(step: Step) -> Seen:
    """Return what says of words at a step whether the room may read them."""
    if not step.room.under_18:
        return lambda _: True
    shown = _shown(step)
    return lambda text: mark(step, text) in shown


def let(step: Step) -> str:
    """Return what is another one with any change of the words at a step that the room may read."""
    if not step.room.under_18:
        return ""
    return hashlib.sha256(" ".join(sorted(_shown(step))).encode()).hexdigest()[:8]


def _shown(step: Step) -> set[str]:
    return {known for known, may in queries.looked_through(step).items() if may}


def written(step: Step) -> list[Written]:
    """Return everything that people wrote at a step for all to read, each once, in the order of the
    alphabet."""
    known = queries.looked_through(step)
    found = {text: mark(step, text) for text in _texts(step) if text}
    return [
        Written(text, found[text], known.get(found[text]))
        for text in sorted(found, key=str.casefold)
    ]


def waiting(step: Step) -> int:
    """Return how many words at a step nobody has looked at; 0 where nobody needs to."""
    if not step.room.under_18:
        return 0
    return sum(one.shown is None for one in written(step))


def _texts(step: Step) -> Iterator[str]:
    for asking in queries.askings(step) if step.asks else ():
        yield from results.texts(step.question, queries.answers(asking))
        yield from queries.whys(asking)
    breakout = queries.breakout(step) if step.kind == "breakout" else None
    for group in queries.small_groups(breakout) if breakout else ():
        yield group.said
