"""Protecting sums of money: what people got together, so that nobody's own sum can be worked out.

A sum is shown where at least the minimum of people have a part in it. Rows with fewer are put
together first, so that each row and the whole is of enough people; which cells are hidden then
follows from how many people are in each, as in a table of counts (`tables.protect_table`): the same
additions hold for the people as for their sums, so what cannot be worked out of the one cannot be
worked out of the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from alongside.methods.disclosure.tables import protect_table
from alongside.methods.shown import Shown

FEW = "Fewer people than we show have a part in it."


@dataclass(frozen=True, slots=True)
class Share:
    """What one person has in one cell: `amount` in pence, not below 0."""

    person: int
    row: str
    column: str
    amount: int


@dataclass(frozen=True, slots=True)
class ProtectedSums:
    """Sums in pence as they may leave; `cells` is [row][column]. `people` have a part in each row.
    Without rows nothing is shown: too few people have a part in all of it."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown

    @property
    def open_totals(self) -> bool:
        """Whether every total is shown."""
        totals = (*self.row_totals, *self.column_totals, self.total)
        return not any(one.hidden for one in totals)


def people_in(shares: Iterable[Share]) -> int:
    """Return how many people have something in it."""
    return len({one.person for one in shares if one.amount})


def columns_of(
    shares: Sequence[Share], ways: Sequence[Mapping[str, str]], minimum: int
) -> Mapping[str, str] | None:
    """Return the first of `ways` to name columns (name by column) with which none of them is of
    fewer people than the minimum, or of nobody; None where there is no such way."""
    for way in ways:
        by_name: dict[str, list[Share]] = {}
        for one in shares:
            by_name.setdefault(way[one.column], []).append(one)
        sizes = [people_in(some) for some in by_name.values()]
        if not any(0 < size < minimum for size in sizes):
            return way
    return None


def protect_sums(
    shares: Iterable[Share], *, columns: Mapping[str, str], minimum: int, rest: str
) -> ProtectedSums:
    """Return the sums of each row and column (`columns`: their names, as `columns_of` found them)
    with their totals, and what must be hidden withheld. Rows of too few people stand together in
    one that is called `rest`. Rows are in the order of their names, `rest` last.

    >>> shares = [Share(n, "May" if n < 9 else "June", "paid", 1000) for n in range(12)]
    >>> found = protect_sums(shares, columns={"paid": "Paid"}, minimum=5, rest="Other months")
    >>> found.rows, [str(total) for total in found.row_totals]
    (('Other months',), ['12000'])
    """
    kept = [one for one in shares if one.amount]
    rows = rows_of_enough(kept, minimum, rest)
    names = tuple(dict.fromkeys(columns.values()))
    if not rows:
        hidden = Shown.withheld(FEW) if kept else Shown(0)
        return ProtectedSums((), names, (), (), (hidden,) * len(names), hidden)
    table = [
        [[one for one in row if columns[one.column] == name] for name in names] for _, row in rows
    ]
    people = [[people_in(cell) for cell in row] for row in table]
    shown = protect_table(people, minimum=minimum, groups=False)
    sums = [[_sum(cell) for cell in row] for row in table]
    by_column = zip(*sums, strict=True)
    return ProtectedSums(
        tuple(name for name, _ in rows),
        names,
        tuple(tuple(map(_as, row, of_row)) for row, of_row in zip(shown.counts, sums, strict=True)),
        tuple(_as(total, sum(row)) for total, row in zip(shown.row_totals, sums, strict=True)),
        tuple(
            _as(total, sum(col)) for total, col in zip(shown.column_totals, by_column, strict=True)
        ),
        _as(shown.total, _sum(kept)),
    )


def rows_of_enough(
    shares: Iterable[Share], minimum: int, rest: str
) -> list[tuple[str, list[Share]]]:
    """Return the rows, each of at least the minimum of people, those with fewer put together; no
    row where all of them together are too few."""
    ordered = sorted(shares, key=lambda one: one.row)
    rows = [(name, list(some)) for name, some in groupby(ordered, key=lambda one: one.row)]
    enough = [row for row in rows if people_in(row[1]) >= minimum]
    few = [one for _, some in rows if people_in(some) < minimum for one in some]
    while few and people_in(few) < minimum:
        if not enough:
            return []
        least = min(enough, key=lambda row: (people_in(row[1]), row[0]))
        enough.remove(least)
        few += least[1]
    return enough + ([(rest, few)] if few else [])


def _sum(shares: Iterable[Share]) -> int:
    return sum(one.amount for one in shares)


def _as(people: Shown, amount: int) -> Shown:
    return Shown.withheld(FEW) if people.hidden else Shown(amount)
