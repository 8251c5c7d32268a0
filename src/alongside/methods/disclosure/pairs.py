"""Protecting before and now of the same people."""

from collections.abc import Sequence

from alongside.methods.disclosure.counted import Halves, Pair
from alongside.methods.disclosure.pattern import hide_least, unmet
from alongside.methods.disclosure.protected import ProtectedPair
from alongside.methods.disclosure.questions import Known, QuestionFigures
from alongside.methods.disclosure.rules import (
    agrees_in_a_few,
    as_shown,
    is_small,
    is_withheld_whole,
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
    known = Known()
    joint = [known.system.figures(row) for row in pair.joint]
    figures = _PairFigures(pair, known.system, joint, responses)
    known.hidden.update(cell for row in joint for cell in row)
    known.needs += needs_of_small(known.system, range(len(known.system.values)), minimum)
    return _protected(pair, figures, known, minimum)


def protect_beside(
    pair: Pair, halves: Halves, before: QuestionFigures, now: QuestionFigures
) -> ProtectedPair:
    """Return the same where both questions are shown as well, each over all who answered it.

    What is shown of these stays. Whoever answered only one of them is what is left when the pair is
    taken away, and is protected like people in no group. From then on the reader knows all three.
    """
    minimum, responses = before.minimum, before.responses
    known = Known()
    system = known.system
    joint = [system.figures(row) for row in halves.joint]
    system.total(system.figure(responses), [cell for row in joint for cell in row])
    nobody = joint[-1][-1]
    known.hidden.update(cell for row in joint for cell in row)
    asked = [cell for row in joint for cell in row if cell != nobody]
    known.needs += needs_of_small(system, asked, minimum)
    known.joint = joint
    places = [*halves.before_places, None], [*halves.now_places, None]
    for question, across in ((before, False), (now, True)):
        _join(question, known, halves, across=across)
        of_lines, of_cells = reversed(places) if across else places
        _protect_rest(known, question.lines(joint), of_lines, of_cells, minimum)
    size = range(len(pair.categories))
    cells = [
        [
            [
                joint[then][after]
                for then, place in enumerate(places[0]) if place == row
                for after, other in enumerate(places[1]) if other == column
            ]
            for column in size
        ]
        for row in size
    ]  # fmt: skip
    table = [[_sum(system, parts) for parts in row] for row in cells]
    figures = _PairFigures(pair, system, table, responses)
    inside = [cell for row in table for cell in row]
    known.needs += needs_of_small(system, [*inside, *figures.printed], minimum)
    known.hidden.update(inside)
    return _protected(pair, figures, known, minimum)


def _join(question: QuestionFigures, known: Known, halves: Halves, *, across: bool) -> None:
    """Add the counts of a question, each the sum of a line of the table, the silent last."""
    system, old = known.system, question.system
    counts = [
        system.figure(old.values[count], old.ceilings[count], old.floors[count])
        for count in question.counts
    ]
    answered = system.figure(old.values[question.answered], old.ceilings[question.answered])
    here = [*question.counts, question.answered]
    figures = dict(zip(here, [*counts, answered], strict=True))
    question.join(known, figures, halves, across=across)
    for count, line in zip(counts, question.lines(known.joint), strict=False):
        system.total(count, line)
    system.total(answered, counts)


def _protect_rest(
    known: Known,
    lines: Sequence[Sequence[int]],
    of_lines: Sequence[int | None],
    of_cells: Sequence[int | None],
    minimum: int,
) -> None:
    """Protect those who gave an answer of the pair to this question and none to the other."""
    system = known.system
    rest = [
        _sum(system, [cell for cell, place in zip(line, of_cells, strict=True) if place is None])
        for line, place in zip(lines, of_lines, strict=True)
        if place is not None
    ]
    people = _sum(system, rest)
    known.hidden.update(rest, [people])
    known.needs += needs_of_small(system, [*rest, people], minimum)
    values = system.values
    if values[people] and is_withheld_whole([values[r] for r in rest], values[people], minimum):
        known.needs += needs_of_zeros(system, rest, minimum)


def _sum(system: System, parts: Sequence[int]) -> int:
    """Add the sum of some figures; return its position."""
    whole = system.figure(sum(system.values[part] for part in parts))
    system.total(whole, parts)
    return whole


def _protected(pair: Pair, figures: "_PairFigures", known: Known, minimum: int) -> ProtectedPair:
    """Return the pair with what must be hidden withheld; the reader then knows what is shown."""
    system = known.system
    known.hidden.update(need.figure for need in known.needs)
    known.hidden.update(figures.withheld(minimum))
    known.needs += needs_of_zeros(system, figures.not_said(minimum), minimum)
    cells = figures.printed[:-1]
    worth = [cell for cell in cells if not is_small(system.values[cell], minimum)]
    hidden = hide_least(
        system,
        known.hidden,
        known.needs,
        cells=cells,
        totals={figures.pairs: 1.0},
        lose_at_most=len(worth) // 2,
        dear=figures.changes,
    )
    known.hidden = hidden
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
        testable=not pairs.hidden and not unmet(figures.with_steps(), hidden, known.needs),
    )


