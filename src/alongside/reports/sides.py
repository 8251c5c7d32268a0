"""The rounds of a report side by side: the main answer to a question in each of them."""

from collections.abc import Collection, Sequence

from alongside.methods.disclosure import ProtectedTally
from alongside.methods.documents.model import Cell, Column, Table
from alongside.methods.findings import Question, answer_labels, main_finding
from alongside.methods.intervals import has_percent, in_words, percent, wilson
from alongside.methods.shown import Shown

from .answers import Together

NOT_ASKED = "not asked"


def side_by_side(
    rounds: Sequence[Together],
    asked: Collection[int],
    question: Question,
    tally: ProtectedTally,
    by: str,
) -> Table:
    """Return the main answer in each round. `asked` are the places of rounds that were asked; one
    that was not says so, never 0. `by` is the name of the split by round."""
    main = main_finding(question)
    labels = answer_labels(question)
    places = [labels.index(answer) for answer in main.answers] if main else []
    cuts = [cut for cut in tally.cuts if cut.by == by]
    cut = next((cut for cut in cuts if not cut.refused), None)
    rows: list[tuple[Cell, ...]] = []
    for place, one in enumerate(rounds):
        if place not in asked:
            rows.append((one.name, NOT_ASKED, NOT_ASKED, ""))
        elif not cuts:
            whole = _sum([tally.counts[p] for p in places])
            rows.append((one.name, whole, tally.answered, _likely(whole, tally.answered)))
        elif cut is None or one.name not in cut.groups:
            rows.append((one.name, "not shown", "not shown", ""))
        else:
            group = cut.groups.index(one.name)
            count = _sum([cut.counts[p][group] for p in places])
            rows.append((one.name, count, cut.answered[group], _likely(count, cut.answered[group])))
    return Table(
        caption=f"Rounds side by side: {main.label if main else 'people who answered'}",
        columns=(
            Column("Round"),
            Column("People", number=True),
            Column("Of", number=True),
            Column("That is"),
        ),
        rows=tuple(rows),
    )


def _sum(numbers: list[Shown]) -> Shown:
    hidden = next((number for number in numbers if number.hidden), None)
    return hidden or Shown(sum(number.value or 0 for number in numbers))


def _likely(count: Shown, base: Shown) -> str:
    """Return a share with its likely range in words; nothing for fewer than ten people."""
    if count.value is None or not base.value or not has_percent(base.value):
        return ""
    interval = wilson(count.value, base.value)
    return f"{percent(count.value / base.value)}, likely {in_words(interval)} people"
