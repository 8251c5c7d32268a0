"""How many people a theme stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alongside.methods.disclosure import ProtectedTally, Tally, protect_report
from alongside.methods.shown import Shown

BASE_TELLS = "So that nobody can work out how few people did not say something."


@dataclass(frozen=True, slots=True)
class Said:
    """Where a comment comes from: its wave, its question, and its response where that is known."""

    wave: int
    question: str
    response: int | None


def people(said: Iterable[Said]) -> int:
    """Return how many people, at least, wrote these different comments.

    Of a wave that knows its people, each response counts once. An anonymous comment stands alone:
    two of one question are two people, but two of different questions may be one person. So of
    the questions of a wave the one with the most comments counts.

    >>> people([Said(1, "liked", None), Said(1, "liked", None), Said(1, "improve", None)])
    2
    >>> people([Said(2, "liked", 7), Said(2, "improve", 7)])
    1
    """
    known = set()
    alone: dict[int, dict[str, int]] = {}
    for one in said:
        if one.response is not None:
            known.add(one.response)
        else:
            counts = alone.setdefault(one.wave, {})
            counts[one.question] = counts.get(one.question, 0) + 1
    return len(known) + sum(max(counts.values()) for counts in alone.values())


def protected(counts: Sequence[int], responses: int, minimum: int) -> list[Shown]:
    """Return how many people said each thing, as it may leave.

    Each theme is a question of its own: nothing shown ties one to another. A comment can be in
    several or in none, and how many are in none is never shown, so whoever sees the other themes
    learns nothing about this one.

    >>> [str(count) for count in protected([12, 4, 9], responses=41, minimum=5)]
    ['12', 'not shown', '9']
    """
    themes = [
        Tally(f"theme {number}", ("said it",), (count,), answered=count, several=True)
        for number, count in enumerate(counts)
    ]
    report = protect_report(themes, responses=max([responses, *counts]), minimum=minimum)
    return [one.counts[0] for one in report if isinstance(one, ProtectedTally)]


def base(wrote: int, counts: Sequence[int], responses: int, minimum: int) -> Shown:
    """Return how many people wrote something, as the base of these counts.

    It is withheld where only a few of them did not say one of the things: the base less the count
    would tell how few.

    >>> str(base(41, [12, 4, 9], 60, 5)), str(base(14, [12], 60, 5)), str(base(12, [12], 60, 5))
    ('41', 'not shown', '12')
    """
    if any(0 < wrote - count < minimum for count in counts if count >= minimum):
        return Shown.withheld(BASE_TELLS)
    return protected([wrote], responses, minimum)[0]
