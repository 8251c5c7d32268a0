"""Protecting a whole report: a reader is taken to have all of it, side by side."""

from collections.abc import Collection, Mapping, Sequence

from alongside.methods.disclosure.beside import Told
from alongside.methods.disclosure.counted import Cut, Pair, Tally
from alongside.methods.disclosure.groups import GroupSizes, granted_sizes, published_sizes
from alongside.methods.disclosure.pairs import protect_beside, protect_pair
from alongside.methods.disclosure.pattern import hide_least
from alongside.methods.disclosure.protected import (
    ProtectedCut,
    ProtectedPair,
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
    wholes_first: bool = False,
) -> ProtectedReport:
    """Return the questions as they may leave, in their order.

    Every hidden small count may, by all that is shown, be anything from 0 to `minimum` - 1. The
    reader is taken to know `responses`, everything shown of every question, and of the group sizes
    what the report says: with `sizes_from`, the question of that name has a category for each
    group, and its counts, hidden or not, are the sizes; with `sizes_known`, all `Cut.sizes` are
    public (who came), and no count can be taken to be larger. Otherwise sizes stand nowhere.

    `as_before` has, by question, what was shown of the same people earlier: the same numbers of the
    whole are shown and withheld again, and the splits have to do with that. `wholes_first` shows
    the whole of each question, and each pair, as it would be shown without splits, so that two
    reports of the same answers by different groups do not differ in it.

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
    for name, whole in wholes.items():
        splits = whole.tally.cuts if name != sizes_from and not wholes_first else ()
        for cut in splits:
            whole.leave_open(cut, sizes[cut.by])
        whole.hide()
    overall = {
        name: (
            as_shown(whole.system, whole.counts, whole.hidden),
            as_shown(whole.system, [whole.answered], whole.hidden)[0],
        )
        for name, whole in wholes.items()
    }
    pairs = {
        place: _protect_pair(question, wholes, responses, minimum)
        for place, question in enumerate(questions)
        if isinstance(question, Pair)
    }
    return tuple(
        pairs[place]
        if isinstance(question, Pair)
        else ProtectedTally(
            question.name,
            question.categories,
            *overall[question.name],
            _protect_cuts(wholes[question.name], sizes, sizes_from),
        )
        for place, question in enumerate(questions)
    )


def _protect_pair(
    pair: Pair, wholes: Mapping[str, QuestionFigures], responses: int, minimum: int
) -> ProtectedPair:
    if pair.halves is None:
        return protect_pair(pair, responses=responses, minimum=minimum)
    before, now = wholes[pair.halves.before], wholes[pair.halves.now]
    return protect_beside(pair, pair.halves, before, now)


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
        floors=[*(question.system.floors[count] for count in question.counts), 0],
    )


def _protect_cuts(
    question: QuestionFigures, sizes: Mapping[str, GroupSizes], sizes_from: str | None
) -> tuple[ProtectedCut, ...]:
    """Return the splits of a question whose whole has been chosen, one after another."""
    tally = question.tally
    if tally.name == sizes_from:
        return tuple(_refused(cut, MAKES_THE_GROUPS) for cut in tally.cuts)
    return tuple(_protect_cut(question, cut, sizes[cut.by]) for cut in tally.cuts)


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
    hidden |= _covers_the_rest(question.tally, cut, figures, hidden, question.minimum)
    if 2 * len(hidden.intersection(cells)) > len(cells):
        return _refused(cut, TOO_MUCH_HIDDEN)
    question.know(figures, hidden)
    return ProtectedCut(
        cut.by,
        cut.groups,
        tuple(as_shown(figures.system, row, hidden) for row in figures.cells),
        as_shown(figures.system, figures.answered, hidden),
    )


def _covers_the_rest(
    tally: Tally, cut: Cut, figures: CutFigures, hidden: Collection[int], minimum: int
) -> set[int]:
    """Return what else to hide so that taking the groups from the whole leaves no small number.

    Where everybody answered and a few are in no group, these few are known to have answered,
    and nothing that is hidden changes it; it is not printed all the same.
    """
    rest = tally.answered - sum(cut.answered)
    if not is_small(rest, minimum):
        return set()
    if not set(figures.answered).isdisjoint(hidden):
        return set()
    groups = list(zip(figures.answered, zip(*figures.cells, strict=True), strict=True))
    answered, cells = max(groups, key=lambda group: len(set(group[1]) & set(hidden)))
    if set(cells).isdisjoint(hidden):
        return {answered, min(cells, key=lambda cell: figures.system.values[cell])}
    return {answered}


def _refused(cut: Cut, reason: str) -> ProtectedCut:
    withheld = (Shown.withheld(WITHHELD),) * len(cut.groups)
    return ProtectedCut(cut.by, cut.groups, (withheld,) * len(cut.counts), withheld, reason)
