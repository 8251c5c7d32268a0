"""The rounds of a report side by side: the main answer to a question in each of them."""

from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import replace

from alongside.methods.disclosure import ProtectedCut, ProtectedTally
from alongside.methods.documents.model import Block, Cell, Column, Paragraph, Table
from alongside.methods.findings import Main, Question, answer_labels, main_finding
from alongside.methods.intervals import (
    difference,
    difference_in_words,
    has_percent,
    in_words,
    percent,
    wilson,
)
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
    called: str = "Round",
) -> Table:
    """Return the main answer in each round; where none is shown, how many people answered.

    `given` has what people gave by the places of the rounds that were asked. A round that was not
    asked says so, and so does one in which nobody answered anything, never 0. `by` is the name of
    the split by round, and `called` what a round is called.
    """
    main = _one_of(main_finding(question))
    cuts = [cut for cut in tally.cuts if cut.by == by]
    rows = [
        (one.name, *_cells(one, given.get(place), question, main, tally, cuts))
        for place, one in enumerate(rounds)
    ]
    if main is None:
        return Table(
            caption=f"{called}s side by side: how many people answered",
            columns=(Column(called), Column("People", number=True)),
            rows=tuple((name, base) for name, _, base, _ in rows),
            note="How many gave each answer is not shown",
        )
    return Table(
        caption=f"{called}s side by side: {main.label}",
        columns=(
            Column(called),
            Column("People", number=True),
            Column("Of", number=True),
            Column("That is"),
        ),
        rows=tuple(rows),
        bases=tuple((None, _base(row[2]), None, None) for row in rows),
    )


def beside_the_others(
    question: Question, tally: ProtectedTally, cut: ProtectedCut
) -> Iterator[Table]:
    """Yield the main answer in each group of a split, and whether it differs from everybody else;
    nothing where there is no main answer.

    Everybody else is what the numbers shown leave when the group is taken away.
    """
    main = _one_of(main_finding(question))
    if main is None:
        return
    places = [answer_labels(question).index(answer) for answer in main.answers]
    whole = _sum([tally.counts[place] for place in places]), tally.answered
    rows: list[tuple[Cell, ...]] = [("Everybody", *whole, _likely(*whole), "")]
    for at, name in enumerate(cut.groups):
        count, base = _sum([cut.counts[place][at] for place in places]), cut.answered[at]
        rows.append((name, count, base, _likely(count, base), _against(count, base, *whole)))
    yield Table(
        caption=f"Each group beside everybody: {main.label}",
        columns=(
            Column("Group"),
            Column("People", number=True),
            Column("Of", number=True),
            Column("That is"),
            Column("Beside everybody else"),
        ),
        rows=tuple(rows),
        bases=tuple((None, _base(row[2]), None, None, None) for row in rows),
        note="A small difference between groups is often chance",
    )


def _against(count: Shown, base: Shown, whole: Shown, everybody: Shown) -> str:
    """Return how a group differs from everybody else, in words; nothing below ten people."""
    numbers = (count.value, base.value, whole.value, everybody.value)
    if any(number is None for number in numbers):
        return ""
    mine, of, all_mine, all_of = (number or 0 for number in numbers)
    others, rest = all_mine - mine, all_of - of
    if not (has_percent(of) and has_percent(rest) and 0 <= others <= rest):
        return ""
    return difference_in_words(difference(mine, of, others, rest))


def changed(
    rounds: Sequence[Together], question: Question, tally: ProtectedTally, by: str
) -> Iterator[Block]:
    """Yield what changed between two rounds, in words, where both show the main answer."""
    main = _one_of(main_finding(question))
    cut = next((cut for cut in tally.cuts if cut.by == by and not cut.refused), None)
    if main is None or cut is None or len(rounds) != 2:
        return
    places = [answer_labels(question).index(answer) for answer in main.answers]
    numbers = []
    for one in rounds:
        at = cut.groups.index(one.name)
        count, base = _sum([cut.counts[place][at] for place in places]), cut.answered[at]
        if count.value is None or not base.value or not has_percent(base.value):
            return
        numbers.append((count.value, base.value))
    (then, of_then), (now, of_now) = numbers
    words = difference_in_words(difference(now, of_now, then, of_then))
    yield Paragraph(f"{rounds[1].name}, set against {rounds[0].name}: {words}.")


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
