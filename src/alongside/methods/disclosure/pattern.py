"""Choosing what else to hide, so that the numbers that must be hidden cannot be worked out."""

from collections.abc import Collection, Mapping, Sequence
from math import ceil

from alongside.methods.disclosure.search import Search
from alongside.methods.disclosure.system import Change, Need, System, Target

# What hiding a total costs, when hiding a cell costs 1 to 2: totals are kept, unless too many of
# the cells would pay for it; then they come cheaper, and at last cheapest.
TOTAL_PRICES = (100.0, 2.0, 0.03)

DEAR = 4.0  # times the price of a cell: what others are hidden for first

AT_ONCE = 16  # needs that are looked for together: more meet fewer of them, fewer take longer


def hide_least(
    system: System,
    must: Collection[int],
    needs: Sequence[Need],
    *,
    cells: Collection[int],
    totals: Mapping[int, float],
    lose_at_most: int,
    dear: Collection[int] = (),
) -> set[int]:
    """Return the figures to hide: no more than `lose_at_most` cells, if hiding totals achieves it.

    `totals` are figures with their weight among totals. Cells not in `must` count as lost when
    hidden; larger ones are kept first, and those that are `dear` before any others.
    """
    largest = max(system.values) + 1
    cell_prices = {cell: 1 + system.values[cell] / largest for cell in cells}
    cell_prices |= {cell: DEAR * cell_prices[cell] for cell in dear}
    best: set[int] = set()
    fewest = len(cells) + 1
    for price in TOTAL_PRICES:
        prices = cell_prices | {total: price * weight for total, weight in totals.items()}
        hidden = hide(system, must, prices, needs)
        lost = len(hidden.intersection(cells).difference(must))
        if lost < fewest:
            best, fewest = hidden, lost
        if lost <= lose_at_most:
            break
    return best


def hide(
    system: System, must: Collection[int], prices: Mapping[int, float], needs: Sequence[Need]
) -> set[int]:
    """Return the figures to hide: `must`, and such others as make every need possible.

    Only figures with a price may be hidden besides `must`; a low price is hidden first. For every
    target there is a change: other figures that a reader of what is shown cannot rule out. What no
    change touches is shown. Three steps: changes among the figures hidden anyway; for targets still
    open the cheapest change, whose figures are hidden; then each of those, the dearest first, is
    shown again if every need still finds its changes without it.

    A need that cannot be met with everything hidden that may be is met as far as can be.
    """
    pattern = _Pattern(system, set(must), needs)
    pattern.use_what_is_hidden()
    pattern.hide_more(prices)
    pattern.show_again(must, prices)
    return pattern.hidden


def unmet(system: System, hidden: Collection[int], needs: Sequence[Need]) -> bool:
    """Return whether a reader of all that is not `hidden` finds some need impossible."""
    pattern = _Pattern(system, set(hidden), needs)
    pattern.use_what_is_hidden()
    return not pattern.widen_all()


