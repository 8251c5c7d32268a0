"""A program of linear rows, in whole numbers or fractions: HiGHS, the same answer each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

INFINITE = float("inf")
OPTIONS: dict[str, bool | int | str | float] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
}

type Numbers = NDArray[np.float64]
type Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that begin at `starts` (one more than rows) among `columns`, each times its `factors`,
    with what each may add up to."""

    starts: Places
    columns: Places
    factors: Numbers
    lows: Numbers
    highs: Numbers

    @classmethod
    def of(cls, rows: Sequence[tuple[Any, Any, float, float]]) -> "Rows":
        """Return rows from (columns, factors, low, high) of each."""
        lengths = [len(row[0]) for row in rows]
        return cls(
            np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            np.concatenate([np.asarray(row[0], dtype=np.int64) for row in rows]),
            np.concatenate([np.asarray(row[1], dtype=np.float64) for row in rows]),
            np.array([row[2] for row in rows], dtype=np.float64),
            np.array([row[3] for row in rows], dtype=np.float64),
        )


@dataclass(frozen=True, slots=True)
class Solution:
    """The cheapest columns, what they cost, and what one more in each row would (not in whole
    numbers)."""

    columns: Numbers
    cost: float
    duals: Numbers


class Program:
    """Rows with costs, which can be solved again and again within other bounds: what was found
    before makes the next quick. `whole`: each column is a whole number."""

    def __init__(
        self, rows: Rows, costs: Numbers, lows: Numbers, highs: Numbers, *, whole: bool = False
    ) -> None:
        import highspy  # here, because loading it takes longer than most programs run

        self._solver = solver = highspy.Highs()
        for name, value in OPTIONS.items():
            solver.setOptionValue(name, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(costs), len(rows.lows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = costs, lows, highs
        lp.row_lower_, lp.row_upper_ = rows.lows, rows.highs
        matrix = lp.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.num_col_, matrix.num_row_ = lp.num_col_, lp.num_row_
        matrix.start_, matrix.index_, matrix.value_ = rows.starts, rows.columns, rows.factors
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
        solver.passModel(lp)
        self._whole, self._optimal = whole, highspy.HighsModelStatus.kOptimal

    def within(self, lows: Numbers, highs: Numbers) -> Solution | None:
        """Return the cheapest columns within other bounds."""
        many = len(lows)
        self._solver.changeColsBounds(many, np.arange(many, dtype=np.int32), lows, highs)
        return self.cheapest()

    def cheapest(self) -> Solution | None:
        """Return the cheapest columns; None where no columns satisfy every row."""
        self._solver.run()
        if self._solver.getModelStatus() != self._optimal:
            return None
        found = self._solver.getSolution()
        columns = np.array(found.col_value)
        return Solution(
            np.rint(columns) if self._whole else columns,
            float(self._solver.getObjectiveValue()),
            np.array(found.row_dual),
        )


def cheapest(
    rows: Rows, costs: Numbers, lows: Numbers, highs: Numbers, *, whole: bool
) -> Solution | None:
    """Return the cheapest columns within `lows` and `highs` that satisfy every row; None where no
    columns do. `whole`: each is a whole number."""
    return Program(rows, costs, lows, highs, whole=whole).cheapest()
