"""The middle answer to a question whose answers have an order, where it may be shown."""

from collections.abc import Sequence

from alongside.methods.disclosure import ProtectedTally, Tally, protect_report
from alongside.methods.disclosure.rules import agrees_in_a_few, is_small


def middle(counts: Sequence[int], *, minimum: int) -> int | None:
    """Return the place of the middle answer, counted from 1: the lower one where two are. `counts`
    are people by answer, lowest first. None where it may not be shown.

    A report on the same question hides small counts, and the middle stands beside it. It says of
    half of the people that they chose this or a lower answer, and of half that they chose this or a
    higher one. So each half needs `minimum` people, and every hidden small count must still look as
    if it could be anything from 0 to `minimum` - 1.

    >>> middle([0, 0, 1, 4, 6, 5, 3], minimum=5), middle([0, 0, 0, 2, 4, 5, 0], minimum=5)
    (5, None)
    """
    answered = sum(counts)
    if answered < minimum or agrees_in_a_few(counts, answered, minimum):
        return None
    half = (answered + 1) // 2
    place = next(at for at in range(len(counts)) if sum(counts[: at + 1]) >= half)
    if min(sum(counts[: place + 1]), sum(counts[place:])) < minimum:
        return None
    return place + 1 if _gives_nothing_away(counts, place, minimum) else None


def _gives_nothing_away(counts: Sequence[int], place: int, minimum: int) -> bool:
    """Return whether small counts that a report hides stay open beside the middle answer."""
    names = tuple(map(str, range(len(counts))))
    tally = Tally("", names, tuple(counts), sum(counts))
    (shown,) = protect_report([tally], responses=sum(counts), minimum=minimum)
    assert isinstance(shown, ProtectedTally)
    if shown.answered.hidden:
        return False
    known = [number.value for number in shown.counts]
    small = [
        at for at, count in enumerate(counts) if known[at] is None and is_small(count, minimum)
    ]
    return all(
        _is_possible(known, sum(counts), place, at, value)
        for at in small
        for value in (0, minimum - 1)
    )


def _is_possible(
    known: Sequence[int | None], answered: int, place: int, at: int, value: int
) -> bool:
    """Return whether the hidden count `at` could be `value`, by the numbers that are known and by
    the place of the middle: fewer than half are below it, and half or more are up to it."""
    half = (answered + 1) // 2
    left = answered - sum(number or 0 for number in known) - value
    below = sum(number or 0 for number in known[:place]) + (value if at < place else 0)
    up_to = sum(number or 0 for number in known[: place + 1]) + (value if at <= place else 0)
    others = [one for one, number in enumerate(known) if number is None and one != at]
    least, most = max(0, half - up_to), left
    if not any(one > place for one in others):
        least = max(least, left)
    if not any(one <= place for one in others):
        most = 0
    elif place not in others:
        most = min(most, half - 1 - below)
    return 0 <= least <= most and below < half and left >= 0
