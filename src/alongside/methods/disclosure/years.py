"""The same question asked of the same small group again: year on year."""

from collections.abc import Sequence

SMALL = 10
"""A group of fewer people than this many times the minimum is small: its people are known."""


def differ_by_few(before: Sequence[int | None], now: Sequence[int | None], minimum: int) -> bool:
    """Return whether a few people who came, left or changed their minds would explain all that
    differs between two years' counts of a small group (how many answered stands last).

    Whoever knows that one person is new then reads their answer. Years that are the same tell
    nothing, and where many numbers moved nobody can say who moved them. What is hidden in either
    year counts as if it were the same.

    >>> differ_by_few([4, 8, 12], [5, 8, 13], 5), differ_by_few([4, 8, 12], [9, 4, 13], 5)
    (True, False)
    >>> differ_by_few([6, 6, 12], [6, 6, 12], 5), differ_by_few([150, 150, 300], [151, 150, 301], 5)
    (False, False)
    """
    *pairs, (then, after) = zip(before, now, strict=False)
    if minimum <= 1 or len(before) != len(now):
        return False
    sizes = [size for size in (then, after) if size is not None]
    if sizes and max(sizes) >= SMALL * minimum:
        return False
    known = [(old, new) for old, new in pairs if old is not None and new is not None]
    more = sum(max(new - old, 0) for old, new in known)
    fewer = sum(max(old - new, 0) for old, new in known)
    return 0 < max(more, fewer) < minimum
