"""Whether counts of some people may stand beside counts of others that were shown before: in the
same report, in an earlier one, or by other groups."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from alongside.methods.disclosure.counted import Tally
from alongside.methods.disclosure.layers import may_show
from alongside.methods.disclosure.pattern import unmet
from alongside.methods.disclosure.rules import is_withheld_whole, needs_of_small, needs_of_zeros
from alongside.methods.disclosure.system import Need, System

type People = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Told:
    """What was shown of the answers of some people to one question.

    `people` are those who responded, with or without an answer to this question; `counts` by
    category and `answered` have None for a number that was withheld.
    """

    people: People
    counts: tuple[int | None, ...]
    answered: int | None

    @property
    def says(self) -> bool:
        """Whether anything was shown."""
        return any(number is not None for number in (*self.counts, self.answered))


def gives_away(
    new: Sequence[Told],
    earlier: Sequence[Told],
    *,
    count: Callable[[People], Tally],
    answered: People,
    minimum: int,
) -> bool:
    """Return whether `new` beside `earlier` lets a reader work out what a few people said.

    Whoever has all of it knows how many gave each answer in every part: those in one group and not
    in another. So, as for any counts, a small number of a part must be possible as anything from 0
    to `minimum` - 1 or over as wide a range, and a part in which everybody agrees must not be seen
    to; two groups must differ by nobody or by at least `minimum` people, counted on either side.
    `count` gives the true counts of any people, and `answered` are those who answered at all. What
    was counted otherwise than `count` does, since marks have changed, takes no part in the sums.
    """
    beside = [told for told in _connected(new, earlier) if told.says]
    if minimum <= 1 or all(any(_repeats(one, told) for told in beside) for one in new):
        return False
    if any(_differ_by_few(one, beside, answered, minimum) for one in new if one.says):
        return True
    knowledge = _Knowledge([*beside, *new], count, minimum)
    return unmet(knowledge.system, knowledge.hidden, knowledge.needs)


def _connected(new: Sequence[Told], earlier: Sequence[Told]) -> list[Told]:
    """Return what was shown of people in `new`, and of people in groups with these, and so on."""
    reached = frozenset().union(*(told.people for told in new))
    left, found = list(earlier), []
    while touching := [told for told in left if told.people & reached]:
        found += touching
        left = [told for told in left if not told.people & reached]
        reached = reached.union(*(told.people for told in touching))
    return found


def _repeats(one: Told, told: Told) -> bool:
    """Return whether all that is shown of a group was shown of the same people before."""
    if not one.says:
        return True
    pairs = zip((*one.counts, one.answered), (*told.counts, told.answered), strict=True)
    return one.people == told.people and all(new in (None, old) for new, old in pairs)


def _differ_by_few(one: Told, beside: Sequence[Told], answered: People, minimum: int) -> bool:
    groups = [{"": told.people & answered} for told in beside]
    return not may_show({"": one.people & answered}, groups, minimum=minimum).shown


def parts(groups: Sequence[People]) -> Iterator[tuple[People, tuple[int, ...]]]:
    """Yield the people who are in the same groups throughout, with the places of these groups.

    >>> [(sorted(people), groups) for people, groups in parts([frozenset("abc"), frozenset("cd")])]
    [(['a', 'b'], (0,)), (['c'], (0, 1)), (['d'], (1,))]
    """
    of_each: dict[Hashable, list[int]] = defaultdict(list)
    for place, people in enumerate(groups):
        for person in people:
            of_each[person].append(place)
    together: dict[tuple[int, ...], list[Hashable]] = defaultdict(list)
    for person, places in of_each.items():
        together[tuple(places)].append(person)
    yield from ((frozenset(together[places]), places) for places in sorted(together))


class _Knowledge:
    """Every part and every group as figures of one system, with what must stay open of them."""

    def __init__(
        self, told: Sequence[Told], count: Callable[[People], Tally], minimum: int
    ) -> None:
        self.system, self.hidden = System(), set[int]()
        self.needs: list[Need] = []
        self._minimum = minimum
        told = [one for one in told if one.people and _is_true(one, count(one.people))]
        members: list[list[list[int]]] = [[] for _ in told]
        for people, places in parts([one.people for one in told]):
            nobody = {
                category for place in places
                for category, number in enumerate(told[place].counts) if number == 0
            }  # fmt: skip
            figures = self._add_part(count(people), len(people), nobody)
            for place in places:
                members[place].append(figures)
        for one, lines in zip(told, members, strict=True):
            self._add_group(one, lines)

    def _add_part(self, tally: Tally, people: int, nobody: set[int]) -> list[int]:
        """Add the counts of a part, none of them printed; return the figures, `answered` last."""
        system = self.system
        counts = system.figures(tally.counts, people)
        answered = system.figure(tally.answered, people)
        system.answers(counts, answered, several=tally.several)
        self.hidden |= {*counts, answered}
        self.needs += needs_of_small(system, [*counts, answered], self._minimum)
        if tally.answered and is_withheld_whole(tally.counts, tally.answered, self._minimum):
            unsaid = [figure for place, figure in enumerate(counts) if place not in nobody]
            self.needs += needs_of_zeros(system, unsaid, self._minimum)
        return [*counts, answered]

    def _add_group(self, told: Told, lines: Sequence[list[int]]) -> None:
        for shown, column in zip(
            (*told.counts, told.answered), zip(*lines, strict=True), strict=True
        ):
            whole = self.system.figure(sum(self.system.values[figure] for figure in column))
            self.system.total(whole, column)
            if shown is None:
                self.hidden.add(whole)
                self.needs += needs_of_small(self.system, [whole], self._minimum)


def _is_true(told: Told, tally: Tally) -> bool:
    true = (*tally.counts, tally.answered)
    shown = (*told.counts, told.answered)
    return len(true) == len(shown) and all(
        number in (None, value) for number, value in zip(shown, true, strict=True)
    )