class _Pattern:
    def __init__(self, system: System, hidden: set[int], needs: Sequence[Need]) -> None:
        self.system = system
        self.hidden = hidden
        self.changes: dict[Target, Change] = {}
        self.open: dict[Target, None] = {}
        self.widths = {need.figure: need.width for need in needs if need.width}
        self.pairs: dict[int, tuple[Target, Target]] = {}
        for need in needs:
            pair = Target(need.figure, need.low), Target(need.figure, need.high)
            if need.width:
                self.pairs[need.figure] = pair
            for target in pair:
                if target.value == system.values[target.figure]:
                    self.changes[target] = {}
                else:
                    self.open[target] = None

    def _meet(self, change: Change) -> bool:
        """Close the targets that a change meets; return whether there were any."""
        met = [t for t in self.open if t.figure in change and self.system.meets(change, t)]
        for target in met:
            self.changes[target] = change
            del self.open[target]
        return bool(met)

    def use_what_is_hidden(self) -> None:
        """Meet targets many at a time, for speed; what is left is then met one by one."""
        search = Search(self.system, self.hidden)
        for up in (True, False):
            while targets := self._open_targets(up=up):
                if not self._meet(search.approach(targets)):
                    break
            parts = -(-len(targets) // AT_ONCE)
            for part in range(parts):
                self._meet(search.approach(targets[part::parts]))

    def _open_targets(self, *, up: bool) -> list[Target]:
        values = self.system.values
        return [target for target in self.open if (target.value > values[target.figure]) == up]

    def hide_more(self, prices: Mapping[int, float]) -> None:
        """Meet every open target, at a price where it must be."""
        if not self.open:
            return
        search = Search(self.system, self.hidden, prices)
        free = Search(self.system, self.hidden)
        while self.open:
            target = next(iter(self.open))
            change = search.find(target)
            if change is None:
                used = self._settle_for_less(target, prices)
            elif not change.keys() <= self.hidden and self._widen(target, free):
                used = set()
            else:
                self._meet(change)
                used = change.keys() - self.hidden
            for figure in used:
                self.hidden.add(figure)
                search.hide(figure)
                free.hide(figure)

    def widen_all(self) -> bool:
        """Meet what is open by two values far enough apart; return whether nothing is left."""
        search = Search(self.system, self.hidden)
        while self.open:
            target = next(iter(self.open))
            change = search.find(target)
            if not (self._meet(change) if change is not None else self._widen(target, search)):
                return False
        return True

    def _widen(self, target: Target, search: Search) -> bool:
        """Meet the need a target is from by two values far enough apart, if there are such."""
        found = self._wide_enough(target, search)
        if found:
            self._replace(target.figure, found)
        return bool(found)

    def _wide_enough(self, target: Target, search: Search) -> dict[Target, Change]:
        figure = target.figure
        if target not in self.pairs.get(figure, ()):
            return {}
        down = search.approach([Target(figure, 0)])
        low = Target(figure, ceil(self.system.values[figure] + down.get(figure, 0)))
        high = Target(figure, low.value + self.widths[figure])
        up = search.find(high)
        return {} if up is None else {low: down, high: up}

    def _replace(self, figure: int, found: dict[Target, Change]) -> None:
        for target in self.pairs[figure]:
            self.open.pop(target, None)
            self.changes.pop(target, None)
        self.changes |= found
        low, high = found
        self.pairs[figure] = low, high

    def _settle_for_less(self, target: Target, prices: Mapping[int, float]) -> set[int]:
        """Come as near to an impossible target as can be; return the figures that must be hidden
        for it."""
        search = Search(self.system, self.hidden | prices.keys())
        if self._widen(target, search):
            changes = [self.changes[other] for other in self.pairs[target.figure]]
        else:
            changes = [search.approach([target])]
            nearest = self.system.values[target.figure] + int(changes[0].get(target.figure, 0))
            del self.open[target]
            self.changes[Target(target.figure, nearest)] = changes[0]
        return {figure for change in changes for figure in change} - self.hidden

    def show_again(self, must: Collection[int], prices: Mapping[int, float]) -> None:
        """Show what was hidden at a price and turns out not to be needed."""
        extra = self.hidden - set(must)
        if not extra:
            return
        search = Search(self.system, self.hidden)
        values = self.system.values
        for figure in sorted(extra, key=lambda f: (-prices[f], -values[f], f)):
            search.show(figure)
            if self._do_without(figure, search):
                self.hidden.discard(figure)
            else:
                search.hide(figure)

    def _do_without(self, figure: int, search: Search) -> bool:
        """Replace the changes that move a figure by others, if all can be; return whether."""
        changes: dict[Target, Change] = {}
        wider: dict[int, dict[Target, Change]] = {}
        for target in [target for target, change in self.changes.items() if figure in change]:
            if target.figure in wider:
                continue
            known = (c for c in changes.values() if self.system.meets(c, target))
            change = next(known, None) or search.find(target)
            if change is not None:
                changes[target] = change
            elif found := self._wide_enough(target, search):
                wider[target.figure] = found
            else:
                return False
        self.changes |= changes
        for other, found in wider.items():
            self._replace(other, found)
        return True
