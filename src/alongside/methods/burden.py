"""How much time people were asked for, by the groups they are in. `docs/methods/burden.md`."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from alongside.methods.disclosure import Tally, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.shown import Shown

MUCH = 2.0
"""So many times the middle group is much more than others."""

LEAST_MORE = 60
"""And at least so many minutes each above it: twice of very little is little."""

TO = 5
"""Minutes each are rounded to these, upwards from nothing."""

FEWEST_GROUPS = 3
"""With fewer groups shown there is no middle to compare with."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody was asked for time: `who` they are, and for how many `minutes`."""

    who: Hashable
    minutes: float


@dataclass(frozen=True, slots=True)
class Share:
    """What one group was asked for: different people, hours in all and minutes for each of them, to
    5 minutes; None where they are withheld. `times` the middle group, where that is much."""

    group: str
    people: Shown
    hours: int | None
    each: int | None
    times: float | None = None

    @property
    def each_in_words(self) -> str:
        """Return the time of each in minutes, or from an hour on in hours."""
        return "" if self.each is None else in_words(self.each)


def in_words(minutes: int) -> str:
    """Return a time in words, from an hour on to a tenth of it.

    >>> in_words(25), in_words(60), in_words(95)
    ('25 minutes', '1 hour', '1.6 hours')
    """
    if minutes < 60:
        return f"{minutes} minutes"
    hours = f"{minutes / 60:.1f}".removesuffix(".0")
    return f"{hours} hour{'' if hours == '1' else 's'}"


@dataclass(frozen=True, slots=True)
class Shares:
    """Every group in order, and all of them together: different people, and their hours (None where
    somebody is in several groups, since their time would count twice)."""

    groups: tuple[Share, ...]
    people: Shown
    hours: int | None

    @property
    def much(self) -> tuple[Share, ...]:
        """The groups that were asked for much more than the middle one."""
        return tuple(one for one in self.groups if one.times is not None)


def shares(
    asked: Iterable[tuple[str, Asked]],
    groups: Sequence[str],
    *,
    minimum: int,
    compare: bool = True,
    whole: bool = False,
    aside: Collection[str] = (),
) -> Shares:
    """Return what each of these groups was asked for, protected: no group of a few people, and none
    that could be worked out from the others, has a number. Somebody can be in several groups. Those
    `aside` are no groups, such as "not known", and are compared with none. `whole`: each time
    stands in one group, so that hours of groups add up to all hours, which a reader knows.

    >>> four = [("A", Asked(n, 60)) for n in range(6)] + [("B", Asked(9, 60))]
    >>> [(one.group, str(one.people), one.hours) for one in shares(four, "AB", minimum=5).groups]
    [('A', 'not shown', None), ('B', 'not shown', None)]
    """
    of_each: dict[str, dict[Hashable, float]] = defaultdict(lambda: defaultdict(float))
    everybody: dict[Hashable, float] = defaultdict(float)
    for group, one in asked:
        of_each[group][one.who] += one.minutes
        everybody[one.who] += one.minutes
    counts = tuple(len(of_each[group]) for group in groups)
    if not everybody:
        nothing = tuple(Share(group, Shown(0), 0, None) for group in groups)
        return Shares(nothing, Shown(0), 0)
    several = sum(counts) != len(everybody)
    tally = Tally("asked", tuple(groups), counts, len(everybody), several=several)
    (shown,) = protect_report([tally], responses=len(everybody), minimum=minimum)
    assert isinstance(shown, ProtectedTally)
    found = [
        _share(group, people, of_each[group].values())
        for group, people in zip(groups, shown.counts, strict=True)
    ]
    if whole and several:
        found = _enough_left(found, of_each, minimum)
    hours = None if shown.answered.hidden or several else _hours(everybody.values())
    return Shares(tuple(_compared(found, aside) if compare else found), shown.answered, hours)


def _enough_left(
    found: Sequence[Share], of_each: Mapping[str, Mapping[Hashable, float]], minimum: int
) -> list[Share]:
    """Return groups with the hours of some more withheld, the smallest first, until those without
    hours have enough different people: what is left of all hours is theirs."""
    left = {who for one in found if one.hours is None for who in of_each[one.group]}
    withheld: set[str] = set()
    for one in sorted(found, key=lambda one: len(of_each[one.group])):
        if 0 < len(left) < minimum and one.each is not None:
            left |= of_each[one.group].keys()
            withheld.add(one.group)
    return [replace(one, hours=None, each=None) if one.group in withheld else one for one in found]


def _share(group: str, people: Shown, minutes: Iterable[float]) -> Share:
    if people.value is None:
        return Share(group, people, None, None)
    total = list(minutes)
    each = max(TO, round(sum(total) / len(total) / TO) * TO) if total else None
    return Share(group, people, _hours(total), each)


def _hours(minutes: Iterable[float]) -> int:
    return int(sum(minutes) / 60 + 0.5)


def _compared(found: Sequence[Share], aside: Collection[str]) -> Iterable[Share]:
    known = [one.each for one in found if one.each is not None and one.group not in aside]
    middle = median(known) if len(known) >= FEWEST_GROUPS else None
    for one in found:
        much = (
            middle is not None
            and one.each is not None
            and one.group not in aside
            and one.each >= max(MUCH * middle, middle + LEAST_MORE)
        )
        yield replace(one, times=round((one.each or 0) / (middle or 1), 1)) if much else one
