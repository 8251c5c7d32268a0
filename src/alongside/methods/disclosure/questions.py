"""One question's counts and splits as figures of a system, and what must be hidden of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alongside.methods.disclosure.beside import Told
from alongside.methods.disclosure.counted import Cut, Halves, Tally
from alongside.methods.disclosure.groups import GroupSizes
from alongside.methods.disclosure.pattern import hide_least
from alongside.methods.disclosure.rules import (
    agrees_in_a_few,
    is_small,
    is_withheld_whole,
    needs_of_small,
    needs_of_zeros,
)
from alongside.methods.disclosure.search import Search
from alongside.methods.disclosure.system import Need, System, Target


@dataclass
class Known:
    """All that a reader is told of a question so far, or of two that belong together.

    Of two there is a table, [one][other], that is never printed, and, once one of them is split, a
    table for each group in `by_group`.
    """

    system: System = field(default_factory=System)
    needs: list[Need] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    joint: list[list[int]] = field(default_factory=list)
    by_group: list[list[list[int]]] = field(default_factory=list)


class QuestionFigures:
    """A question's overall counts in a system of their own, ready to be hidden and split."""

    def __init__(self, tally: Tally, responses: int, minimum: int) -> None:
        self.tally, self.responses, self.minimum = tally, responses, minimum
        self.known = Known()
        self.counts = self.system.figures(tally.counts, responses, at_least=int(tally.given))
        self.answered = self.system.figure(tally.answered, responses)
        if tally.categories:
            self.system.answers(self.counts, self.answered, several=tally.several)
        self.halves: Halves | None = None
        self._across = False
        self._settled = False
        self._unprinted: set[int] = set()
        self.known.needs += needs_of_small(self.system, [*self.counts, self.answered], minimum)
        self.known.hidden |= {need.figure for need in self.needs}
        if is_small(tally.answered, minimum):
            self._withhold([], with_answered=True)
        elif (len(tally.counts) > 1 or tally.given) and agrees_in_a_few(
            tally.counts, tally.answered, minimum
        ):
            self._withhold(self._others(), with_answered=len(tally.counts) == 1)

    @property
    def system(self) -> System:
        return self.known.system

    @property
    def needs(self) -> list[Need]:
        return self.known.needs

    @property
    def hidden(self) -> set[int]:
        return self.known.hidden

    def _withhold(self, others: Sequence[int], *, with_answered: bool) -> None:
        """Hide every count, but how many answered only where it gives a count away: it is shown
        where answers differ, so that hiding it would say that they do not."""
        self.hidden.update(self.counts, others, [self.answered] if with_answered else [])
        self.known.needs += needs_of_zeros(self.system, [*self.counts, *others], self.minimum)

    def _others(self) -> Sequence[int]:
        """Return a figure for those who did not choose what everybody chose, among several."""
        if not self.tally.several:
            return ()
        chosen = [
            count
            for count, number in zip(self.counts, self.tally.counts, strict=True)
            if number == self.tally.answered
        ]
        others = self.system.figures((0 for _ in chosen), self.responses)
        for count, other in zip(chosen, others, strict=True):
            self.system.total(self.answered, [count, other])
        self._unprinted.update(others)
        return others

    def leave_open(self, cut: Cut, sizes: GroupSizes) -> None:
        """Add what the overall counts must leave open for the small counts of a split.

        If all but a few people gave an answer, most of any larger group must have, split or no
        split; so the reader must think fewer possible.
        """
        rows = [
            (figure, (*row, whole - sum(row)))
            for figure, whole, row in zip(self.counts, self.tally.counts, cut.counts, strict=True)
        ]
        for figure, row in [*rows, (self.answered, (*cut.answered, 0))]:
            for count, least in zip(row, sizes.least, strict=True):
                others = self.responses - least
                if is_small(count, self.minimum) and self.system.values[figure] > others:
                    self.known.needs.append(Need(figure, others, self.system.values[figure]))

    def repeat(self, told: Told) -> None:
        """Show and withhold the same numbers as before, whatever the splits would rather have."""
        shown = zip([*self.counts, self.answered], [*told.counts, told.answered], strict=True)
        told_nothing = {figure for figure, number in shown if number is None}
        self.known.hidden = told_nothing | self._unprinted
        self._settled = True

    def hide(self) -> None:
        """Choose which overall counts are hidden."""
        if self._settled:
            return
        values = self.system.values
        worth = [c for c in self.counts if not is_small(values[c], self.minimum)]
        self._settled = True
        self.known.hidden = hide_least(
            self.system,
            self.hidden,
            self.needs,
            cells=self.counts,
            totals={self.answered: 1.0},
            lose_at_most=len(worth) // 2,
        )

    def know(self, split: "CutFigures", hidden: set[int]) -> None:
        """Take a split that is shown to be known to the reader from now on."""
        known = self.known
        known.system, known.needs, known.hidden = split.system, split.needs, hidden
        known.by_group = split.by_group

    def join(
        self, known: Known, figures: Mapping[int, int], halves: Halves, *, across: bool
    ) -> None:
        """Go on in a system with another question; `figures` has the place there of each here.

        `across` says that the table of both has this question's categories across, not down.
        """
        self.halves, self._across = halves, across
        known.needs += [need._replace(figure=figures[need.figure]) for need in self.needs]
        known.hidden |= {figures[figure] for figure in self.hidden}
        self.counts = [figures[count] for count in self.counts]
        self.answered = figures[self.answered]
        self.known = known

    def lines(self, table: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return a table of both questions with a line for each category of this one, none last."""
        return [list(line) for line in (zip(*table, strict=True) if self._across else table)]

    def furthest(self, figure: int, value: int) -> int:
        """Return how near to `value` a reader of the overall counts must think a count can be."""
        change = Search(self.system, self.hidden).approach([Target(figure, value)])
        return self.system.values[figure] + round(change.get(figure, 0))


class CutFigures:
    """A split in a copy of its question's system: `cells` is [category][group].

    The people in no group are one more group: what is left when the shown groups are taken from
    the whole. It is never printed, and protected like the others.
    """

    def __init__(self, question: QuestionFigures, cut: Cut, sizes: GroupSizes) -> None:
        self._question = question
        self.system = question.system.copy()
        self.needs: list[Need] = []
        size_figures, hidden_sizes = sizes.add_to(self.system, question.responses)
        self.must = question.hidden | hidden_sizes
        self.by_group = question.known.by_group
        columns, answered = [], []
        for group, (counts, together) in enumerate(_groups(question.tally, cut)):
            ceiling = sizes.ceilings[group]
            columns.append(self.system.figures(counts, ceiling))
            answered.append(self.system.figure(together, ceiling))
            self.system.at_most([answered[-1]], [size_figures[group]])
            self._protect(columns[-1], answered[-1], withheld=group in sizes.hidden)
        for whole, parts in zip(question.counts, zip(*columns, strict=True), strict=True):
            self.system.total(whole, parts)
        self.system.total(question.answered, answered)
        self.must |= {*columns[-1], answered[-1]}
        for whole, row in zip(question.counts, zip(*columns[:-1], strict=True), strict=True):
            self._hide_who_the_few_are(whole, row, columns)
        if question.halves is not None:
            self._tie_to_the_other(question.halves, columns, size_figures)
        self.must |= {need.figure for need in self.needs}
        self.needs += question.needs
        self.cells = [list(row) for row in zip(*columns[:-1], strict=True)]
        self.answered = answered[:-1]

    def _protect(self, cells: Sequence[int], answered: int, *, withheld: bool) -> None:
        question = self._question
        minimum, tally = question.minimum, question.tally
        self.system.answers(cells, answered, several=tally.several)
        # How many answered first: what it takes to hide that often covers for the answers as well.
        self.needs[:0] = needs_of_small(self.system, [answered], minimum)
        self.needs += self._needs_of_small(cells)
        values = self.system.values
        whole = is_withheld_whole([values[cell] for cell in cells], values[answered], minimum)
        if (
            whole
            and values[answered] == tally.answered
            and not question.hidden & {*question.counts, question.answered}
        ):
            whole = False  # they are all who answered, and the whole is shown
        if whole or withheld:
            self.must |= {*cells, answered}
        if whole and values[answered]:
            self._hide_agreement(cells, answered)

    def _needs_of_small(self, cells: Sequence[int]) -> list[Need]:
        """Return the needs of small counts of a group.

        Where few gave an answer in the whole, the reader must find it possible that none of them
        is in this group: a wide range alone would say where they all are.
        """
        question, minimum = self._question, self._question.minimum
        needs = needs_of_small(self.system, cells, minimum)
        few = {
            cell
            for cell, whole in zip(cells, question.counts, strict=True)
            if whole in question.hidden and is_small(self.system.values[whole], minimum)
        }
        return [need._replace(width=None) if need.figure in few else need for need in needs]

    def _tie_to_the_other(
        self, halves: Halves, columns: Sequence[Sequence[int]], sizes: Sequence[int]
    ) -> None:
        """Say how the groups' answers to this question and the other one of a pair hang together:
        a reader may be shown the split of both."""
        joint = self._question.known.joint
        if not self.by_group:
            places = range(len(joint[0]))
            rest = [
                [
                    whole[place] - sum(table[row][place] for table in halves.groups)
                    for place in places
                ]
                for row, whole in enumerate(halves.joint)
            ]
            self.by_group = [
                [self.system.figures(row) for row in table] for table in (*halves.groups, rest)
            ]
            for row, cells in enumerate(joint):
                for place, cell in enumerate(cells):
                    self.system.total(cell, [table[row][place] for table in self.by_group])
        for table, column, size in zip(self.by_group, columns, sizes, strict=True):
            self.system.total(size, [cell for row in table for cell in row])
            for cell, line in zip(column, self._question.lines(table), strict=False):
                self.system.total(cell, line)
        self.must |= {cell for table in self.by_group for row in table for cell in row}

    def _hide_who_the_few_are(
        self, whole: int, row: Sequence[int], columns: Sequence[Sequence[int]]
    ) -> None:
        """Add the need that those few who gave an answer could be in another group as well.

        Where all of them are in one group, one hidden number beside zeros would point at it. It
        takes one of the zeros, in the group of which most is hidden anyway.
        """
        values, minimum = self.system.values, self._question.minimum
        few = whole in self._question.hidden and is_small(values[whole], minimum)
        if not few or sum(values[cell] > 0 for cell in row) != 1 or len(row) == 1:
            return

        def hidden_anyway(group: int) -> int:
            return sum(
                cell in self.must or is_small(values[cell], minimum) for cell in columns[group]
            )

        zeros = [group for group, cell in enumerate(row) if values[cell] == 0]
        self.needs += needs_of_zeros(self.system, [row[max(zeros, key=hidden_anyway)]], minimum)

    def _hide_agreement(self, cells: Sequence[int], answered: int) -> None:
        """Add the needs of a group withheld whole, so that it is not seen to agree.

        Where the whole already says that nobody, or everybody, gave an answer, there is nothing
        left to keep open.
        """
        tally, values = self._question.tally, self.system.values
        pairs = list(zip(cells, tally.counts, strict=True))
        without = [cell for cell, count in pairs if count]
        if tally.several:
            for cell, count in pairs:
                if values[cell] == values[answered] and count < tally.answered:
                    others = self.system.figure(0, self.system.ceilings[answered])
                    self.system.total(answered, [cell, others])
                    self.must.add(others)
                    without.append(others)
        self.needs += needs_of_zeros(self.system, without, self._question.minimum)


def _groups(tally: Tally, cut: Cut) -> list[tuple[Sequence[int], int]]:
    """Return the counts of each group and how many of it answered, the people in none last."""
    columns = [tuple(row[group] for row in cut.counts) for group in range(len(cut.groups))]
    rest = [whole - sum(row) for whole, row in zip(tally.counts, cut.counts, strict=True)]
    left = tally.answered - sum(cut.answered)
    return list(zip([*columns, rest], [*cut.answered, left], strict=True))
