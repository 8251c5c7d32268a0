"""What a reader can work out of a table in which some numbers are withheld."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.methods.disclosure.solver import Program, Row


@dataclass(frozen=True, slots=True)
class Interval:
    """What a hidden cell can still be, by everything shown: `high` None is no upper bound."""

    row: int
    column: int
    low: int
    high: int | None


def intervals(
    counts: Sequence[Sequence[int | None]],
    *,
    row_totals: Sequence[int | None],
    column_totals: Sequence[int | None],
    total: int | None,
) -> list[Interval]:
    """Return what each hidden cell of a table can still be, row by row.

    `counts` is [row][column]; None is hidden. Only what is shown goes in, so anybody can check a
    table with it, ours or not. The bounds are exact: each is reached by a table of whole numbers
    that are not negative. Raises ValueError where no such table fits.

    >>> intervals([[None, None], [None, None]], row_totals=[5, 20], column_totals=[8, 17], total=25)
    [Interval(row=0, column=0, low=0, high=5), Interval(row=0, column=1, low=0, high=5),
     Interval(row=1, column=0, low=3, high=8), Interval(row=1, column=1, low=12, high=17)]
    """
    lines = [[*row, whole] for row, whole in zip(counts, row_totals, strict=True)]
    reader = _Reader([*lines, [*column_totals, total]])
    return [
        Interval(row, column, *reader.bounds(row, column))
        for row, cells in enumerate(counts)
        for column, cell in enumerate(cells)
        if cell is None
    ]


class _Reader:
    """A table with its totals as last row and column, and a column in a program for each hidden
    number. Solutions of such programs are whole numbers: their matrix is totally unimodular."""

    def __init__(self, table: Sequence[Sequence[int | None]]) -> None:
        self._table = table
        height, width = len(table), len(table[0])
        places = [(i, j) for i in range(height) for j in range(width) if table[i][j] is None]
        self._columns = {place: column for column, place in enumerate(places)}
        across = [[(i, j) for j in range(width)] for i in range(height)]
        down = [[(i, j) for i in range(height)] for j in range(width)]
        shown = sum(cell for row in table for cell in row if cell is not None)
        # A number that has an upper bound is at most the sum of those shown. One past that has
        # none, and whatever rises with it must have room for twice as much.
        self._unbounded = shown + 1
        self._ceilings = [4 * self._unbounded] * len(places)
        rows = [self._row(line) for line in (*across, *down)]
        self._program = Program(
            [float(ceiling) for ceiling in self._ceilings], [0.0] * len(places), rows
        )
        self._least, self._most = self._ceilings[:], [0] * len(places)

    def _row(self, line: list[tuple[int, int]]) -> Row:
        *parts, whole = line
        terms = {self._columns[place]: 1 for place in parts if place in self._columns}
        known = self._value(whole) - sum(self._value(place) for place in parts)
        if whole in self._columns:
            terms[self._columns[whole]] = -1
        else:
            for column in terms:
                self._ceilings[column] = min(self._ceilings[column], max(known, 0))
        return Row(terms, float(known), float(known))

    def _value(self, place: tuple[int, int]) -> int:
        return self._table[place[0]][place[1]] or 0

    def bounds(self, row: int, column: int) -> tuple[int, int | None]:
        """Return the least and the most a hidden number can be.

        A program is solved only where no solution so far has shown that it can be nothing, or as
        much as what is left of its row or column.
        """
        place = self._columns[row, column]
        if self._least[place] > 0:
            self._solve(place, 1.0)
        if self._most[place] < min(self._ceilings[place], self._unbounded):
            self._solve(place, -1.0)
        most = self._most[place]
        return self._least[place], None if most >= self._unbounded else most

    def _solve(self, place: int, cost: float) -> None:
        self._program.price(place, cost)
        solution = self._program.solve()
        self._program.price(place, 0.0)
        if solution is None:
            raise ValueError("no table of counts fits the numbers shown")
        values = [round(value) for value in solution]
        self._least = list(map(min, self._least, values))
        self._most = list(map(max, self._most, values))
