"""A linear program that is changed a little and solved again, many times: HiGHS, started warm."""

from collections.abc import Sequence
from dataclasses import dataclass

INFINITE = float("inf")
OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False,
    "presolve": "off",
    "threads": 1,
    "solver": "simplex",
}


@dataclass(frozen=True, slots=True)
class Row:
    """`low` <= the sum of the columns in `terms`, each times its factor, <= `high`."""

    terms: dict[int, int]
    low: float
    high: float


class Program:
    """Columns from 0 to `uppers` that satisfy `rows`; `solve` finds the cheapest by `costs`."""

    def __init__(
        self, uppers: Sequence[float], costs: Sequence[float], rows: Sequence[Row]
    ) -> None:
        import highspy  # here, because loading it takes longer than most programs run

        self._optimal = highspy.HighsModelStatus.kOptimal
        self._highs = highspy.Highs()
        for name, value in OPTIONS.items():
            self._highs.setOptionValue(name, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(uppers), len(rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = list(costs), [0.0] * len(uppers), list(uppers)
        lp.row_lower_, lp.row_upper_ = [row.low for row in rows], [row.high for row in rows]
        starts = [0]
        for row in rows:
            starts.append(starts[-1] + len(row.terms))
        matrix = lp.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.num_col_, matrix.num_row_ = len(uppers), len(rows)
        matrix.start_ = starts
        matrix.index_ = [column for row in rows for column in row.terms]
        matrix.value_ = [factor for row in rows for factor in row.terms.values()]
        self._highs.passModel(lp)

    def price(self, column: int, cost: float) -> None:
        """Change what one unit of a column costs; below 0 it is a reward."""
        self._highs.changeColCost(column, cost)

    def bound(self, column: int, low: float, high: float) -> None:
        """Change the limits of a column."""
        self._highs.changeColBounds(column, low, high)

    def solve(self) -> list[float] | None:
        """Return the cheapest columns, or None where no columns satisfy the rows."""
        self._highs.run()
        if self._highs.getModelStatus() != self._optimal:
            return None
        columns: list[float] = self._highs.getSolution().col_value
        return columns
