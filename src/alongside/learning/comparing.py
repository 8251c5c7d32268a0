"""The same question in two surveys, from what their results showed: nothing is counted anew."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from alongside.methods.disclosure import differ_by_few
from alongside.methods.intervals import (
    difference,
    difference_in_words,
    has_percent,
    share_in_words,
)
from alongside.methods.questions import type_of
from alongside.methods.questions.messages import said
from alongside.methods.questions.same import ID, identified

NOT_SHOWN = "not shown, so that nobody can work out what a few people said,"


class Measured(NamedTuple):
    """Which answers are compared: the name of a question, its row (of a question that has none, 0),
    and the places of the first and last answer that count, from 0."""

    question: str
    row: int
    first: int
    last: int

    @property
    def key(self) -> str:
        """Return it as it is kept and sent.

        >>> Measured("confident", 4, 3, 4).key
        'confident:4:3:4'
        """
        return ":".join(map(str, self))


def read(key: str) -> Measured | None:
    """Return what a key says; None where it says nothing.

    >>> read("confident:4:3:4"), read("x")
    (Measured(question='confident', row=4, first=3, last=4), None)
    """
    name, *places = key.split(":")
    if len(places) != 3 or not all(one.isascii() and one.isdecimal() for one in places):
        return None
    return Measured(name, *map(int, places))


def offered(form: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield what of a form can be compared: a question (of a table, a row of it) and its answers,
    each as (key, words). Of steps that rise, also an answer with those above it."""
    for question in form["questions"]:
        name, label = question["name"], said(question["label"])
        if question["type"] == "one":
            yield label, _each(name, [said(one["label"]) for one in question["choices"]])
        elif question["type"] == "matrix":
            steps = [said(one["label"]) for one in question["choices"]]
            for row, one in enumerate(question["rows"]):
                yield f"{label} {said(one['label'])}", _upwards(name, row, steps)
        elif question["type"] == "agreement":
            steps = list(getattr(type_of(question), "steps")(question).values())  # noqa: B009
            yield label, _upwards(name, 0, steps)


def _each(name: str, labels: list[str], row: int = 0) -> list[tuple[str, str]]:
    return [(Measured(name, row, at, at).key, f"“{label}”") for at, label in enumerate(labels)]


def _upwards(name: str, row: int, steps: list[str]) -> list[tuple[str, str]]:
    top = len(steps) - 1
    more = [
        (Measured(name, row, at, top).key, f"“{step}” or more")
        for at, step in enumerate(steps)
        if 0 < at < top
    ]
    return _each(name, steps, row) + more


def words(form: dict[str, Any], key: str) -> tuple[str, str]:
    """Return the question and the answers that a key means, in words; ("", "") for none."""
    for label, answers in offered(form):
        for one, answer in answers:
            if one == key:
                return label, answer
    return "", ""


def identity(form: dict[str, Any], name: str) -> str:
    """Return what makes a question of a form the same as one of another; "" for none."""
    found: Iterable[str] = (one[ID] for one in identified(form["questions"]) if one["name"] == name)
    return next(iter(found), "")


class Told(NamedTuple):
    """What results have shown of a question in one wave: how many gave each answer, and how many
    answered; None was withheld."""

    counts: tuple[int | None, ...]
    answered: int | None

    def many(self, what: Measured) -> int | None:
        """Return how many gave one of the answers that count; None where one is not shown."""
        chosen = self.counts[what.first : what.last + 1]
        if not chosen or any(one is None for one in chosen):
            return None
        return sum(one or 0 for one in chosen)


def compared(what: Measured, before: Told, after: Told, minimum: int) -> tuple[str, str, str]:
    """Return in words how many answered so before and after, and how they differ.

    Where a few people could explain all that differs in a small group, the later time is not shown.
    """
    first, second = before.many(what), after.many(what)
    then = _share(first, before.answered)
    old, new = ((*one.counts, one.answered) for one in (before, after))
    if differ_by_few(old, new, minimum):
        return then, NOT_SHOWN, ""
    now = _share(second, after.answered)
    if first is None or second is None or not before.answered or not after.answered:
        return then, now, ""
    if not (has_percent(before.answered) and has_percent(after.answered)):
        return then, now, "So few answered that the difference says nothing."
    interval = difference(second, after.answered, first, before.answered)
    return then, now, difference_in_words(interval)


def _share(many: int | None, of: int | None) -> str:
    return NOT_SHOWN if many is None or not of else share_in_words(many, of)
