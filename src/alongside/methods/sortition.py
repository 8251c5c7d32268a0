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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

import numpy as np

from alongside.methods.integers import INFINITE, Numbers, Places, Rows, Solution, cheapest

TICKETS = 10_000
"""How many tickets there are where chances are found exactly."""

FEW_GROUPS = 60
"""Up to so many groups of people with the same answers, chances are found exactly."""

PANELS = 400
"""How many panels are made at most where there are more groups; more where it takes more to give
everybody a chance."""

CLOSER = 10
"""How often the span is halved in which the greatest chance is."""

NEARLY = 1e-7
HOW = "alongside draw 1"
"""Stands in front of every seed that is hashed: another way of drawing would have another."""


class NotPossible(Exception):
    """No panel meets the quotas. Says in one sentence which of them, and what would be enough."""


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
    pool = _Pool(people, quotas, places)
    if pool.panel(np.zeros(len(pool.sizes))) is None:
        raise NotPossible(pool.what_would_do())
    exact = len(pool.sizes) <= FEW_GROUPS
    panels, bound = _by_columns(pool) if exact else _by_halves(pool)
    return Lottery(tuple(pool.groups), tuple(int(size) for size in pool.sizes), panels, bound)


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


class _Pool:
    """The people as groups who gave the same answers where there are quotas."""

    def __init__(
        self, people: Sequence[Mapping[str, str]], quotas: Sequence[Quota], places: int
    ) -> None:
        self.quotas, self.places = quotas, places
        features = list(dict.fromkeys(quota.feature for quota in quotas))
        known: dict[tuple[str, ...], int] = {}
        self.groups = [
            known.setdefault(tuple(person.get(feature, "") for feature in features), len(known))
            for person in people
        ]
        self.sizes = np.bincount(self.groups).astype(np.float64)
        place = {feature: number for number, feature in enumerate(features)}
        self.members = [
            np.array(
                [
                    group
                    for answers, group in known.items()
                    if answers[place[quota.feature]] == quota.value
                ],
                dtype=np.int64,
            )
            for quota in quotas
        ]
        self.everybody = np.arange(len(self.sizes))
        self.leasts = np.array([*(quota.least for quota in quotas), places], dtype=np.float64)
        self.mosts = np.array([*(quota.most for quota in quotas), places], dtype=np.float64)
        self.lines = [*self.members, self.everybody]
        self.rows = self.within(1, 1)

    def within(self, fewest: float, most: float) -> Rows:
        """Return the quotas of so many panels together."""
        return Rows.of(
            [
                (line, np.ones(len(line)), fewest * low, most * high)
                for line, low, high in zip(self.lines, self.leasts, self.mosts, strict=True)
            ]
        )

    def panel(self, worth: Numbers) -> Numbers | None:
        """Return the panel that is worth most, as how many of each group."""
        found = cheapest(self.rows, -worth, np.zeros(len(worth)), self.sizes, whole=True)
        return None if found is None else found.columns

    def what_would_do(self) -> str:
        """Return in a sentence which quotas would have to change, by the fewest people."""
        groups, quotas = len(self.sizes), len(self.quotas)
        rows: list[tuple[object, object, float, float]] = [
            (
                [*line, groups + number, groups + quotas + number],
                [*np.ones(len(line)), 1.0, -1.0],
                quota.least,
                quota.most,
            )
            for number, (line, quota) in enumerate(zip(self.members, self.quotas, strict=True))
        ]
        rows.append((self.everybody, np.ones(groups), self.places, self.places))
        found = cheapest(
            Rows.of(rows),
            np.concatenate([np.zeros(groups), np.ones(2 * quotas)]),
            np.zeros(groups + 2 * quotas),
            np.concatenate([self.sizes, np.full(2 * quotas, float(self.places))]),
            whole=True,
        )
        if found is None:
            return "No panel meets these quotas: the least of one is more than its most."
        short = found.columns[groups : groups + quotas].astype(int)
        over = found.columns[groups + quotas :].astype(int)
        needs = [
            f"“{quota}” at least {quota.least - fewer} instead of {quota.least}"
            for quota, fewer in zip(self.quotas, short, strict=True)
            if fewer
        ] + [
            f"“{quota}” at most {quota.most + more} instead of {quota.most}"
            for quota, more in zip(self.quotas, over, strict=True)
            if more
        ]
        return (
            "No panel from this list meets all quotas together. The smallest change that would do: "
            f"{', and '.join(needs)}."
        )


def _by_columns(pool: _Pool) -> tuple[tuple[Panel, ...], float]:
    """Return panels with tickets so that the least chance is as great as can be, then the greatest
    as small as can be, up to the rounding to tickets."""
    panels: list[Numbers] = []
    never = np.zeros(len(pool.sizes), dtype=bool)
    for group in range(len(pool.sizes)):
        if any(panel[group] for panel in panels):
            continue
        worth = np.zeros(len(pool.sizes))
        worth[group] = 1.0
        panel = pool.panel(worth)
        if panel is not None and panel[group]:
            panels.append(panel)
        else:
            never[group] = True
    some = np.flatnonzero(~never)
    least = -_master(pool, panels, some, None).cost
    found = _master(pool, panels, some, least)
    return tuple(_with_tickets(panels, found.columns[: len(panels)])), float(least)


