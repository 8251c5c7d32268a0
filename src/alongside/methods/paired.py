"""Before and now for the same people: who moved, the signed-rank test, and the size of the effect.

Source of the test: Wilcoxon 1945, Biometrics Bulletin 1: 80-83. Effect sizes: matched-pairs
rank-biserial (Kerby 2014), dominance within pairs and Cliff's delta (Cliff 1993).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, erfc, floor, sqrt

MOST_FOR_EXACT = 20
"""Up to this many people who changed, p is exact; above, the normal approximation is used."""

FEWEST_FOR_CHANCE = 10
"""Below this many people the words say only who moved."""

LARGE = 0.5
"""From here a rank-biserial is called large."""

ENDS = "At 1 all who moved answered higher now, at −1 lower."
NEAR = 1e-9
SAME = 9
"""Differences are compared to this many decimals, so that 0.3 - 0.1 ties with 0.2 - 0."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed for `pairs` people who answered both times.

    `improved` went up, `worse` went down, `same` did neither; these zeros are left out of the
    test, as Wilcoxon did. `w_plus` and `w_minus` are the sums of the ranks of those who went up and
    down, ties sharing the middle rank. `p_value` is two-sided, and 1 when nobody changed; `exact`
    says how it was found. `rank_biserial` is (W+ - W-) / (W+ + W-), from -1 to 1, and 0 when
    nobody changed. `dominance` is (improved - worse) / pairs.
    """

    pairs: int
    improved: int
    same: int
    worse: int
    mean_before: float
    mean_after: float
    w_plus: float
    w_minus: float
    p_value: float
    exact: bool
    rank_biserial: float
    dominance: float


def compare(before: Sequence[float], after: Sequence[float]) -> Comparison:
    """Return what changed between `before` and `after`, two lists with the same people in order.

    A higher number is better: turn a scale round first if its best end is its lowest.
    `ValueError` when the lists differ in length or are empty.

    >>> change = compare([2, 2, 3, 1, 2, 3, 2, 4, 2, 3], [4, 3, 4, 3, 4, 4, 2, 4, 4, 5])
    >>> change.improved, change.same, change.worse, change.w_plus, change.p_value
    (8, 2, 0, 36.0, 0.0078125)
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} answers before but {len(after)} after")
    if not before:
        raise ValueError("there are no pairs to compare")
    differences = [round(b - a, SAME) for a, b in zip(before, after, strict=True)]
    moved = [difference for difference in differences if difference]
    doubled = _doubled_ranks([abs(difference) for difference in moved])
    up = sum(rank for rank, difference in zip(doubled, moved, strict=True) if difference > 0)
    down = sum(doubled) - up
    exact = len(moved) <= MOST_FOR_EXACT
    improved = sum(difference > 0 for difference in moved)
    worse = len(moved) - improved
    return Comparison(
        pairs=len(before),
        improved=improved,
        same=len(before) - len(moved),
        worse=worse,
        mean_before=sum(before) / len(before),
        mean_after=sum(after) / len(after),
        w_plus=up / 2,
        w_minus=down / 2,
        p_value=_exact_p(doubled, up) if exact else _normal_p(doubled, up),
        exact=exact,
        rank_biserial=(up - down) / (up + down) if moved else 0.0,
        dominance=(improved - worse) / len(before),
    )


def in_words(comparison: Comparison) -> str:
    """Return the change as sentences for everybody.

    How likely it is by chance is said only for 10 people or more; a change is never called
    "significant", a word that most readers take for "important".

    >>> in_words(compare([1, 2, 2], [2, 2, 3]))
    'Of 3 people, 2 went up, 1 stayed the same and nobody went down.'
    """
    counted = (
        f"Of {comparison.pairs} people, {_people(comparison.improved)} went up, "
        f"{_people(comparison.same)} stayed the same and {_people(comparison.worse)} went down."
    )
    moved = comparison.improved + comparison.worse
    if comparison.pairs < FEWEST_FOR_CHANCE or not moved:
        return counted
    return f"{counted} {chance_in_words(comparison.p_value)}"


def chance_in_words(p_value: float) -> str:
    """Return what a p-value says and no more.

    >>> chance_in_words(0.0078)
    'If nothing had really changed, chance alone would seldom look like this: 1 time in 128.'
    >>> chance_in_words(0.4)
    'Chance alone could well look like this, so we cannot tell whether anything really changed.'
    """
    if p_value > 0.05:
        return (
            "Chance alone could well look like this, "
            "so we cannot tell whether anything really changed."
        )
    times = "less than 1 time in 1,000" if p_value < 0.001 else f"1 time in {round(1 / p_value)}"
    return f"If nothing had really changed, chance alone would seldom look like this: {times}."


