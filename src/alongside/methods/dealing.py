"""Panels for a long list: people are dealt out to many panels at once, like cards, and exchanged
until each panel meets every quota.

How often each group is in all panels together is found first, as shares: what quotas see of people
is only how many of each answer there are. Then each group is dealt to the panels that have the
least of its answers. What is still wrong is put right by exchanging people with equal answers but
one or two: with people who are not in the panel and may have a ticket more or fewer, then with
other panels, at last in whole numbers. One ticket a panel, so a chance stays a count.
"""

from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from alongside.methods.integers import Numbers, Places, Program, Rows, cheapest
from alongside.methods.pools import Pool
from alongside.methods.sortition import Panel

PANELS = 400
"""How many panels are made at most; more where it takes more to give everybody a chance."""

CLOSER = 8
"""How often the span is halved in which the greatest chance is."""

ROOM = (0.25, 0.0)
"""By how many people quotas are drawn in while shares are found, so that panels can have one more
or fewer: it costs a little of the least chance. Not where that leaves nothing."""

NEARLY = 1e-7
TRIED, OTHERS = 40, 600
"""How often one panel is put right by exchange, and how many people are looked at each time."""

SWAPS = 600
"""How many exchanges between panels are tried."""

type Counts = NDArray[np.int64]


def by_dealing(pool: Pool) -> tuple[tuple[Panel, ...], float]:
    """Return panels of one ticket each, and the bound: nobody could make the least chance greater.
    Raises NotPossible where no panel meets the quotas."""
    found = _shares(pool)
    if found is None:
        raise pool.refusal()
    shares, least, bound = found
    most = max(PANELS, 1 / least) if least > NEARLY else PANELS
    times = max(floor(most * least + NEARLY), 1)
    many = ceil(times / least - NEARLY) if least > NEARLY else PANELS
    exact = shares * many
    every = pool.sizes * many
    together = cheapest(
        pool.within(many, many),
        np.zeros(len(exact)),
        np.minimum(np.floor(exact + NEARLY), every),
        np.minimum(np.ceil(exact - NEARLY), every),
        whole=True,
    )
    if together is None:
        raise pool.refusal()
    dealt = _Dealt(pool, together.columns.astype(np.int64), many, times)
    dealt.deal()
    dealt.put_right()
    return tuple(Panel(1, counted(panel)) for panel in dealt.have), bound


def counted(panel: NDArray[np.generic]) -> dict[int, int]:
    """Return a panel without the groups that are not in it."""
    return {int(group): int(panel[group]) for group in np.flatnonzero(panel)}


def _shares(pool: Pool) -> tuple[Numbers, float, float] | None:
    """Return how many of each group a panel has on average, the least chance by that, and the
    greatest least chance there could be, as if people could be shared out in parts; None where no
    shares meet the quotas."""
    some = np.ones(len(pool.sizes), dtype=bool)
    best = _greatest_least(pool, some, 0.0, 0.0)
    if best is not None and best[0] <= NEARLY:
        some = _in_some_panel(pool)
        best = _greatest_least(pool, some, 0.0, 0.0)
    if best is None:
        return None
    bound = max(best[0], 0.0)
    for room in ROOM:
        drawn_in = _greatest_least(pool, some, room, bound)
        if drawn_in is not None and drawn_in[0] > bound / 2:
            break
    else:
        some = _in_some_panel(pool)
        room, drawn_in = 0.0, _greatest_least(pool, some, 0.0, None)
        bound = drawn_in[0] if drawn_in else bound
    if drawn_in is None:
        return None
    least = max(drawn_in[0] - NEARLY, 0.0)
    return _least_greatest(pool, some, least, room, drawn_in[1]), least, bound


def _drawn_in(pool: Pool, room: float) -> tuple[Numbers, Numbers]:
    """Return the quotas as least and most, with some room to both sides where there is any."""
    by = np.minimum(room, (pool.mosts - pool.leasts) / 4)
    return pool.leasts + by, pool.mosts - by


