"""How people are split into small groups, and who moves when somebody leaves."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from random import Random
from typing import Protocol

SWAPS = 4
"""How often everybody is looked at again for a swap that spreads teams better."""


class Person(Protocol):
    """What a mix looks at: "" is not known, and is spread like any other."""

    role: str
    team: str


def how_many(people: int, size: int) -> int:
    """Return into how many groups people are split, of `size` people at most; one at least.

    >>> how_many(12, 4), how_many(13, 4), how_many(3, 4), how_many(0, 4)
    (3, 4, 1, 1)
    """
    return max(1, -(-people // size))


def at_random[P](people: Sequence[P], groups: int, rng: Random) -> list[list[P]]:
    """Return people in so many groups whose sizes differ by one at most, every split as likely."""
    order = list(people)
    rng.shuffle(order)
    return _dealt(order, groups)


def mixed[P: Person](people: Sequence[P], groups: int, rng: Random) -> list[list[P]]:
    """Return people in so many groups, roles and teams spread over them.

    The sizes of any two groups differ by one at most, and so does the number of people with the
    same role in them. Within that, people of one team are kept apart as far as swaps of two people
    with the same role can do it. Which of them goes where is left to chance.
    """
    order = list(people)
    rng.shuffle(order)
    order.sort(key=lambda person: (person.role, person.team))  # stable: chance within a team
    split = _dealt(order, groups)
    for _ in range(SWAPS):
        if not _spread_teams(split):
            break
    return split


def _dealt[P](order: Sequence[P], groups: int) -> list[list[P]]:
    """Return people dealt out like cards, one to each group in turn."""
    return [list(order[first::groups]) for first in range(groups)]


def _spread_teams[P: Person](split: list[list[P]]) -> bool:
    """Swap people with the same role where fewer of one team then sit together; return whether
    anybody was."""
    teams = [Counter(person.team for person in group if person.team) for group in split]
    swapped = False
    for here, group in enumerate(split):
        for place, person in enumerate(group):
            if teams[here][person.team] < 2:
                continue
            found = _swap_for(person, here, split, teams)
            if found is None:
                continue
            there, other = found
            stranger = split[there][other]
            group[place], split[there][other] = stranger, person
            for at, leaves, comes in ((here, person, stranger), (there, stranger, person)):
                teams[at][leaves.team] -= bool(leaves.team)
                teams[at][comes.team] += bool(comes.team)
            swapped = True
    return swapped


def _swap_for[P: Person](
    person: P, here: int, split: list[list[P]], teams: list[Counter[str]]
) -> tuple[int, int] | None:
    """Return the group and the place of somebody to swap with, so that fewer of a team sit
    together."""
    for there, group in enumerate(split):
        if there == here or teams[there][person.team]:
            continue
        for place, other in enumerate(group):
            if other.role == person.role and not (other.team and teams[here][other.team]):
                return there, place
    return None


def smallest[G: Hashable](sizes: Mapping[G, int]) -> G:
    """Return the group where somebody who comes late goes: the first of the smallest.

    >>> smallest({"one": 4, "two": 3, "three": 3})
    'two'
    """
    return min(sizes, key=lambda group: sizes[group])


def to_even_out[G: Hashable](sizes: Mapping[G, int]) -> tuple[G, G] | None:
    """Return from which group one person moves to which, or None where the sizes differ by one at
    most.

    >>> to_even_out({"one": 5, "two": 3, "three": 4}), to_even_out({"one": 5, "two": 4})
    (('one', 'two'), None)
    """
    if not sizes:
        return None
    most, least = max(sizes, key=lambda group: sizes[group]), smallest(sizes)
    return (most, least) if sizes[most] - sizes[least] > 1 else None
