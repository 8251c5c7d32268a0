"""How what is said spreads over people: whether a few make most of it (R59). It counts, and never
names."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 6
"""Contributions from which on anything is said about how they spread."""

FEW = 0.25
"""A few: at most this part of the people, or one of them. Our convention."""


@dataclass(frozen=True)
class Spread:
    """`people` are here, `spoke` of them said something, `said` is how much in all; `few` of them
    said half of it or more (the fewest who did)."""

    people: int
    spoke: int
    said: int
    few: int

    @property
    def uneven(self) -> bool:
        """Whether a few people make most of it: half or more comes from a quarter of the people or
        fewer, or from one of three or more, and there is enough to tell."""
        if self.people < 3 or self.said < ENOUGH:
            return False
        return self.few <= max(1, int(self.people * FEW))

    @property
    def quiet(self) -> int:
        """How many have said nothing."""
        return self.people - self.spoke


def spread(said: Sequence[int], people: int) -> Spread:
    """Return how contributions spread. `said` has how many each person made, those who made none
    may be left out; `people` is how many are here, with those.

    >>> spread([9, 1, 1, 1], 4).uneven, spread([3, 3, 3, 3], 4).uneven
    (True, False)
    """
    most = sorted((number for number in said if number > 0), reverse=True)
    half, few, so_far = sum(most) / 2, 0, 0
    while so_far < half:
        so_far += most[few]
        few += 1
    return Spread(max(people, len(most)), len(most), sum(most), few)