CHANCES = ((0.001, "1,000"), (0.01, "100"), (0.05, "20"))


def at_most_in_words(p_value: float) -> str:
    """Return what is said of chance where only the most that p can be is known; nothing where that
    says nothing.

    >>> at_most_in_words(0.004)
    'If nothing had really changed, chance alone would look like this less than 1 time in 100.'
    """
    times = next((times for most, times in CHANCES if p_value < most), "")
    if not times:
        return ""
    return (
        f"If nothing had really changed, chance alone would look like this less than 1 time in "
        f"{times}."
    )


def range_in_words(low: float, high: float) -> str:
    """Return the size of a change of which only bounds are known, rounded outwards.

    >>> range_in_words(0.587, 0.91)
    'Size of the change (rank-biserial): a large one, between 0.58 and 0.91. At 1 all who moved \
answered higher now, at −1 lower.'
    >>> range_in_words(-0.3, -0.3)[:43]
    'Size of the change (rank-biserial): −0.30. '
    """
    ends = [floor(low * 100 + NEAR) / 100, ceil(high * 100 - NEAR) / 100]
    written = [f"{end:.2f}".replace("-", "−") for end in ends]
    size = written[0] if written[0] == written[1] else f"between {' and '.join(written)}"
    large = "a large one, " if min(map(abs, ends)) >= LARGE and ends[0] * ends[1] > 0 else ""
    return f"Size of the change (rank-biserial): {large}{size}. {ENDS}"


def effect_in_words(rank_biserial: float) -> str:
    """Return the size of a change: the matched-pairs rank-biserial correlation (Kerby 2014), with
    what it can be.

    >>> effect_in_words(-0.5)
    'Size of the change: −0.50. At 1 all who moved answered higher now, at −1 lower.'
    """
    size = f"{rank_biserial:.2f}".replace("-", "−")
    return f"Size of the change: {size}. {ENDS}"


def _people(number: int) -> str:
    return str(number) if number else "nobody"


def _doubled_ranks(sizes: Sequence[float]) -> list[int]:
    """Return twice the midrank of each size, so that ranks of ties stay whole numbers."""
    in_order = sorted(sizes)
    return [bisect_left(in_order, size) + bisect_right(in_order, size) + 1 for size in sizes]


def _exact_p(doubled: Sequence[int], up: int) -> float:
    """Return the two-sided p of a sum of doubled ranks `up`, over all 2ⁿ ways the signs could fall.

    The ways to reach each sum are counted by adding one rank at a time, so ties are exact and 20
    ranks take a thousandth of a second. The sums lie evenly about their middle, hence the doubling.
    """
    ways = [1]
    for rank in doubled:
        longer = ways + [0] * rank
        for total, number in enumerate(ways):
            longer[total + rank] += number
        ways = longer
    least = min(up, sum(doubled) - up)
    return float(min(1.0, 2 * sum(ways[: least + 1]) / 2 ** len(doubled)))


def _normal_p(doubled: Sequence[int], up: int) -> float:
    """Return the two-sided p by the normal curve, corrected for continuity and for ties."""
    n = len(doubled)
    ties = sum(size**3 - size for size in Counter(doubled).values())
    spread = sqrt(n * (n + 1) * (2 * n + 1) / 24 - ties / 48)
    away = abs(up / 2 - n * (n + 1) / 4)
    return min(1.0, erfc(max(0.0, away - 0.5) / spread / sqrt(2)))


def cliffs_delta(first: Sequence[float], second: Sequence[float]) -> float:
    """Return how much more often `second` is above `first` than below, over every unpaired couple.

    From -1 to 1. For two separate groups; it ignores who is who, so on before and now it must be
    called unpaired. `ValueError` when a group is empty.

    >>> round(cliffs_delta([2, 2, 3, 1, 2, 3, 2, 4, 2, 3], [4, 3, 4, 3, 4, 4, 2, 4, 4, 5]), 2)
    0.71
    """
    if not first or not second:
        raise ValueError("each group needs somebody in it")
    in_order = sorted(first)
    above = sum(bisect_left(in_order, value) for value in second)
    below = sum(len(in_order) - bisect_right(in_order, value) for value in second)
    return (above - below) / (len(first) * len(second))


def size_of_delta(delta: float) -> str:
    """Return a word for the size of Cliff's delta, by the limits of Romano and others (2006).

    >>> size_of_delta(0.71), size_of_delta(-0.1)
    ('large', 'negligible')
    """
    size = abs(delta)
    if size < 0.147:
        return "negligible"
    if size < 0.33:
        return "small"
    return "medium" if size < 0.474 else "large"