def _master(pool: _Pool, panels: list[Numbers], some: Places, least: float | None) -> Solution:
    """Return the best shares of the panels; panels that make it better are added to `panels`.
    Without `least` the least chance is made great, with it the greatest small."""
    sizes = pool.sizes[some]
    while True:
        many, count = len(panels), len(some)
        shares = np.array(panels)[:, some].T / sizes[:, None]
        columns = [*range(many), many]
        slack = NEARLY if least is not None else 0.0
        rows: list[tuple[object, object, float, float]] = []
        for line in shares:
            if least is None:
                rows.append((columns, [*line, -1.0], 0.0, INFINITE))
            else:
                rows.append((columns, [*line, -1.0], -INFINITE, 0.0))
                rows.append((columns[:-1], line, least - slack, INFINITE))
        rows.append((columns[:-1], np.ones(many), 1.0, 1.0))
        costs = np.zeros(many + 1)
        costs[-1] = -1.0 if least is None else 1.0
        found = cheapest(
            Rows.of(rows), costs, np.zeros(many + 1), np.full(many + 1, INFINITE), whole=False
        )
        if found is None:
            raise ValueError("the chances that were found cannot be kept")
        duals = found.duals[:-1]
        if least is not None:
            duals = duals[0::2] + duals[1::2]
        worth = np.zeros(len(pool.sizes))
        worth[some] = duals[:count] / sizes
        panel = pool.panel(worth)
        if panel is None or worth @ panel + found.duals[-1] <= NEARLY:
            return found
        panels.append(panel)


def _with_tickets(panels: Sequence[Numbers], shares: Numbers) -> Iterator[Panel]:
    """Give each panel its tickets: the largest remainders are rounded up."""
    exact = np.clip(shares, 0, None) / np.clip(shares, 0, None).sum() * TICKETS
    tickets = np.floor(exact + NEARLY).astype(int)
    rest = np.argsort(-(exact - tickets), kind="stable")[: TICKETS - int(tickets.sum())]
    tickets[rest] += 1
    for panel, number in zip(panels, tickets, strict=True):
        if number:
            yield Panel(int(number), _counts(panel))


def _counts(panel: Numbers) -> dict[int, int]:
    return {int(group): int(panel[group]) for group in np.flatnonzero(panel)}


def _by_halves(pool: _Pool) -> tuple[tuple[Panel, ...], float]:
    """Return panels of one ticket each: what all of them have together is settled first, then
    halved until each is one panel."""
    shares, bound = _even_shares(pool)
    most = max(PANELS, 1 / bound) if bound > NEARLY else PANELS
    times = max(floor(most * bound + NEARLY), 1)
    many = int(np.ceil(times / bound - NEARLY)) if bound > NEARLY else PANELS
    exact = shares * many
    together = cheapest(
        pool.within(many, many),
        np.zeros(len(exact)),
        np.floor(exact + NEARLY),
        np.ceil(exact - NEARLY),
        whole=True,
    )
    if together is None:
        raise ValueError("the panels cannot be rounded to whole people")
    panels = list(_halved(pool, together.columns, many))
    return tuple(Panel(1, _counts(panel)) for panel in panels), bound


def _even_shares(pool: _Pool) -> tuple[Numbers, float]:
    """Return how many of each group a panel has on average, and the least chance, if people could
    be shared out in parts."""
    groups, sizes = len(pool.sizes), pool.sizes
    above = Rows.of(
        [
            ([*line, groups], [*np.ones(len(line)), sizes[line].sum()], low, high)
            for line, low, high in zip(pool.lines, pool.leasts, pool.mosts, strict=True)
        ]
    )
    costs, highs = np.zeros(groups + 1), np.append(sizes, 1.0)
    costs[-1] = -1.0
    best = cheapest(above, costs, np.zeros(groups + 1), highs, whole=False)
    if best is None:
        raise ValueError("a panel was found before, and now there is none")
    least = max(-best.cost - NEARLY, 0.0)
    low, high, found = least, 1.0, best.columns[:groups] - best.cost * sizes
    for _ in range(CLOSER):
        middle = (low + high) / 2
        nearer = cheapest(pool.rows, np.zeros(groups), sizes * least, sizes * middle, whole=False)
        if nearer is None:
            low = middle
        else:
            high, found = middle, nearer.columns
    return found, float(-best.cost)


def _halved(pool: _Pool, together: Numbers, many: int) -> Iterator[Numbers]:
    if many == 1:
        yield together
        return
    first = many // 2
    half = _half(pool, together, many, first)
    if half is None:
        yield from _one_by_one(pool, together, many)
        return
    yield from _halved(pool, half, first)
    yield from _halved(pool, together - half, many - first)


def _half(pool: _Pool, together: Numbers, many: int, first: int) -> Numbers | None:
    """Return a part of what `many` panels have together that `first` of them can have, so that the
    rest is right for the others."""
    rest = many - first
    there = np.flatnonzero(together)
    place = np.full(len(together), -1)
    place[there] = np.arange(len(there))
    rows = []
    for line, low, high in zip(pool.lines, pool.leasts, pool.mosts, strict=True):
        columns = place[line]
        columns = columns[columns >= 0]
        whole = together[line].sum()
        rows.append(
            (
                columns,
                np.ones(len(columns)),
                max(first * low, whole - rest * high),
                min(first * high, whole - rest * low),
            )
        )
    share = together[there] * first / many
    found = cheapest(
        Rows.of(rows),
        np.zeros(len(there)),
        np.floor(share),
        np.ceil(share),
        whole=True,
    )
    if found is None:
        return None
    half = np.zeros(len(together))
    half[there] = found.columns
    return half


def _one_by_one(pool: _Pool, together: Numbers, many: int) -> Iterator[Numbers]:
    """Return so many panels, each with those who are behind what they should have."""
    behind = together.copy()
    for _ in range(many):
        panel = pool.panel(behind)
        if panel is None:
            raise ValueError("a panel was found before, and now there is none")
        behind -= panel
        yield panel
