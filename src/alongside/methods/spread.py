"""How positions on a scale lie: lowest, middle, highest, and whether people differ.

The rule for "people differ" is one that studies with panels often use: the middle half of the
positions may not be wider than a part of the scale. On five points the limit is often one step (H.
A. von der Gracht, Consensus measurement in Delphi studies, Technological Forecasting and Social
Change 79, 2012). Here it is a quarter of the way from the lowest point to the highest, so that it
can be said of a scale of any length. `docs/methods/spread.md` has a worked example.
"""

from collections.abc import Sequence
from dataclasses import dataclass

PART_OF_THE_SCALE = 4
"""People differ when the middle half is wider than the scale divided by this."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How positions lie on a scale of `points` points, counted from 1. `lower` and `upper` are the
    ends of the middle half. All but `answered` and `points` are 0 where nobody has a position."""

    points: int
    answered: int = 0
    least: int = 0
    lower: int = 0
    middle: int = 0
    upper: int = 0
    most: int = 0

    @property
    def differ(self) -> bool:
        """Whether the middle half is wider than a quarter of the scale."""
        return wide(self.upper - self.lower, self.points)


def wide(steps: int, points: int) -> bool:
    """Return whether so many steps are more than a quarter of a scale of so many points.

    >>> [wide(steps, points=5) for steps in (0, 1, 2)], wide(1, points=3), wide(1, points=7)
    ([False, False, True], True, False)
    """
    return steps * PART_OF_THE_SCALE > points - 1


def fewest_steps(points: int) -> int:
    """Return how many steps apart are `wide` at least on a scale of so many points.

    >>> fewest_steps(3), fewest_steps(5), fewest_steps(7), fewest_steps(10)
    (1, 2, 2, 3)
    """
    return (points - 1) // PART_OF_THE_SCALE + 1


def spread(counts: Sequence[int]) -> Spread:
    """Return how positions lie. `counts` are people by point, lowest first.

    The middle is the lower one where two are. The middle half is what is left without fewer than a
    quarter of the people at each end: of four people nobody is left out, of five one. ValueError
    for a count below zero.

    >>> spread([1, 0, 3, 0, 0])
    Spread(points=5, answered=4, least=1, lower=1, middle=3, upper=3, most=3)
    >>> spread([1, 0, 4, 0, 0]).differ, spread([2, 0, 3, 0, 0]).differ
    (False, True)
    """
    if any(count < 0 for count in counts):
        raise ValueError("a count is 0 or more")
    positions = [point for point, count in enumerate(counts, start=1) for _ in range(count)]
    if not positions:
        return Spread(len(counts))
    many = len(positions)
    aside = (many - 1) // 4
    return Spread(
        points=len(counts),
        answered=many,
        least=positions[0],
        lower=positions[aside],
        middle=positions[(many - 1) // 2],
        upper=positions[many - 1 - aside],
        most=positions[-1],
    )


def middle_of(points: Sequence[int | None]) -> int | None:
    """Return the middle of the points of several items, the lower one where two are; None where one
    of them is missing, or there are none: what is left out would count as if it were usual.

    >>> middle_of([4, 2, 3, 3]), middle_of([4, None]), middle_of([])
    (3, None, None)
    """
    known = sorted(point for point in points if point is not None)
    return known[(len(known) - 1) // 2] if known and len(known) == len(points) else None