def _greatest_least(
    pool: Pool, some: NDArray[np.bool_], room: float, bound: float | None
) -> tuple[float, Numbers] | None:
    """Return the greatest chance that everybody in `some` groups can have at least, with shares in
    which they do. It is not found greater than `bound`, which keeps every chance within 1; without
    a bound each group is kept within 1 by a row of its own, which is exact and slow."""
    groups, sizes = len(pool.sizes), pool.sizes
    rows: list[tuple[object, object, float, float]] = [
        ([*line, groups], [*np.ones(len(line)), (sizes * some)[line].sum()], low, high)
        for line, low, high in zip(pool.lines, *_drawn_in(pool, room), strict=True)
    ]
    if bound is None:
        of_each = enumerate(sizes * some)
        rows += [([one, groups], [1.0, all_of], 0.0, sizes[one]) for one, all_of in of_each]
    costs = np.zeros(groups + 1)
    costs[-1] = -1.0
    highs = np.append(sizes * (1 - (bound or 0.0)), 1.0)
    found = cheapest(Rows.of(rows), costs, np.zeros(groups + 1), highs, whole=False)
    if found is None:
        return None
    return -found.cost, found.columns[:groups] - found.cost * sizes * some


def _in_some_panel(pool: Pool) -> NDArray[np.bool_]:
    """Return which groups can be in a panel at all: so many as can be, among very many panels."""
    groups, panels = len(pool.sizes), 1e5
    rows: list[tuple[object, object, float, float]] = [
        ([*line, *(line + groups)], np.ones(2 * len(line)), panels * low, panels * high)
        for line, low, high in zip(pool.lines, pool.leasts, pool.mosts, strict=True)
    ]
    costs = np.concatenate([np.full(groups, -1.0), np.zeros(groups)])
    # Both parts of a group together are never more than are in it.
    highs = np.concatenate([np.ones(groups), panels * pool.sizes - 1])
    found = cheapest(Rows.of(rows), costs, np.zeros(2 * groups), highs, whole=False)
    if found is None:
        return np.ones(groups, dtype=bool)
    return found.columns[:groups] > 1e-3


def _least_greatest(
    pool: Pool, some: NDArray[np.bool_], least: float, room: float, best: Numbers
) -> Numbers:
    """Return shares in which nobody has less than the least chance, and the greatest is small."""
    lows, sizes = least * pool.sizes * some, pool.sizes
    rows: list[tuple[object, object, float, float]] = [
        (line, np.ones(len(line)), low, high)
        for line, low, high in zip(pool.lines, *_drawn_in(pool, room), strict=True)
    ]
    program = Program(Rows.of(rows), np.zeros(len(sizes)), lows, sizes)
    found, low, high = program.cheapest(), max(least, 1e-4), 1.0
    if found is None:
        return np.minimum(best, sizes)
    for _ in range(CLOSER):
        middle = (low * high) ** 0.5
        nearer = program.within(lows, np.maximum(sizes * middle, lows))
        if nearer is None:
            low = middle
        else:
            high, found = middle, nearer
    return found.columns


