"""Drawing lots for a fair panel: every quota met, every person's chance known and as equal as the
quotas allow.

The panels that can be drawn are made first, with a number of tickets each; the list is published
before anybody knows the seed. The seed then says which ticket is drawn, and who of those who gave
the same answers. So a chance is a count of tickets and not an estimate, and nobody can try seeds.

The least chance of anybody is as great as can be, then the greatest as small as can be. After
Flanigan, Gölz, Gupta, Hennig and Procaccia 2021, Fair algorithms for selecting citizens'
assemblies, Nature 596: 548-552 (column generation for the greatest least chance), and Flanigan,
Kehne and Procaccia 2021, Fair sortition made transparent, NeurIPS 34 (a lottery over numbered
panels).
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

HOW = "alongside draw 1"
"""Stands in front of every seed that is hashed: another way of drawing would have another."""


class NotPossible(Exception):
    """No panel meets the quotas. Says in one sentence which of them, and what would be enough;
    `would_do` has all quotas with that smallest change, where there is one."""

    def __init__(self, words: str, would_do: Sequence["Quota"] = ()) -> None:
        super().__init__(words)
        self.would_do = tuple(would_do)


@dataclass(frozen=True, slots=True)
class Quota:
    """How many people who gave `value` for `feature` a panel has: from `least` to `most`."""

    feature: str
    value: str
    least: int
    most: int

    def __str__(self) -> str:
        return f"{self.feature}: {self.value}"


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel that can be drawn, as how many of each group are in it (groups with none are left
    out), and how many tickets it has."""

    tickets: int
    people: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Lottery:
    """What can be drawn. `groups` says of each person in which group they are; `sizes` how many
    each has. `bound`: nobody could make the least chance greater than this."""

    groups: tuple[int, ...]
    sizes: tuple[int, ...]
    panels: tuple[Panel, ...]
    bound: float

    @property
    def tickets(self) -> int:
        return sum(panel.tickets for panel in self.panels)

    def chances(self) -> tuple[Fraction, ...]:
        """Return the chance of one person of each group."""
        drawn: Counter[int] = Counter()
        for panel in self.panels:
            for group, people in panel.people.items():
                drawn[group] += people * panel.tickets
        tickets = self.tickets
        return tuple(
            Fraction(drawn[group], size * tickets) for group, size in enumerate(self.sizes)
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came out: the `ticket` (from 0), and the people as their places in the list, with those
    who were not drawn `waiting` in order."""

    ticket: int
    people: tuple[int, ...]
    waiting: tuple[int, ...]


def lottery(people: Sequence[Mapping[str, str]], quotas: Sequence[Quota], places: int) -> Lottery:
    """Return the panels that can be drawn from `people` (what each said, by feature).

    A value without a quota, also that somebody rather did not say, may be there any number of
    times. Raises NotPossible where no panel meets the quotas.

    >>> found = lottery([{"age": "young"}, {"age": "old"}, {"age": "old"}],
    ...     [Quota("age", "young", 1, 1), Quota("age", "old", 1, 1)], 2)
    >>> [str(chance) for chance in found.chances()]
    ['1', '1/2']
    """
    if not 0 < places <= len(people):
        raise NotPossible(f"{places} places cannot be drawn from a list of {len(people)}.")
    # Only here is numpy needed; reading, drawing and checking a list go without.
    from alongside.methods.panels import lottery_of

    return lottery_of(people, quotas, places)


def draw(found: Lottery, names: Sequence[str], seed: str) -> Drawn:
    """Return who is drawn by a seed. `names` stands for each person in the list: their number.

    The ticket is the SHA-256 of the seed, as a number, modulo the tickets. Within a group the first
    in the order of the SHA-256 of seed and number are drawn. Anybody can do that again.
    """
    ticket = ticket_of(seed, found.tickets)
    panel = _panel_of(found, ticket)
    order = sorted(range(len(names)), key=lambda place: order_of(seed, names[place]))
    left = Counter(panel.people)
    drawn: list[int] = []
    waiting: list[int] = []
    for place in order:
        group = found.groups[place]
        if left[group]:
            left[group] -= 1
            drawn.append(place)
        else:
            waiting.append(place)
    return Drawn(ticket, tuple(drawn), tuple(waiting))


def ticket_of(seed: str, tickets: int) -> int:
    """Return which ticket a seed draws, from 0."""
    return int(_hash(seed, "ticket"), 16) % tickets


def order_of(seed: str, name: str) -> str:
    """Return what the people of one group are put in order by."""
    return _hash(seed, f"person {name}")


def _hash(seed: str, what: str) -> str:
    return hashlib.sha256(f"{HOW}\n{seed}\n{what}".encode()).hexdigest()


def _panel_of(found: Lottery, ticket: int) -> Panel:
    for panel in found.panels:
        if ticket < panel.tickets:
            return panel
        ticket -= panel.tickets
    raise ValueError("there is no such ticket")


def replacement(
    people: Sequence[Mapping[str, str]],
    quotas: Sequence[Quota],
    *,
    stay: Sequence[int],
    left: int,
    waiting: Sequence[int],
) -> int | None:
    """Return who of those who wait takes the place of somebody who left: the first who gave the
    same answers; else the first with whom the fewest quotas are missed, by the fewest people. None
    where nobody waits."""
    features = {quota.feature for quota in quotas}
    gone = {feature: people[left].get(feature) for feature in features}
    for place in waiting:
        if {feature: people[place].get(feature) for feature in features} == gone:
            return place
    return min(
        waiting,
        key=lambda place: missed([people[one] for one in (*stay, place)], quotas),
        default=None,
    )


def missed(panel: Sequence[Mapping[str, str]], quotas: Sequence[Quota]) -> int:
    """Return by how many people a panel misses its quotas."""
    there = Counter((feature, value) for person in panel for feature, value in person.items())
    return sum(
        max(quota.least - have, have - quota.most, 0)
        for quota in quotas
        for have in [there[quota.feature, quota.value]]
    )
