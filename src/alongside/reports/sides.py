"""The rounds of a report side by side: the main answer to a question in each of them."""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import replace

from alongside.methods.disclosure import ProtectedCut, ProtectedTally
from alongside.methods.documents.model import Cell, Column, Table
from alongside.methods.findings import Main, Question, answer_labels, main_finding
from alongside.methods.intervals import has_percent, in_words, percent, wilson
from alongside.methods.shown import Shown

from .answers import Together

NOT_ASKED = "not asked"
NOBODY = "nobody answered"
SPLIT_NOT_SHOWN = "So that nobody can work out what a few people of one round said."


def side_by_side(
    rounds: Sequence[Together],
    given: Mapping[int, Sized],
    question: Question,
    tally: ProtectedTally,
    by: str,
) -> Table:
    """Return the main answer in each round; where none is shown, how many people answered.

    `given` has what people gave by the places of the rounds that were asked. A round that was not
    asked says so, and so does one in which nobody answered anything, never 0. `by` is the name of
    the split by round.
    """
    main = _one_of(main_finding(question))
    cuts = [cut for cut in tally.cuts if cut.by == by]
    rows = [
        (one.name, *_cells(one, given.get(place), question, main, tally, cuts))
        for place, one in enumerate(rounds)
    ]
    if main is None:
        return Table(
            caption="Rounds side by side: how many people answered",
            columns=(Column("Round"), Column("People", number=True)),
            rows=tuple((name, base) for name, _, base, _ in rows),
            note="How many gave each answer is not shown",
        )
    return Table(
        caption=f"Rounds side by side: {main.label}",
        columns=(
            Column("Round"),
            Column("People", number=True),
            Column("Of", number=True),
            Column("That is"),
        ),
        rows=tuple(rows),
        bases=tuple((None, _base(row[2]), None, None) for row in rows),
    )


def _cells(
    one: Together,
    given: Sized | None,
    question: Question,
    main: Main | None,
    tally: ProtectedTally,
    cuts: Sequence[ProtectedCut],
) -> tuple[Cell, Cell, str]:
    """Return of one round how many gave the main answer, of how many, and what share that is."""
    if given is None:
        return NOT_ASKED, NOT_ASKED, ""
    if not any(wave.answers for wave in one.waves):
        return NOBODY, NOBODY, ""
    cut = next((cut for cut in cuts if not cut.refused), None)
    if not given or (cuts and cut is None):
        hidden = Shown.withheld(SPLIT_NOT_SHOWN)
        return hidden, hidden, ""
    if cut is None:
        counts, base = tally.counts, tally.answered
    else:
        group = cut.groups.index(one.name)
        counts, base = tuple(row[group] for row in cut.counts), cut.answered[group]
    if main is None:
        return "", base, ""
    labels = answer_labels(question)
    count = _sum([counts[labels.index(answer)] for answer in main.answers])
    return count, base, _likely(count, base)


def _one_of(main: Main | None) -> Main | None:
    """Return the main finding as one thing to compare: of answers that are level, the first."""
    return main if main is None or main.top else replace(main, answers=main.answers[:1])


def _base(cell: Cell) -> Shown | None:
    return cell if isinstance(cell, Shown) else None


def _sum(numbers: Sequence[Shown]) -> Shown:
    """Return what shown numbers add up to; withheld where one of them is."""
    hidden = next((number for number in numbers if number.hidden), None)
    return hidden or Shown(sum(number.value or 0 for number in numbers))


def _likely(count: Shown, base: Shown) -> str:
    """Return a share with its likely range in words; nothing for fewer than ten people."""
    if count.value is None or not base.value or not has_percent(base.value):
        return ""
    interval = wilson(count.value, base.value)
    return f"{percent(count.value / base.value)}, likely {in_words(interval)} people"
