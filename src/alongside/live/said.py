"""What people said in a room, in their own words, as far as the room has been shown it: that, and
nothing else, can be kept as a contribution.

A source names the words, never the vote: votes go when the room closes, and whoever said something
twice, or said the same as somebody else, is kept once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alongside.asks.models import Wave
from alongside.methods.questions.messages import said as in_words
from alongside.methods.redaction import find

from . import looked, queries, results
from .models import Raised, Room, Step


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote, what about, and what `walls.actions.keep` calls it."""

    text: str
    about: str
    source: str


def shown(room: Room) -> list[Words]:
    """Return the words that stand with the results which are shown now, step by step, each once, in
    the order of the alphabet, and what small groups said once everybody is back. A room that is
    closed has only the latter: its votes are gone."""
    found: dict[str, Words] = {}
    for step in queries.steps(room):
        about = in_words(step.question["label"]) if step.asks else ""
        for text in _texts(step) if step.asks else ():
            words = Words(text, about, _source(step, text))
            found.setdefault(words.source, words)
    return [*found.values(), *_of_groups(room)]


def _of_groups(room: Room) -> Iterator[Words]:
    for group in queries.groups_that_said(room):
        about = f"{group.breakout.step} · {group}"
        if not looked.seen(group.breakout.step)(group.said):
            continue
        yield Words(group.said, about, f"{room.thing}:group:{group.pk}")


def _texts(step: Step) -> Iterator[str]:
    askings, seen = queries.askings(step), looked.seen(step)
    if askings and askings[-1].revealed:
        texts = results.texts(step.question, queries.answers(askings[-1]))
        yield from results.in_order(list(filter(seen, texts)))
        for asking in results.compared(askings):
            yield from results.in_order(list(filter(seen, queries.whys(asking))))


def points_at(text: str) -> list[str]:
    """Return what in some words could point at somebody, as far as rules can tell: "a name"."""
    return sorted({span.kind.value for span in find(text)})


def _source(step: Step, text: str) -> str:
    return f"{step.room.thing}:{looked.mark(step, text)}"


def source_of_answer(answers: Wave, question: str, text: str) -> str:
    """Return what `walls.actions.keep` calls words that somebody wrote in a room, by the name of
    the question they answer, once the room is closed and its `answers` are a wave; "" where they
    are none of a room."""
    step = queries.step_of_answer(answers, question)
    return _source(step, text) if step else ""


def source_of(raised: Raised) -> str:
    """Return what `walls.actions.keep` calls a question that somebody in a room asked."""
    return f"{raised.room.thing}:question:{raised.pk}"
