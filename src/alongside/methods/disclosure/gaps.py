"""How far two answers of the same people lie apart: counts that stand beside the counts of both."""

from collections.abc import Sequence

from alongside.methods.disclosure.pattern import unmet
from alongside.methods.disclosure.rules import needs_of_small
from alongside.methods.disclosure.system import Need, System

type Numbers = Sequence[int | None]


def gaps_give_away(
    joint: Sequence[Sequence[int]],
    first: Numbers,
    second: Numbers,
    bands: Sequence[tuple[int | None, range]],
    *,
    minimum: int,
) -> bool:
    """Return whether what is shown of two questions and of the gap between them lets a reader work
    out what a few people said.

    `joint` is [first][second] of the true counts, each with no answer last; `first` and `second`
    are their counts as shown, None where hidden. `bands` has the number shown of each band of gaps,
    which are the place of the first answer less that of the second. Every small number of `joint`
    and of the rest must stay open, as for any counts.
    """
    system, hidden, needs = System(), set[int](), list[Need]()
    people = sum(map(sum, joint))
    cells = [system.figures(row, people) for row in joint]
    hidden.update(cell for row in cells for cell in row)

    def add(shown: int | None, parts: list[int]) -> None:
        whole = system.figure(sum(system.values[part] for part in parts), people)
        system.total(whole, parts)
        if shown is None:
            hidden.add(whole)
        needs.extend(needs_of_small(system, [whole], minimum))

    everybody = system.figure(people, people)
    system.total(everybody, [cell for row in cells for cell in row])
    for shown, row in zip(first, cells, strict=False):
        add(shown, row)
    for shown, column in zip(second, zip(*cells, strict=True), strict=False):
        add(shown, list(column))
    last = len(cells) - 1, len(cells[0]) - 1
    for shown, band in bands:
        places = [cells[i][j] for i in range(last[0]) for j in range(last[1]) if i - j in band]
        add(shown, places)
    needs += needs_of_small(system, [cell for row in cells for cell in row], minimum)
    return unmet(system, hidden, needs)
