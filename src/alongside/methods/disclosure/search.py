"""Finding other figures that fit all that is shown."""

from collections.abc import Collection, Mapping, Sequence

from alongside.methods.disclosure.solver import INFINITE, Program, Row
from alongside.methods.disclosure.system import TOLERANCE, Change, System, Target

HIDDEN_PRICE = 1e-3  # of moving a figure that is hidden anyway: small, to keep changes short
POSITION_PRICE = 1e-4  # tells equal prices apart, so that the same input hides the same figures


class Search:
    """Looks for changes of the figures that a reader of what is shown cannot rule out.

    `hidden` figures may move, those in `prices` may move at a price for each unit, all others are
    shown and stay. A figure has two columns in the program: how far up, how far down.
    """

    def __init__(
        self, system: System, hidden: Collection[int], prices: Mapping[int, float] | None = None
    ) -> None:
        self._system = system
        self._prices = [0.0] * len(system.values)
        self._open = [False] * len(system.values)
        for figure, price in (prices or {}).items():
            self._prices[figure], self._open[figure] = price, True
        for figure in hidden:
            self._prices[figure], self._open[figure] = self._hidden_price(figure), True
        columns = 2 * len(system.values)
        rows = [
            Row(
                {2 * figure + down: -sign if down else sign
                 for figure, sign in relation.terms.items() for down in (0, 1)},
                0.0 if relation.exact else -INFINITE,
                float(relation.slack),
            )
            for relation in system.relations
        ]  # fmt: skip
        self._program = Program(
            [self._room(column) for column in range(columns)],
            [self._prices[column // 2] for column in range(columns)],
            rows,
        )

    def _hidden_price(self, figure: int) -> float:
        return HIDDEN_PRICE + POSITION_PRICE * figure / len(self._system.values)

    def _room(self, column: int) -> float:
        figure, down = divmod(column, 2)
        if not self._open[figure]:
            return 0.0
        value, ceiling = self._system.values[figure], self._system.ceilings[figure]
        if down:
            return float(value - self._system.floors[figure])
        return INFINITE if ceiling is None else float(ceiling - value)

    def hide(self, figure: int) -> None:
        """Let a figure move like any other hidden one."""
        self._open[figure], self._prices[figure] = True, self._hidden_price(figure)
        for column in (2 * figure, 2 * figure + 1):
            self._program.price(column, self._prices[figure])
            self._program.bound(column, 0.0, self._room(column))

    def show(self, figure: int) -> None:
        """Stop a figure from moving."""
        self._open[figure] = False
        for column in (2 * figure, 2 * figure + 1):
            self._program.bound(column, 0.0, 0.0)

    def find(self, target: Target) -> Change | None:
        """Return the cheapest change that puts the figure of `target` at its value, if any does."""
        column, units = self._column(target)
        if units > self._room(column):
            return None
        self._program.bound(column, units, units)
        self._program.bound(column ^ 1, 0.0, 0.0)
        change = self._change(self._program.solve())
        self._program.bound(column, 0.0, self._room(column))
        self._program.bound(column ^ 1, 0.0, self._room(column ^ 1))
        return change

    def approach(self, targets: Sequence[Target]) -> Change:
        """Return a change that takes the figures of `targets` as near to them as can be, together.

        None goes past its target; some may not move at all.
        """
        wanted = [self._column(target) for target in targets]
        for column, units in wanted:
            self._program.bound(column, 0.0, min(units, self._room(column)))
            self._program.bound(column ^ 1, 0.0, 0.0)
            self._program.price(column, -1.0)
        change = self._change(self._program.solve())
        for column, _units in wanted:
            self._program.bound(column, 0.0, self._room(column))
            self._program.bound(column ^ 1, 0.0, self._room(column ^ 1))
            self._program.price(column, self._prices[column // 2])
        return change or {}

    def _column(self, target: Target) -> tuple[int, float]:
        units = target.value - self._system.values[target.figure]
        return 2 * target.figure + (units < 0), float(abs(units))

    def _change(self, columns: list[float] | None) -> Change | None:
        if columns is None:
            return None
        moved = [(column, units) for column, units in enumerate(columns) if units > TOLERANCE]
        change: Change = {}
        for column, units in moved:
            figure, down = divmod(column, 2)
            change[figure] = change.get(figure, 0) + (-units if down else units)
        for figure, by in change.items():
            if abs(by - round(by)) < TOLERANCE:
                change[figure] = round(by)
        return change if self._system.fits(change) else None
