"""What the numbers shown of before and now say of the change, and nothing that they do not say.

The signed-rank test and its effect size come from the table of before by now, which is never shown.
Printed as they are, they could narrow a number in it that is hidden. So this looks only at what is
shown, as any reader can, and says what is true of every table that fits: bounds that tell a reader
nothing new. `docs/methods/paired.md` gives the reasons.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, erfc, exp, floor, log1p, sqrt

from alongside.methods.disclosure.protected import ProtectedPair
from alongside.methods.disclosure.solver import Program, Row
from alongside.methods.paired import FEWEST_FOR_CHANCE, MOST_FOR_EXACT

MOST_SPLITS = 60
"""With more ways than this to share people out over up and down, the bounds say too little."""

NEAR = 1e-6
STEEPEST = 20.0

type Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Following:
    """What is true of every table that fits what is shown.

    The rank-biserial lies from `low` to `high`, and the two-sided p of the signed-rank test from
    `least` to `most`. `dominance` is (improved - worse) / pairs, or None where one of them is not
    shown.
    """

    low: float
    high: float
    least: float
    most: float
    dominance: float | None


def following(pair: ProtectedPair) -> Following | None:
    """Return what follows from what is shown; None below ten people, and where it is too little.

    The bounds hold for every table of whole numbers that fits; they are not the closest there are.
    """
    pairs = pair.pairs.value
    if pairs is None or pairs < FEWEST_FOR_CHANCE:
        return None
    splits = _Tables(pair, pairs).splits()
    if splits is None:
        return None
    found = [bounds for up, down in splits for bounds in _bounds(pair, pairs, up, down)]
    if not found:
        return None
    lows, highs, leasts, mosts = zip(*found, strict=True)
    up, down = pair.improved.value, pair.worse.value
    dominance = None if up is None or down is None else (up - down) / pairs
    return Following(min(lows), max(highs), min(leasts), max(mosts), dominance)


class _Tables:
    """All tables of before by now that fit what is shown, as a linear program; `up` and `down` are
    how many moved up and down, where that is taken as known."""

    def __init__(
        self, pair: ProtectedPair, pairs: int, up: int | None = None, down: int | None = None
    ) -> None:
        size = range(len(pair.categories))
        self.steps = range(1, len(size))
        self.cells: list[Cell] = [(before, now) for before in size for now in size]
        sums = [
            *((shown.value, [c for c in self.cells if c[0] == at])
              for at, shown in enumerate(pair.before)),
            *((shown.value, [c for c in self.cells if c[1] == at])
              for at, shown in enumerate(pair.now)),
            (pair.same.value, [c for c in self.cells if c[0] == c[1]]),
            (pair.improved.value if up is None else up, self.up(1)),
            (pair.worse.value if down is None else down, self.down(1)),
            (pairs, self.cells),
        ]  # fmt: skip
        place = {cell: at for at, cell in enumerate(self.cells)}
        rows = [
            Row(dict.fromkeys((place[cell] for cell in parts), 1), float(whole), float(whole))
            for whole, parts in sums
            if whole is not None
        ]
        self._program = Program([float(pairs)] * len(place), [0.0] * len(place), rows)

    def up(self, by: int) -> list[Cell]:
        """Return the cells of those who moved up by so many steps or more."""
        return [cell for cell in self.cells if cell[1] - cell[0] >= by]

    def down(self, by: int) -> list[Cell]:
        return [cell for cell in self.cells if cell[0] - cell[1] >= by]

    def least(self, weights: dict[Cell, float]) -> float | None:
        """Return the least that the weighted cells can add up to; None where no table fits."""
        for at, cell in enumerate(self.cells):
            self._program.price(at, weights.get(cell, 0.0))
        found = self._program.solve()
        if found is None:
            return None
        return sum(
            weights.get(cell, 0.0) * value for cell, value in zip(self.cells, found, strict=True)
        )

    def range(self, cells: Sequence[Cell]) -> tuple[int, int] | None:
        """Return the fewest and the most people these cells can have together."""
        least = self.least(dict.fromkeys(cells, 1.0))
        most = self.least(dict.fromkeys(cells, -1.0))
        if least is None or most is None:
            return None
        return ceil(least - NEAR), floor(-most + NEAR)

    def splits(self) -> list[tuple[int, int]] | None:
        """Return each way in which people may have moved up and down; None where there are many."""
        ups, downs = self.range(self.up(1)), self.range(self.down(1))
        if ups is None or downs is None:
            return []
        (least_up, most_up), (least_down, most_down) = ups, downs
        if (most_up - least_up + 1) * (most_down - least_down + 1) > MOST_SPLITS:
            return None
        return [
            (up, down)
            for up in range(least_up, most_up + 1)
            for down in range(least_down, most_down + 1)
        ]


def _bounds(
    pair: ProtectedPair, pairs: int, up: int, down: int
) -> Iterator[tuple[float, float, float, float]]:
    """Yield the bounds of the effect and of p where `up` moved up and `down` moved down; nothing
    where no table fits that."""
    tables = _Tables(pair, pairs, up, down)
    wins = _wins(tables, down)
    if wins is None:
        return
    moved = up + down
    if not moved:
        yield 0.0, 0.0, 1.0, 1.0
        return
    whole = moved * (moved + 1) / 2
    w_plus = [up * (up + 1) / 2 + one for one in wins]
    low, high = ((2 * one - whole) / whole for one in w_plus)
    away = sorted(abs(one - whole / 2) for one in w_plus)
    nearest = 0.0 if w_plus[0] <= whole / 2 <= w_plus[1] else away[0]
    yield low, high, _least_p(moved, away[1]), _most_p(moved, nearest)


def _wins(tables: _Tables, down: int) -> tuple[float, float] | None:
    """Return the least and the most of W+ beyond what those who moved up have among themselves.

    Over every couple of one who moved up and one who moved down it is 1 where the first moved
    further, and half where both moved as far. It is a sum over those who moved down by d, of how
    many moved up by more, and half of those who moved up by as much; with bounds for these numbers
    it is linear. The same holds the other way round, and the closer one counts.
    """
    ups = {by: tables.range(tables.up(by)) for by in tables.steps}
    downs = {by: tables.range(tables.down(by)) for by in tables.steps}
    if None in ups.values() or None in downs.values():
        return None
    found = []
    for end in (0, 1):  # the least, then the most
        sign = 1 if end == 0 else -1
        by_down = {cell: sign * _half(ups, cell[0] - cell[1], end) for cell in tables.down(1)}
        by_up = {
            cell: sign * (down - _half(downs, cell[1] - cell[0], 1 - end)) for cell in tables.up(1)
        }
        sums = [tables.least(weights) for weights in (by_down, by_up)]
        if None in sums:
            return None
        closest = max(one for one in sums if one is not None)
        found.append(sign * ceil(2 * closest - NEAR) / 2)
    return found[0], found[1]


def _half(ranges: dict[int, tuple[int, int] | None], by: int, end: int) -> float:
    """Return how many moved by more than `by` steps and half of those who moved by as many: an end
    of what it can be."""
    as_far, further = ranges[by], ranges.get(by + 1)
    return ((as_far[end] if as_far else 0) + (further[end] if further else 0)) / 2


def _most_p(moved: int, away: float) -> float:
    """Return the most that p can be when W+ is at least `away` from its middle, however people tie.

    Up to 20 who moved p is exact, and Chernoff's bound holds for it: it is convex in the ranks, and
    those of ties lie between the ranks 1 to n. Above, the normal curve is widest without ties.
    """
    if moved > MOST_FOR_EXACT:
        return _normal_p(away, moved * (moved + 1) * (2 * moved + 1) / 24)
    tail = moved * (moved + 1) / 4 - away
    if tail < NEAR:
        return float(2 ** (1 - moved))
    steepness = (STEEPEST * 0.8**step for step in range(40))
    least = min(
        by * tail + sum(log1p(exp(-by * rank)) for rank in range(1, moved + 1)) for by in steepness
    )
    return min(1.0, 2 * exp(least) / 2**moved)


def _least_p(moved: int, away: float) -> float:
    """Return the least that p can be when W+ is at most `away` from its middle, however people tie:
    the normal curve is narrowest where all of them moved as far."""
    if moved > MOST_FOR_EXACT:
        return _normal_p(away, moved * (moved + 1) ** 2 / 16)
    return float(2 ** (1 - moved))


def _normal_p(away: float, variance: float) -> float:
    return min(1.0, erfc(max(0.0, away - 0.5) / sqrt(2 * variance)))
