"""Protecting before and now of the same people."""

from alongside.methods.disclosure.counted import Pair
from alongside.methods.disclosure.pattern import hide_least, unmet
from alongside.methods.disclosure.protected import ProtectedPair
from alongside.methods.disclosure.rules import (
    as_shown,
    is_small,
    needs_of_small,
    needs_of_zeros,
)
from alongside.methods.disclosure.system import System


def protect_pair(pair: Pair, *, responses: int, minimum: int) -> ProtectedPair:
    """Return the counts before and now, and of those who improved, as they may leave.

    All are sums of one table, before by now, that is never printed. Any small count, in the table
    or among its sums, may by what is shown be anything from 0 to `minimum` - 1. Who improved stays
    before who answered what.
    """
    figures = _PairFigures(pair, responses)
    system = figures.system
    needs = needs_of_small(system, range(len(system.values)), minimum)
    must = {need.figure for need in needs} | {cell for row in figures.joint for cell in row}
    if is_small(system.values[figures.pairs], minimum):
        must |= set(figures.printed)
        needs += needs_of_zeros(system, figures.printed, minimum)
    cells = figures.printed[:-1]
    worth = [cell for cell in cells if not is_small(system.values[cell], minimum)]
    hidden = hide_least(
        system,
        must,
        needs,
        cells=cells,
        totals={figures.pairs: 1.0},
        lose_at_most=len(worth) // 2,
        dear=figures.changes,
    )
    improved, same, worse, pairs = as_shown(system, [*figures.changes, figures.pairs], hidden)
    return ProtectedPair(
        name=pair.name,
        categories=pair.categories,
        before=as_shown(system, figures.before, hidden),
        now=as_shown(system, figures.now, hidden),
        improved=improved,
        same=same,
        worse=worse,
        pairs=pairs,
        testable=not pairs.hidden and not unmet(figures.with_steps(), hidden, needs),
    )


class _PairFigures:
    def __init__(self, pair: Pair, responses: int) -> None:
        self.system = system = System()
        self.joint = [system.figures(row) for row in pair.joint]
        columns = [list(column) for column in zip(*self.joint, strict=True)]
        before_and_now = [*enumerate(self.joint)]
        improved = [cell for i, row in before_and_now for cell in row[i + 1 :]]
        same = [row[i] for i, row in before_and_now]
        worse = [cell for i, row in before_and_now for cell in row[:i]]
        self.before = [self._sum(row) for row in self.joint]
        self.now = [self._sum(column) for column in columns]
        self.changes = [self._sum(part) for part in (improved, same, worse)]
        self.pairs = system.figure(sum(map(sum, pair.joint)), responses)
        for parts in (self.before, self.now, self.changes):
            system.total(self.pairs, parts)
        self.printed = [*self.before, *self.now, *self.changes, self.pairs]

    def with_steps(self) -> System:
        """Return the system of a reader who knows how many moved by how many steps, and so all that
        a test of the change is made of."""
        system, size = self.system.copy(), len(self.joint)
        for steps in range(1 - size, size):
            line = [row[i + steps] for i, row in enumerate(self.joint) if 0 <= i + steps < size]
            whole = system.figure(sum(system.values[cell] for cell in line))
            system.total(whole, line)
        return system

    def _sum(self, parts: list[int]) -> int:
        whole = self.system.figure(sum(self.system.values[part] for part in parts))
        self.system.total(whole, parts)
        return whole