class _PairFigures:
    """The numbers printed of a pair, as sums of its table: `joint` is [before][now]."""

    def __init__(
        self, pair: Pair, system: System, joint: Sequence[Sequence[int]], responses: int
    ) -> None:
        self._system, self._joint = system, joint
        columns = [list(column) for column in zip(*joint, strict=True)]
        before_and_now = [*enumerate(joint)]
        improved = [cell for i, row in before_and_now for cell in row[i + 1 :]]
        same = [row[i] for i, row in before_and_now]
        worse = [cell for i, row in before_and_now for cell in row[:i]]
        self.before = [_sum(system, row) for row in joint]
        self.now = [_sum(system, column) for column in columns]
        self.changes = [_sum(system, part) for part in (improved, same, worse)]
        self.pairs = system.figure(sum(map(sum, pair.joint)), responses)
        for parts in (self.before, self.now, self.changes):
            system.total(self.pairs, parts)
        self.printed = [*self.before, *self.now, *self.changes, self.pairs]

    def with_steps(self) -> System:
        """Return the system of a reader who knows how many moved by how many steps, and so all that
        a test of the change is made of."""
        system, size = self._system.copy(), len(self._joint)
        for steps in range(1 - size, size):
            _sum(
                system,
                [row[i + steps] for i, row in enumerate(self._joint) if 0 <= i + steps < size],
            )
        return system

    def withheld(self, minimum: int) -> Sequence[int]:
        """Return what is not shown because so few answered both, or all of a few said the same."""
        if is_small(self._people, minimum):
            return self.printed
        return [figure for parts in self._agreeing(minimum) for figure in parts]

    def not_said(self, minimum: int) -> Sequence[int]:
        """Return the counts of which a reader must not know that they are 0.

        That all of a few moved the same way is shown: it says of nobody what they answered, only
        that nobody began at the end they moved to, or ended where they came from.
        """
        if is_small(self._people, minimum):
            return self.printed
        improved, _, worse = (self._system.values[change] for change in self.changes)
        told = {
            *([self.before[-1], self.now[0]] if improved == self._people else []),
            *([self.before[0], self.now[-1]] if worse == self._people else []),
        }
        left: list[int] = []
        for parts in self._agreeing(minimum):
            zeros = [part for part in parts if self._system.values[part] == 0]
            left += [zero for zero in zeros if zero not in told] or zeros
        return left

    @property
    def _people(self) -> int:
        return self._system.values[self.pairs]

    def _agreeing(self, minimum: int) -> list[list[int]]:
        """Return before, now or both, where all of a few said the same."""
        values = self._system.values
        return [
            parts
            for parts in (self.before, self.now)
            if agrees_in_a_few([values[part] for part in parts], self._people, minimum)
        ]
