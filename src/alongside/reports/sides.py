"""The rounds of a report side by side: the main answer to a question in each of them."""

from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import replace
from typing import Literal

from alongside.methods.disclosure import ProtectedCut, ProtectedTally
from alongside.methods.documents.model import Bar, Block, Cell, Column, Pairs, Table
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


def each_time(rounds: Sequence[Together], question: Question, cut: ProtectedCut) -> Iterator[Block]:
    """Yield every answer at both of two times, as a chart, and what changed, in words. The two are
    never counted as one here: a sum of both would hide what changed."""
    then, now = (cut.groups.index(one.name) for one in rounds)
    names, labels = [one.name for one in rounds], answer_labels(question)
    of_then, of_now = cut.answered[then], cut.answered[now]
    rows = [(label, row[then], row[now]) for label, row in zip(labels, cut.counts, strict=True)]
    yield Pairs(
        caption="Each time",
        note="; ".join(
            f"{name}: {'how many answered is not shown' if of.hidden else f'{of.value} answered'}"
            for name, of in zip(names, (of_then, of_now), strict=True)
        ),
        rows=tuple(
            (label, _bar(names[0], one, of_then, "to"), _bar(names[1], other, of_now, "with"))
            for label, one, other in rows
        ),
        head=("Answer", "People, each time"),
        says=_main_change(names, question, cut, then, now),
        bases=(of_then, of_now),
    )
    changes = [
        (label, _likely(one, of_then), _likely(other, of_now), change)
        for label, one, other in rows
        if (change := _change(one, of_then, other, of_now))
    ]
    if changes:
        yield Table(
            caption="What changed",
            columns=(Column("Answer"), *map(Column, names), Column("Change")),
            rows=tuple(changes),
            note="Of many answers about 1 in 20 seems to change by chance alone",
        )


def _main_change(
    names: Sequence[str], question: Question, cut: ProtectedCut, then: int, now: int
) -> str:
    """Return in words how many gave the main answer each time, and what changed; nothing where that
    is not shown."""
    main = _one_of(main_finding(question))
    if main is None:
        return ""
    places = [answer_labels(question).index(answer) for answer in main.answers]
    one, other = (_sum([cut.counts[place][at] for place in places]) for at in (then, now))
    of_one, of_other = cut.answered[then], cut.answered[now]
    change = _change(one, of_one, other, of_other)
    if not change:
        return ""
    return (
        f"{main.label}: {one.value} of {of_one.value} people in {names[0]}, {other.value} of "
        f"{of_other.value} in {names[1]}. That is {change}."
    )


def _change(then: Shown, of_then: Shown, now: Shown, of_now: Shown) -> str:
    """Return what changed between two times in words; nothing where it is not shown, and below ten
    people."""
    numbers = (then.value, of_then.value, now.value, of_now.value)
    if any(number is None for number in numbers):
        return ""
    before, of_before, after, of_after = (number or 0 for number in numbers)
    if not (has_percent(of_before) and has_percent(of_after)):
        return ""
    return difference_in_words(difference(after, of_after, before, of_before))


def _bar(name: str, count: Shown, base: Shown, tone: Literal["to", "with"]) -> Bar:
    share = None if count.value is None or not base.value else count.value / base.value
    return Bar(name, count, share, tone=tone)


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
