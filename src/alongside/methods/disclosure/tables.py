"""Protecting one table with its totals, and what a reader can still work out of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.methods.disclosure.attack import Interval, intervals
from alongside.methods.disclosure.pattern import hide_least
from alongside.methods.disclosure.rules import (
    as_shown,
    is_small,
    is_withheld_whole,
    needs_of_large,
    needs_of_small,
    needs_of_zeros,
)
from alongside.methods.disclosure.system import System
from alongside.methods.shown import Shown


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table as it may leave; `counts` is [row][column]."""

    counts: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown

    def intervals(self) -> list[Interval]:
        """Return what each hidden cell can still be, row by row."""
        return intervals(
            [[cell.value for cell in row] for row in self.counts],
            row_totals=[total.value for total in self.row_totals],
            column_totals=[total.value for total in self.column_totals],
            total=self.total.value,
        )


def protect_table(
    counts: Sequence[Sequence[int]], *, minimum: int, groups: bool = True
) -> ProtectedTable:
    """Return the table with its totals, and what must be hidden withheld.

    Every hidden small count, totals included, may by what is shown be anything from 0 to
    `minimum` - 1. Rows and columns alike are taken for groups of people: one below the minimum, or
    with only one cell that is not 0, is withheld whole, and how many it has is not to be found.
    Cells that are 0 or at least `minimum` may be hidden to protect others, totals where that would
    take more than half of those cells. Without `groups` a row or column in which all are alike is
    shown: that all were paid says of nobody what they chose.
    `ValueError` for rows that are not of one length, or a count below 0.

    >>> table = protect_table([[12, 3, 20], [15, 18, 4], [30, 25, 14]], minimum=5)
    >>> [[cell.value for cell in row] for row in table.counts]
    [[12, None, None], [15, None, None], [30, 25, 14]]
    >>> [total.value for total in table.row_totals]
    [35, 37, 69]
    """
    if not counts or not counts[0] or any(len(row) != len(counts[0]) for row in counts):
        raise ValueError("a table needs at least one row and one column, and rows of one length")
    if any(count < 0 for row in counts for count in row):
        raise ValueError("a count cannot be below 0")
    table = _Table(counts)
    hidden = _least_hidden(table, minimum, groups)
    return ProtectedTable(
        counts=tuple(as_shown(table.system, row, hidden) for row in table.cells),
        row_totals=as_shown(table.system, table.row_totals, hidden),
        column_totals=as_shown(table.system, table.column_totals, hidden),
        total=as_shown(table.system, [table.total], hidden)[0],
    )


class _Table:
    def __init__(self, counts: Sequence[Sequence[int]]) -> None:
        self.system = system = System()
        self.cells = [system.figures(row) for row in counts]
        self.columns = [list(column) for column in zip(*self.cells, strict=True)]
        self.row_totals = system.figures(sum(row) for row in counts)
        self.column_totals = system.figures(sum(column) for column in zip(*counts, strict=True))
        self.total = system.figure(sum(map(sum, counts)))
        self.lines = [
            *zip(self.row_totals, self.cells, strict=True),
            *zip(self.column_totals, self.columns, strict=True),
        ]
        for total, line in self.lines:
            system.total(total, line)
        system.total(self.total, self.row_totals)
        system.total(self.total, self.column_totals)

    def groups_withheld_whole(self, minimum: int) -> list[tuple[int, list[int]]]:
        values = self.system.values
        return [
            (total, line)
            for total, line in self.lines
            if values[total] and len(line) > 1
            if is_withheld_whole([values[cell] for cell in line], values[total], minimum)
        ]


def _least_hidden(table: _Table, minimum: int, groups: bool) -> set[int]:
    system = table.system
    needs = needs_of_small(system, range(len(system.values)), minimum)
    must = {need.figure for need in needs}
    for total, line in table.groups_withheld_whole(minimum) if groups else ():
        must |= {total, *line}
        needs += needs_of_zeros(system, line, minimum)
        needs += needs_of_large(system, [total, *line], minimum)
    cells = [cell for row in table.cells for cell in row]
    worth = [cell for cell in cells if not is_small(system.values[cell], minimum)]
    return hide_least(
        system,
        must,
        needs,
        cells=cells,
        totals=dict.fromkeys((*table.row_totals, *table.column_totals), 1.0) | {table.total: 3.0},
        lose_at_most=len(worth) // 2 - len(must.intersection(worth)),
    )
