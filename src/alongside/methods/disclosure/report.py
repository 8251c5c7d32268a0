"""Protecting a whole report: a reader is taken to have all of it, side by side."""

from collections.abc import Mapping, Sequence

from alongside.methods.disclosure.beside import Told
from alongside.methods.disclosure.counted import Cut, Pair, Tally
from alongside.methods.disclosure.groups import GroupSizes, granted_sizes, published_sizes
from alongside.methods.disclosure.pairs import protect_pair
from alongside.methods.disclosure.pattern import hide_least
from alongside.methods.disclosure.protected import (
    ProtectedCut,
    ProtectedReport,
    ProtectedTally,
)
from alongside.methods.disclosure.questions import CutFigures, QuestionFigures
from alongside.methods.disclosure.rules import WITHHELD, as_shown, is_small
from alongside.methods.shown import Shown

TOO_MUCH_HIDDEN = "more than half of its numbers would have to be hidden"
MAKES_THE_GROUPS = "this question makes the groups"


def protect_report(
    questions: Sequence[Tally | Pair],
    *,
    responses: int,
    minimum: int,
    sizes_from: str | None = None,
    sizes_known: bool = False,
    as_before: Mapping[str, Told] | None = None,
) -> ProtectedReport:
    """Return the questions as they may leave, in their order.

    Every hidden small count may, by all that is shown, be anything from 0 to `minimum` - 1. The
    reader is taken to know `responses`, everything shown of every question, and of the group sizes
    what the report says: with `sizes_from`, the question of that name has a category for each
    group, and its counts, hidden or not, are the sizes; with `sizes_known`, all `Cut.sizes` are
    public (who came), and no count can be taken to be larger. Otherwise sizes stand nowhere.

    `as_before` has, by question, what was shown of the same people earlier: the same numbers of the
    whole are shown and withheld again, and the splits have to do with that.

    A split of which more than half would be hidden is refused, and so is one of the question that
    makes the groups. Splits of a question by different groups are protected together as tables;
    whether their groups may stand beside each other is for `may_show` to say, which knows who is
    in them. Raises ValueError where counts contradict each other. `minimum` 1 withholds nothing.
    """
    for question in questions:
        if _people(question) > responses:
            raise ValueError(f"{question.name}: more people answered than responded")
    tallies = [question for question in questions if isinstance(question, Tally)]
    wholes = {
        tally.name: _whole(tally, responses, minimum, (as_before or {}).get(tally.name))
        for tally in tallies
    }
    sizes = _group_sizes(wholes, responses, minimum, sizes_from, sizes_known)
    return tuple(
        protect_pair(question, responses=responses, minimum=minimum)
        if isinstance(question, Pair)
        else _protect_tally(wholes[question.name], sizes, sizes_from)
        for question in questions
    )


def _people(question: Tally | Pair) -> int:
    return question.answered if isinstance(question, Tally) else sum(map(sum, question.joint))


def _whole(tally: Tally, responses: int, minimum: int, told: Told | None) -> QuestionFigures:
    """Return the overall counts of a question; as they were told before, where they were."""
    question = QuestionFigures(tally, responses, minimum)
    if told is not None:
        question.repeat(told)
    return question


def _group_sizes(
    wholes: Mapping[str, QuestionFigures],
    responses: int,
    minimum: int,
    sizes_from: str | None,
    sizes_known: bool,
) -> dict[str, GroupSizes]:
    cuts = [cut for name, one in wholes.items() if name != sizes_from for cut in one.tally.cuts]
    sizes = {}
    for by in dict.fromkeys(cut.by for cut in cuts):
        same = [cut for cut in cuts if cut.by == by]
        if by == sizes_from:
            sizes[by] = _sizes_of(same, wholes)
        else:
            sizes[by] = granted_sizes(same, responses=responses, minimum=minimum, known=sizes_known)
    return sizes


def _sizes_of(cuts: Sequence[Cut], wholes: Mapping[str, QuestionFigures]) -> GroupSizes:
    by = cuts[0].by
    question = wholes.get(by)
    if question is None or question.tally.several:
        raise ValueError(f"{by} must be a question of the report with one answer a person")
    tally, responses = question.tally, question.responses
    if any((cut.groups, cut.sizes) != (tally.categories, tally.counts) for cut in cuts):
        raise ValueError(f"the groups of a split by {by} must be its categories, with its counts")
    question.hide()
    figures = [*question.counts, question.answered]
    hidden = [group for group, figure in enumerate(figures) if figure in question.hidden]
    return published_sizes(
        [*tally.counts, responses - tally.answered],
        responses=responses,
        hidden=hidden,
        least=[
            *(question.furthest(figure, 0) for figure in question.counts),
            responses - question.furthest(question.answered, responses),
        ],
    )


def _protect_tally(
    question: QuestionFigures, sizes: Mapping[str, GroupSizes], sizes_from: str | None
) -> ProtectedTally:
    tally = question.tally
    splits = [] if tally.name == sizes_from else tally.cuts
    for cut in splits:
        question.leave_open(cut, sizes[cut.by])
    question.hide()
    counts = as_shown(question.system, question.counts, question.hidden)
    answered = as_shown(question.system, [question.answered], question.hidden)[0]
    if splits:
        cuts = tuple(_protect_cut(question, cut, sizes[cut.by]) for cut in splits)
    else:
        cuts = tuple(_refused(cut, MAKES_THE_GROUPS) for cut in tally.cuts)
    return ProtectedTally(tally.name, tally.categories, counts, answered, cuts)


def _protect_cut(question: QuestionFigures, cut: Cut, sizes: GroupSizes) -> ProtectedCut:
    """Return a split as it may be shown; one that is shown joins what the reader knows."""
    figures = CutFigures(question, cut, sizes)
    cells = [cell for row in figures.cells for cell in row]
    spare = len(cells) // 2 - len(figures.must.intersection(cells))
    if spare < 0:
        return _refused(cut, TOO_MUCH_HIDDEN)
    worth = [c for c in cells if not is_small(figures.system.values[c], question.minimum)]
    hidden = hide_least(
        figures.system,
        figures.must,
        figures.needs,
        cells=cells,
        totals=dict.fromkeys(figures.answered, 1.0),
        lose_at_most=min(spare, len(worth) // 2 - len(figures.must.intersection(worth))),
    )
    if 2 * len(hidden.intersection(cells)) > len(cells):
        return _refused(cut, TOO_MUCH_HIDDEN)
    question.know(figures, hidden)
    return ProtectedCut(
        cut.by,
        cut.groups,
        tuple(as_shown(figures.system, row, hidden) for row in figures.cells),
        as_shown(figures.system, figures.answered, hidden),
    )


def _refused(cut: Cut, reason: str) -> ProtectedCut:
    withheld = (Shown.withheld(WITHHELD),) * len(cut.groups)
    return ProtectedCut(cut.by, cut.groups, (withheld,) * len(cut.counts), withheld, reason)
