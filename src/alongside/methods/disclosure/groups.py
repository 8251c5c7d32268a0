"""How many of the people who responded are in each group, and what a reader knows of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from alongside.methods.disclosure.counted import Cut
from alongside.methods.disclosure.system import System


@dataclass(frozen=True, slots=True)
class GroupSizes:
    """People per group, as every split by the same groups has to take them.

    Groups in `hidden` are of a size the reader does not know, at most `ceilings`, and are withheld
    whole in every split. So nothing any question shows changes if those people were to swap groups:
    what can be said of a size is said by the sizes alone, and each question can be protected by
    itself. The people in no group are the last of `people`.
    """

    people: tuple[int, ...]
    hidden: frozenset[int]
    ceilings: tuple[int, ...]
    least: tuple[int, ...]
    floors: tuple[int, ...]

    def add_to(self, system: System, responses: int) -> tuple[list[int], set[int]]:
        """Add the sizes to a system; return their figures, and which of them are hidden."""
        sizes = [
            system.figure(*limits)
            for limits in zip(self.people, self.ceilings, self.floors, strict=True)
        ]
        system.total(system.figure(responses), sizes)
        return sizes, {sizes[group] for group in self.hidden}


def published_sizes(
    people: Sequence[int],
    *,
    responses: int,
    hidden: Collection[int],
    least: Sequence[int],
    floors: Sequence[int],
) -> GroupSizes:
    """Return sizes that stand on the report as a question's counts, some of them hidden.

    `hidden`, `least`, the least a reader must think possible, and `floors`, the least that anybody
    knows, are by group; the people who did not answer come last in all.
    """
    ceilings = tuple(responses if group in hidden else size for group, size in enumerate(people))
    return GroupSizes(tuple(people), frozenset(hidden), ceilings, tuple(least), tuple(floors))


def granted_sizes(cuts: Iterable[Cut], *, responses: int, minimum: int, known: bool) -> GroupSizes:
    """Return sizes that stand nowhere on the report, for splits by the same groups.

    With `known`, `Cut.sizes` is how many came, which the reader knows, and those who responded are
    some of them: at least as many as answered any question. Sizes of `minimum` and above are then
    taken as known to the reader, who may know less. `ValueError` when the splits are not by the
    same groups, or these hold more people than responded.
    """
    cuts = list(cuts)
    came = cuts[0].sizes
    if any(cut.groups != cuts[0].groups or cut.sizes != came for cut in cuts):
        raise ValueError(f"splits by {cuts[0].by} differ in their groups or the sizes of these")
    most_answered = tuple(map(max, zip(*(cut.answered for cut in cuts), strict=True)))
    people = most_answered if known else came
    rest = responses - sum(people)
    if rest < 0:
        raise ValueError(f"the groups by {cuts[0].by} hold more people than responded")
    ceilings = [min(size, responses) if known else responses for size in came] + [responses]
    people = (*people, rest)
    hidden = _sizes_to_hide(people, ceilings, minimum)
    return GroupSizes(
        people,
        frozenset(hidden),
        tuple(ceilings[group] if group in hidden else size for group, size in enumerate(people)),
        tuple(0 if group in hidden else size for group, size in enumerate(people)),
        (0,) * len(people),
    )


def _sizes_to_hide(people: Sequence[int], ceilings: Sequence[int], minimum: int) -> set[int]:
    """Return the groups below the minimum, the rest, and the next smallest groups as needed.

    What is not hidden leaves how many they are together; any one of them must be able to be as
    many as minimum - 1, or as its ceiling.
    """
    rest = len(people) - 1
    small = [group for group in range(rest) if people[group] < minimum]
    if not small or minimum <= 1:
        return set()
    hidden = {*small, rest}
    wanted = max(min(ceilings[group], minimum - 1) for group in small)
    for group in sorted(range(rest), key=lambda group: (people[group], group)):
        if sum(people[other] for other in hidden) >= wanted:
            break
        hidden.add(group)
    return hidden