class _Dealt:
    """Panels on their way: `have` is how many of each group each has, `counts` how many of each
    answer. The last answer stands for all without a quota."""

    def __init__(self, pool: Pool, together: Counts, many: int, times: int) -> None:
        self.pool, self.many, self.tickets = pool, many, together.copy()
        features = list(dict.fromkeys(quota.feature for quota in pool.quotas))
        answers, groups = len(pool.quotas), len(together)
        self.said = np.full((groups, len(features)), answers, dtype=np.int64)
        for answer, (quota, line) in enumerate(zip(pool.quotas, pool.members, strict=True)):
            self.said[line, features.index(quota.feature)] = answer
        self.lows = np.append(pool.leasts[:-1], 0).astype(np.int64)
        self.highs = np.append(pool.mosts[:-1], pool.places).astype(np.int64)
        self.gave = np.zeros((groups, answers + 1), dtype=bool)
        self.gave[np.arange(groups)[:, None], self.said] = True
        self.sizes = pool.sizes.astype(np.int64)
        self.some = together > 0
        self.least = np.minimum(times * self.sizes, together)
        self.have = np.zeros((many, groups), dtype=np.int32)
        self.counts = np.zeros((many, answers + 1), dtype=np.int64)
        self.rng = np.random.default_rng(0)

    def deal(self) -> None:
        """Deal each group to the panels that have the least of its answers, who must be in most
        panels first."""
        order = self.rng.permutation(np.flatnonzero(self.tickets))
        order = order[np.argsort(-self.tickets[order] / self.sizes[order], kind="stable")]
        people = np.zeros(self.many, dtype=np.int64)
        every = self.tickets @ self.gave
        weight = self.many / np.maximum(every, 1.0)
        weight[-1] = 0.0
        of_all = len(self.said[0]) / self.pool.places
        for group in order:
            said = self.said[group]
            each, left = divmod(int(self.tickets[group]), self.many)
            score = self.counts[:, said] @ weight[said] + of_all * people
            score[people + each >= self.pool.places] += 1e6
            more = np.full(self.many, each, dtype=np.int64)
            more[np.argsort(score, kind="stable")[:left]] += 1
            self.have[:, group] += more.astype(np.int32)
            people += more
            self.counts[:, said] += more[:, None]
        self._even_out(people)
        rows = [np.repeat(np.arange(len(panel)), panel) for panel in self.have]
        self.people = np.array(rows, dtype=np.int64)

    def _even_out(self, people: Counts) -> None:
        """Move people from panels that have too many to those that have too few."""
        places = self.pool.places
        while (people > places).any():
            over, under = int(people.argmax()), int(people.argmin())
            can = np.flatnonzero((self.have[over] > 0) & (self.have[under] < self.sizes))
            group = int(self.rng.choice(can))
            self._move(over, group, -1)
            self._move(under, group, 1)
            people[over] -= 1
            people[under] += 1

    def _move(self, panel: int, group: int, by: int) -> None:
        self.have[panel, group] += by
        np.add.at(self.counts[panel], self.said[group], by)

    def _put(self, panel: int, out: int, into: int) -> None:
        """Put one of a group into a panel for one of another."""
        self._move(panel, out, -1)
        self._move(panel, into, 1)
        self.people[panel, np.flatnonzero(self.people[panel] == out)[0]] = into

    def put_right(self) -> None:
        """Exchange people until every panel meets every quota."""
        for panel in np.flatnonzero(self._missed(self.counts).sum(axis=1)):
            self._exchange(int(panel))
        for _ in range(SWAPS):
            wrong = np.flatnonzero(self._missed(self.counts).sum(axis=1))
            if not len(wrong):
                return
            self._swap(int(self.rng.choice(wrong)))
        for panel in np.flatnonzero(self._missed(self.counts).sum(axis=1)):
            self._solve(int(panel))

    def _missed(self, counts: Counts) -> Counts:
        found: Counts = np.maximum(self.lows - counts, 0) + np.maximum(counts - self.highs, 0)
        return found

    def _steps(self, panels: Counts) -> tuple[Counts, Counts]:
        """Return how much more is missed in some panels with one more of each answer, and with one
        fewer."""
        counts = self.counts[panels]
        now = self._missed(counts)
        return self._missed(counts + 1) - now, self._missed(counts - 1) - now

    def _to_mend(self, panel: int) -> tuple[int, bool]:
        """Return an answer of which a panel has too many (True) or too few."""
        wrong = np.flatnonzero(self._missed(self.counts[panel]))
        answer = int(self.rng.choice(wrong))
        return answer, bool(self.counts[panel, answer] > self.highs[answer])

    def _few(self, groups: Counts, most: int) -> Counts:
        return groups if len(groups) <= most else self.rng.choice(groups, most, replace=False)

    def _exchange(self, panel: int) -> None:
        """Exchange people of a panel, of whom others have tickets enough, for people who are not in
        it."""
        able = np.flatnonzero(self.some)
        for _ in range(TRIED):
            if not self._missed(self.counts[panel]).any():
                return
            answer, over = self._to_mend(panel)
            outs, ins = np.unique(self.people[panel]), self.rng.choice(able, OTHERS)
            outs = outs[(self.gave[outs, answer] == over) & (self.tickets[outs] > self.least[outs])]
            ins = ins[(self.gave[ins, answer] != over) & (self.have[panel, ins] < self.sizes[ins])]
            if not len(outs) or not len(ins):
                continue
            more, fewer = self._steps(np.array(panel))
            a, b = self.said[outs], self.said[ins]
            changes = (fewer[a][:, None] + more[b][None]) * (a[:, None] != b[None])
            where = self._best(changes.sum(axis=2))
            if where is not None:
                out, into = int(outs[where[0]]), int(ins[where[1]])
                self._put(panel, out, into)
                self.tickets[out] -= 1
                self.tickets[into] += 1

    def _best(self, missed: Counts) -> tuple[int, int] | None:
        """Return where most is mended, any of the same; None where each makes it worse."""
        least = missed.min()
        if least > 0:
            return None
        at = int(self.rng.choice(np.flatnonzero(missed.ravel() == least)))
        return divmod(at, missed.shape[1])

    def _swap(self, panel: int) -> None:
        """Exchange one of a panel with one of another."""
        answer, over = self._to_mend(panel)
        outs = np.unique(self.people[panel])
        outs = self._few(outs[self.gave[outs, answer] == over], 24)
        there = self.rng.integers(0, self.many, 12)
        other, ins = np.repeat(there, self.pool.places), self.people[there].ravel()
        can = (self.gave[ins, answer] != over) & (self.have[panel, ins] < self.sizes[ins])
        some = self._few(np.flatnonzero(can & (other != panel)), OTHERS)
        if not len(outs) or not len(some):
            return
        other, ins = other[some], ins[some]
        a, b = self.said[outs], self.said[ins]
        more, fewer = self._steps(np.array(panel))
        more_there, fewer_there = self._steps(other)
        rows = np.arange(len(other))
        changes = fewer[a][:, None] + (more[b] + fewer_there[rows[:, None], b])[None]
        changes = changes + more_there[rows[None, :, None], a[:, None]]
        missed = (changes * (a[:, None] != b[None])).sum(axis=2)
        full = self.have[other[None], outs[:, None]] >= self.sizes[outs][:, None]
        where = self._best(np.where(full, 10**6, missed))
        if where is not None:
            out, into, at = int(outs[where[0]]), int(ins[where[1]]), int(other[where[1]])
            self._put(panel, out, into)
            self._put(at, into, out)

    def _solve(self, panel: int) -> None:
        """Make a panel anew in whole numbers, with as many as can be of those who have no ticket to
        give away."""
        now = self.have[panel].astype(np.float64)
        worth = np.where(now > 0, np.where(self.tickets <= self.least, 10.0, 1.0), 0.0)
        groups: Places = np.union1d(
            np.flatnonzero(now), self._few(np.arange(len(now)), OTHERS)
        ).astype(np.int64)
        zeros = np.zeros(len(groups))
        few = cheapest(
            self.pool.among(groups, 1), -worth[groups], zeros, self.pool.sizes[groups], whole=True
        )
        made = np.zeros(len(now))
        if few is not None:
            made[groups] = few.columns
        else:
            whole = self.pool.panel(worth)
            if whole is None:
                raise self.pool.refusal()
            made = whole
        change = (made - now).astype(np.int64)
        for group in np.flatnonzero(change):
            self._move(panel, int(group), int(change[group]))
        self.people[panel] = np.repeat(np.arange(len(now)), self.have[panel])
        self.tickets += change
