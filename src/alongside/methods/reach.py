"""Whether groups of people take part as often as they live in an area.

What is known of those taking part are counts that were shown before, some of them withheld. All
that is said here follows from these and from public figures alone, so it gives nothing away.
`docs/methods/reach.md` gives the rule with an example.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.methods.intervals import FEWEST_FOR_PERCENT, Interval, wilson
from alongside.methods.shown import Shown

HIDDEN = "Not shown, so that nobody can be found."


class Says(StrEnum):
    """What the likely range says of a group beside its share of the area."""

    FEWER = "fewer"
    MORE = "more"
    ALIKE = "alike"
    OPEN = "open"
    """The count is withheld, or there are too few people, and nothing can be said."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One group: how many live in the area and their share of it, how many take part, and where
    their true share is likely to be (None where the count is withheld or people are few)."""

    group: str
    living: int
    area_share: float
    people: Shown
    likely: Interval | None
    says: Says


@dataclass(frozen=True, slots=True)
class Reach:
    """Those taking part beside the area. `base` are those whose answer stands for a group;
    `not_asked` groups of the area that no answer stands for: they are in no share."""

    base: Shown
    groups: tuple[Beside, ...]
    not_asked: tuple[str, ...]

    @property
    def missing(self) -> tuple[Beside, ...]:
        """The groups of which fewer take part than live in the area."""
        return tuple(one for one in self.groups if one.says == Says.FEWER)


def reach(
    area: Mapping[str, int],
    answers: Sequence[tuple[str, int | None]],
    answered: int | None,
    *,
    fewest: int = FEWEST_FOR_PERCENT,
) -> Reach:
    """Return the groups of an area with how many of each take part.

    `area` has how many people of each group live there. `answers` has for each answer the group it
    stands for ("" for none, such as "prefer not to say") and how often it was given; `answered`,
    how many answered at all. None for a number that was withheld. Of fewer than `fewest` people
    nothing is said. ValueError where nobody lives in any group that was asked about.

    A withheld count is somewhere from nothing to all that the shown ones leave over. Where even
    the most it can be is fewer than in the area, that is said, since any reader can work it out.

    >>> found = reach({"young": 300, "old": 700}, [("young", 10), ("old", 90), ("", 4)], 104)
    >>> [(one.group, str(one.people), str(one.says)) for one in found.groups]
    [('young', '10', 'fewer'), ('old', '90', 'more')]
    """
    asked = {group for group, _ in answers if group in area}
    living = sum(number for group, number in area.items() if group in asked)
    if living <= 0:
        raise ValueError("nobody lives in any of these groups")
    known = _known(
        [count for group, count in answers if group in asked],
        [count for group, count in answers if group not in asked],
        answered,
    )
    groups = tuple(
        _beside(
            group,
            number,
            number / living,
            [count for of, count in answers if of == group],
            known,
            fewest,
        )
        for group, number in area.items()
        if group in asked
    )
    exact = known is not None and known.least == known.most
    return Reach(
        Shown(known.least) if known is not None and exact else Shown.withheld(HIDDEN),
        groups,
        tuple(group for group in area if group not in asked),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """Between which numbers of people stand for any group, and how many are `left` for all answers
    that are withheld together."""

    least: int
    most: int
    left: int


def _known(
    placed: Sequence[int | None], aside: Sequence[int | None], answered: int | None
) -> _Known | None:
    """Return what any reader can work out; None where they cannot."""
    sure = sum(count or 0 for count in placed)
    if None not in placed:
        return _Known(sure, sure, 0)
    if answered is None:
        return None
    left = answered - sure - sum(count or 0 for count in aside)
    return _Known(sure if None in aside else sure + left, sure + left, left)


def _beside(
    group: str,
    living: int,
    share: float,
    counts: Sequence[int | None],
    known: _Known | None,
    fewest: int,
) -> Beside:
    """Return one group. Where a number is withheld, both ends of the range are those of the worst
    case: all that is left over is in this group, or all of it in the others."""
    least = sum(count or 0 for count in counts)
    hidden = None in counts
    people = Shown.withheld(HIDDEN) if hidden else Shown(least)
    if known is None or known.least < max(fewest, 1):
        return Beside(group, living, share, people, None, Says.OPEN)
    most = least + known.left if hidden else least
    fewest_in_all = known.most if hidden else known.least
    low, high = wilson(least, known.most), wilson(most, fewest_in_all)
    exact = not hidden and known.least == known.most
    if share > high.high:
        says = Says.FEWER
    elif share < low.low:
        says = Says.MORE
    else:
        says = Says.ALIKE if exact else Says.OPEN
    return Beside(group, living, share, people, low if exact else None, says)
