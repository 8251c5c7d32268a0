"""How sure a share of people is: the Wilson interval, the margin of a survey, and both in words."""

from dataclasses import dataclass
from math import ceil, floor, sqrt

Z95 = 1.959964
"""The 97.5 % point of the normal distribution: two-sided 95 %."""

FEWEST_FOR_PERCENT = 10
"""Below this many people a report gives counts and words only."""

NEARLY_A_TENTH = 0.02
"""An end this close to a tenth is called that tenth in words."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a true share is likely to be: `low` and `high` as proportions from 0 to 1."""

    low: float
    high: float


def wilson(count: int, n: int, z: float = Z95) -> Interval:
    """Return the Wilson score interval for `count` of `n` people.

    Never leaves 0 to 1, and stays honest for few people and for nobody or everybody, where the
    textbook interval p ± z·sqrt(p(1-p)/n) shrinks to nothing. Wilson 1927, JASA 22: 209-212.

    `ValueError` when `n` is not positive or `count` is not between 0 and `n`.

    >>> interval = wilson(43, 46)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.825, 0.978)
    """
    if n < 1 or not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is not a share of people")
    share = count / n
    spread = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / spread
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / spread
    low = 0.0 if count == 0 else centre - half
    high = 1.0 if count == n else centre + half
    return Interval(low, high)


def difference(count: int, n: int, other: int, of: int) -> Interval:
    """Return where the difference of two shares, `count` of `n` people less `other` of `of` others,
    is likely to be: from -1 to 1.

    Built from the Wilson intervals of both, so that it stays honest for few people. Newcombe 1998,
    Statistics in Medicine 17: 873-890, method 10.

    `ValueError` as `wilson`.

    >>> found = difference(56, 70, 48, 80)
    >>> round(found.low, 4), round(found.high, 4)
    (0.0524, 0.3339)
    """
    one, two = wilson(count, n), wilson(other, of)
    share, second = count / n, other / of
    low = share - second - sqrt((share - one.low) ** 2 + (two.high - second) ** 2)
    high = share - second + sqrt((one.high - share) ** 2 + (second - two.low) ** 2)
    return Interval(low, high)


def difference_in_words(interval: Interval) -> str:
    """Return a difference as people out of every 10, rounded outwards; where its range holds
    nothing, that it could be chance.

    >>> difference_in_words(difference(56, 70, 48, 80))
    'likely up to 4 more of every 10'
    >>> difference_in_words(difference(10, 50, 40, 50))
    'likely between 4 and 8 fewer of every 10'
    >>> difference_in_words(difference(20, 40, 21, 40))
    'no clear difference, it could be chance'
    """
    if interval.low <= 0 <= interval.high:
        return "no clear difference, it could be chance"
    near, far = sorted((abs(interval.low), abs(interval.high)))
    least, most = floor((near + NEARLY_A_TENTH) * 10), ceil((far - NEARLY_A_TENTH) * 10)
    way = "more" if interval.low > 0 else "fewer"
    if least == 0:
        return f"likely up to {max(most, 1)} {way} of every 10"
    if least >= most:
        return f"likely about {least} {way} of every 10"
    return f"likely between {least} and {most} {way} of every 10"


def margin(share: float, n: int, population: int, z: float = Z95) -> float:
    """Return the margin of error of `share` when `n` of `population` people answered.

    A proportion: 0.05 is five points either way. z·sqrt(p(1-p)/n · (N-n)/(N-1)), the last factor
    being the finite population correction: when everybody answered, nothing is left to chance.
    It says nothing of those who did not answer and think differently.

    `ValueError` when more people answered than there are, or nobody did.

    >>> round(margin(0.5, 100, 400), 3)
    0.085
    >>> margin(0.5, 400, 400)
    0.0
    """
    if n < 1 or n > population or not 0 <= share <= 1:
        raise ValueError(f"{n} of {population} people is not a response")
    if n == population:
        return 0.0
    correction = (population - n) / (population - 1)
    return z * sqrt(share * (1 - share) / n * correction)


def percent(share: float) -> str:
    """Return a share as a whole per cent, halves up, with a space that does not break.

    Not quite nobody is never called 0 %, and not quite everybody never 100 %.

    >>> percent(0.609).replace("\\u00a0", " "), percent(0.001).replace("\\u00a0", " ")
    ('61 %', 'less than 1 %')
    """
    whole = floor(share * 100 + 0.5)
    if whole == 0 and share > 0:
        return "less than 1\u00a0%"
    if whole == 100 and share < 1:
        return "more than 99\u00a0%"
    return f"{whole}\u00a0%"


def likely_range(interval: Interval) -> str:
    """Return the range in per cent, words for a bracket or a sentence.

    >>> likely_range(wilson(28, 46)).replace("\\u00a0", " ")
    'between 46 % and 74 %'
    """
    return f"between {percent(interval.low)} and {percent(interval.high)}"


def in_words(interval: Interval) -> str:
    """Return the range as people out of every 10, rounded outwards.

    The lower end goes down to a whole person and the upper end up, so the words never promise
    more than the interval does; only an end within two points of a whole person is called that
    (as an upper end 0.91 is "9" and 0.93 is "10"; as a lower end 0.69 is "7" and 0.67 is "6").
    A range that ends up in the lowest or highest tenth is "at most 1" or "at least 9".

    >>> in_words(wilson(35, 41))
    'between 7 and 10 of every 10'
    >>> in_words(wilson(150, 152)), in_words(wilson(0, 40))
    ('at least 9 of every 10', 'at most 1 of every 10')
    """
    low = floor((interval.low + NEARLY_A_TENTH) * 10)
    high = ceil((interval.high - NEARLY_A_TENTH) * 10)
    if high <= 1:
        return "at most 1 of every 10"
    if low >= 9:
        return "at least 9 of every 10"
    if low == high:
        return f"about {low} of every 10"
    return f"between {low} and {high} of every 10"


def has_percent(n: int) -> bool:
    """Return whether a per cent may be given: only for 10 people or more."""
    return n >= FEWEST_FOR_PERCENT


def share_in_words(count: int, n: int) -> str:
    """Return a count with its base, its per cent and its likely range.

    Below 10 people the count and its base only: one person would be 10 points or more.

    >>> share_in_words(28, 46).replace("\\u00a0", " ")
    '28 of 46 people (61 %, likely between 46 % and 74 %)'
    >>> share_in_words(7, 9)
    '7 of 9 people'
    """
    base = f"{count} of {n} people"
    if not has_percent(n):
        return base
    return f"{base} ({percent(count / n)}, likely {likely_range(wilson(count, n))})"
