"""What is a small number, and what a reader must find possible of it."""

from collections.abc import Collection, Iterable, Sequence

from alongside.methods.disclosure.system import Need, System
from alongside.methods.shown import Shown

WITHHELD = "So that nobody can work out what a few people said."
"""The one reason for every withheld number: telling small ones apart would give them away."""


def is_small(count: int, minimum: int) -> bool:
    """Return whether a count is to be hidden: there are people in it, and fewer than `minimum`."""
    return 0 < count < minimum


def is_withheld_whole(counts: Collection[int], answered: int, minimum: int) -> bool:
    """Return whether a group is not shown at all.

    Nor is it when fewer than `minimum` answered, or everyone who did gave the same answer: then
    even a large number says what each of them said.

    >>> is_withheld_whole([3, 4], 7, 10), is_withheld_whole([0, 25], 25, 10)
    (True, True)
    >>> is_withheld_whole([1, 25], 26, 10), is_withheld_whole([0, 25], 25, 1)
    (False, False)
    """
    return minimum > 1 and (answered < minimum or max(counts, default=0) == answered)


def agrees_in_a_few(counts: Collection[int], answered: int, minimum: int) -> bool:
    """Return whether everyone gave the same answer, and they are fewer than twice the minimum.

    Of more people "all 38 of 38" is the finding; of 6 it says what each of them said.

    >>> agrees_in_a_few([0, 6], 6, 5), agrees_in_a_few([0, 38], 38, 5)
    (True, False)
    """
    agrees = answered > 0 and max(counts, default=0) == answered
    return minimum > 1 and agrees and answered < 2 * minimum


def needs_of_small(system: System, figures: Iterable[int], minimum: int) -> list[Need]:
    """Return that each small count must look as if it could be anything from 0 (or the least that
    everybody knows it to be) to minimum - 1, or anything between two numbers `minimum` apart."""
    return [
        Need(figure, system.floors[figure], _below(system, figure, minimum), minimum)
        for figure in figures
        if is_small(system.values[figure], minimum)
    ]


def needs_of_zeros(system: System, figures: Iterable[int], minimum: int) -> list[Need]:
    """Return the same for the zeros of a group withheld whole, or they would say what it said."""
    return [
        Need(figure, 0, _below(system, figure, minimum))
        for figure in figures
        if system.values[figure] == 0
    ]


def needs_of_large(system: System, figures: Iterable[int], minimum: int) -> list[Need]:
    """Return that each large number of a group withheld whole must not be known: it may be anything
    between two numbers `minimum` apart."""
    return [
        Need(figure, value, value + minimum, minimum)
        for figure in figures
        for value in [system.values[figure]]
        if value >= minimum > 1
    ]


def _below(system: System, figure: int, minimum: int) -> int:
    ceiling = system.ceilings[figure]
    return minimum - 1 if ceiling is None else min(minimum - 1, ceiling)


def as_shown(system: System, figures: Sequence[int], hidden: Collection[int]) -> tuple[Shown, ...]:
    """Return the figures as a reader may see them."""
    return tuple(
        Shown.withheld(WITHHELD) if figure in hidden else Shown(system.values[figure])
        for figure in figures
    )
