"""How much time people were asked for, by the groups they are in. `docs/methods/burden.md`."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from alongside.methods.disclosure import Tally, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.shown import Shown

MUCH = 2.0
"""So many times the middle group is much more than others."""

FEWEST_GROUPS = 3
"""With fewer groups shown there is no middle to compare with."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody was asked for time: `who` they are, and for how many `minutes`."""

    who: Hashable
    minutes: float


@dataclass(frozen=True, slots=True)
class Share:
    """What one group was asked for: different people, hours in all and hours for each of them, to
    half an hour; None where the people are withheld. `times` the middle group, where that is
    much."""

    group: str
    people: Shown
    hours: int | None
    each: float | None
    times: float | None = None


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
    asked: Iterable[tuple[str, Asked]], groups: Sequence[str], *, minimum: int, compare: bool = True
) -> Shares:
    """Return what each of these groups was asked for, protected: no group of a few people, and none
    that could be worked out from the others, has a number. Somebody can be in several groups.

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
    hours = None if shown.answered.hidden or several else _hours(everybody.values())
    return Shares(tuple(_compared(found) if compare else found), shown.answered, hours)


def _share(group: str, people: Shown, minutes: Iterable[float]) -> Share:
    if people.value is None:
        return Share(group, people, None, None)
    total = list(minutes)
    each = round(sum(total) / 60 / len(total) * 2) / 2 if total else None
    return Share(group, people, _hours(total), each)


def _hours(minutes: Iterable[float]) -> int:
    return int(sum(minutes) / 60 + 0.5)


def _compared(found: Sequence[Share]) -> Iterable[Share]:
    known = [one.each for one in found if one.each is not None]
    middle = median(known) if len(known) >= FEWEST_GROUPS else 0
    for one in found:
        much = middle and one.each is not None and one.each >= MUCH * middle
        times = round(one.each / middle, 1) if much and one.each else None
        yield Share(one.group, one.people, one.hours, one.each, times)
