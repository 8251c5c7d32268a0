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
    placed = [(group, count) for group, count in answers if group in asked]
    aside = [count for group, count in answers if group not in asked]
    base = _base([count for _, count in placed], aside, answered)
    left = None if base is None else base - sum(count or 0 for _, count in placed)
    groups = tuple(
        _beside(
            group,
            number,
            number / living,
            [count for of, count in placed if of == group],
            base,
            left,
            fewest,
        )
        for group, number in area.items()
        if group in asked
    )
    return Reach(
        Shown.withheld(HIDDEN) if base is None else Shown(base),
        groups,
        tuple(group for group in area if group not in asked),
    )


def _base(
    placed: Sequence[int | None], aside: Sequence[int | None], answered: int | None
) -> int | None:
    """Return how many people are in any group, as far as what is shown says so."""
    known = [count for count in placed if count is not None]
    if len(known) == len(placed):
        return sum(known)
    others = [count for count in aside if count is not None]
    if answered is not None and len(others) == len(aside):
        return answered - sum(others)
    return None


def _beside(
    group: str,
    living: int,
    share: float,
    counts: Sequence[int | None],
    base: int | None,
    left: int | None,
    fewest: int,
) -> Beside:
    least = sum(count or 0 for count in counts)
    hidden = any(count is None for count in counts)
    people = Shown.withheld(HIDDEN) if hidden else Shown(least)
    if base is None or left is None or base < max(fewest, 1):
        return Beside(group, living, share, people, None, Says.OPEN)
    most = least + left if hidden else least
    low, high = wilson(least, base), wilson(most, base)
    if share > high.high:
        says = Says.FEWER
    elif share < low.low:
        says = Says.MORE
    else:
        says = Says.OPEN if hidden else Says.ALIKE
    return Beside(group, living, share, people, None if hidden else low, says)
