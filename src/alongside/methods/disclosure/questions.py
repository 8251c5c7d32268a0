"""One question's counts and splits as figures of a system, and what must be hidden of them."""

from collections.abc import Sequence

from alongside.methods.disclosure.beside import Told
from alongside.methods.disclosure.counted import Cut, Tally
from alongside.methods.disclosure.groups import GroupSizes
from alongside.methods.disclosure.pattern import hide_least
from alongside.methods.disclosure.rules import (
    is_small,
    is_withheld_whole,
    needs_of_small,
    needs_of_zeros,
)
from alongside.methods.disclosure.search import Search
from alongside.methods.disclosure.system import Need, System, Target


class QuestionFigures:
    """A question's overall counts in a system of their own, ready to be hidden and split."""

    def __init__(self, tally: Tally, responses: int, minimum: int) -> None:
        self.tally, self.responses, self.minimum = tally, responses, minimum
        self.system = System()
        self.counts = self.system.figures(tally.counts, responses)
        self.answered = self.system.figure(tally.answered, responses)
        self.system.answers(self.counts, self.answered, several=tally.several)
        self._settled = False
        self.needs = needs_of_small(self.system, [*self.counts, self.answered], minimum)
        self.hidden = {need.figure for need in self.needs}
        if is_small(tally.answered, minimum):
            self.hidden |= {*self.counts, self.answered}
            self.needs += needs_of_zeros(self.system, self.counts, minimum)

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
                    self.needs.append(Need(figure, others, self.system.values[figure]))

    def repeat(self, told: Told) -> None:
        """Show and withhold the same numbers as before, whatever the splits would rather have."""
        shown = zip([*self.counts, self.answered], [*told.counts, told.answered], strict=True)
        self.hidden = {figure for figure, number in shown if number is None}
        self._settled = True

    def hide(self) -> None:
        """Choose which overall counts are hidden."""
        if self._settled:
            return
        values = self.system.values
        worth = [c for c in self.counts if not is_small(values[c], self.minimum)]
        self.hidden = hide_least(
            self.system,
            self.hidden,
            self.needs,
            cells=self.counts,
            totals={self.answered: 1.0},
            lose_at_most=len(worth) // 2,
        )

    def know(self, split: "CutFigures", hidden: set[int]) -> None:
        """Take a split that is shown to be known to the reader from now on."""
        self.system, self.needs, self.hidden = split.system, split.needs, hidden

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
        columns, answered = [], []
        for group, (counts, together) in enumerate(_groups(question.tally, cut)):
            ceiling = sizes.ceilings[group]
            columns.append(self.system.figures(counts, ceiling))
            answered.append(self.system.figure(together, ceiling))
            self.system.at_most([answered[-1]], [size_figures[group]])
            self._protect(columns[-1], answered[-1], withheld=group in sizes.hidden)
            if group < len(cut.groups):
                self.needs += needs_of_small(self.system, answered[-1:], question.minimum)
        for whole, parts in zip(question.counts, zip(*columns, strict=True), strict=True):
            self.system.total(whole, parts)
        self.system.total(question.answered, answered)
        self.must |= {*columns[-1], answered[-1]}
        self.must |= {need.figure for need in self.needs}
        self.needs += question.needs
        self.cells = [list(row) for row in zip(*columns[:-1], strict=True)]
        self.answered = answered[:-1]

    def _protect(self, cells: Sequence[int], answered: int, *, withheld: bool) -> None:
        minimum, several = self._question.minimum, self._question.tally.several
        self.system.answers(cells, answered, several=several)
        self.needs += needs_of_small(self.system, cells, minimum)
        values = self.system.values
        whole = is_withheld_whole([values[cell] for cell in cells], values[answered], minimum)
        if whole or withheld:
            self.must |= {*cells, answered}
        if whole and values[answered]:
            self._hide_agreement(cells, answered)

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
