"""The panels that can be drawn, each with its tickets, so that chances are as equal as the quotas
allow (`sortition`)."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from alongside.methods.dealing import by_dealing, counted
from alongside.methods.integers import INFINITE, Numbers, Places, Rows, Solution, cheapest
from alongside.methods.pools import Pool
from alongside.methods.sortition import Lottery, Panel, Quota

TICKETS = 10_000
"""How many tickets there are where chances are found exactly."""

FEW_GROUPS = 60
"""Up to so many groups of people with the same answers, chances are found exactly."""

NEARLY = 1e-7


def lottery_of(
    people: Sequence[Mapping[str, str]], quotas: Sequence[Quota], places: int
) -> Lottery:
    """Return what `sortition.lottery` does, which has looked whether there are so many people."""
    pool = Pool(people, quotas, places)
    if len(pool.sizes) > FEW_GROUPS:
        panels, bound = by_dealing(pool)
    elif pool.panel(np.zeros(len(pool.sizes))) is None:
        raise pool.refusal()
    else:
        panels, bound = _by_columns(pool)
    return Lottery(tuple(pool.groups), tuple(int(size) for size in pool.sizes), panels, bound)


def _by_columns(pool: Pool) -> tuple[tuple[Panel, ...], float]:
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


def _master(pool: Pool, panels: list[Numbers], some: Places, least: float | None) -> Solution:
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
            yield Panel(int(number), counted(panel))
