"""The same people at two times, found by a code of their own (B09): how many answered higher
than before, the same, or lower.

Only who moved is shown, and never what these people answered: beside the results of each time that
would say what those answered who were not found again.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from alongside.methods.disclosure import Tally, gaps_give_away, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.documents.model import (
    Block,
    Cell,
    Column,
    Figures,
    Heading,
    Notice,
    Paragraph,
    Table,
)
from alongside.methods.intervals import has_percent, in_words, percent, wilson
from alongside.methods.own_codes import Matched, matched
from alongside.methods.questions import Question, type_of
from alongside.methods.questions.choosing import labels
from alongside.methods.questions.messages import said
from alongside.methods.questions.types import own_code
from alongside.methods.response_rates import Team, may_show
from alongside.methods.scales import in_scale, is_beside
from alongside.methods.shown import Shown

from .answers import Collected, Person, identity
from .memory import BESIDE, Group, Memory, Part
from .needs import IMPORTANCE, LEVELS
from .outcomes import of_a_row

MOVES = ("higher", "the same", "lower")
NOT_FOUND = (
    "Fewer than {minimum} people were found at both times, so nothing more is shown. That happens "
    "where few made a code, or made it in another way."
)


FEW = "Of so few people it would say who made a code."
NOT_COUNTED = (
    "Whoever made no code, made it in another way, or made the same as somebody else is not "
    "counted here. They may have answered otherwise than those who are."
)


class Time(Protocol):
    """One of the two times, by its name."""

    @property
    def name(self) -> str: ...
    @property
    def waves(self) -> list[Collected]: ...


@dataclass(frozen=True)
class Steps:
    """One thing that was asked both times on the same steps: its words, the part of the question
    (a row of a matrix has a place), and the step of each answer, lowest first."""

    words: str
    question: Question
    part: int
    names: tuple[str, ...]
    """What stands in an answer for each step."""
    places: tuple[int, ...]
    """The place of each step among the counts that are shown of it."""

    def of(self, answer: Any) -> int | None:
        """Return the step of an answer; None where it has none."""
        if answer is None:
            return None
        row = answer["rows"].get(str(self.part + 1), "") if "rows" in answer else answer["value"]
        return self.names.index(str(row)) if str(row) in self.names else None


def blocks(before: Time, now: Time, memory: Memory, minimum: int) -> Iterator[Block]:
    """Yield who was found again, and for each question with steps that was asked both times how
    people moved."""
    (then,), (later,) = before.waves, now.waves
    found, pairs = _found(then, later)
    first = _some_of(found.first, len(then.answers), minimum)
    second = _some_of(found.second, len(later.answers), minimum)
    both = _some_of(len(pairs), found.second, minimum)
    yield Figures(
        (
            (f"made a code: {before.name}", first),
            (f"made a code: {now.name}", second),
            ("found at both times", both),
        )
    )
    yield from _about(found, both, before, now)
    if len(pairs) < minimum:
        yield Paragraph(NOT_FOUND.format(minimum=minimum))
        return
    moved = [
        (steps, *_moved(steps, then, later, pairs, memory, minimum))
        for steps in _steps(then, later)
    ]
    yield Heading("How the same people moved")
    if moved:
        yield _table(moved)
    else:
        yield Paragraph("Nothing with steps was asked both times.")


def _some_of(some: int, people: int, minimum: int) -> Cell:
    """Return how many of these people did something that is no answer, by the rule of response
    rates: of few people not that all did, or none."""
    return some if may_show(Team("", people, some), minimum) else Shown.withheld(FEW)


def _found(then: Collected, later: Collected) -> tuple[Matched, list[tuple[Person, Person]]]:
    """Return what was found of the codes, and the answers of each person at both times."""
    first, second = _codes(then), _codes(later)
    found = matched(list(first.values()), list(second.values()))
    people = list(first), list(second)
    return found, [(people[0][at], people[1][to]) for at, to in found.pairs]


def _codes(wave: Collected) -> dict[Person, str]:
    """Return what is kept of each person's code, in no order that says anything."""
    names = own_code.names(wave.wave.version.definition)
    return {
        person: code
        for person, answers in sorted(wave.answers.items())
        if (code := next((c for n in names if (c := (answers.get(n) or {}).get("code"))), ""))
    }


def _about(found: Matched, both: Cell, before: Time, now: Time) -> Iterator[Block]:
    rate = f": {percent(found.rate)}" if has_percent(found.second) else ""
    again = (
        f"{both} of the {found.second} people who made a code in {now.name} had made the same in "
        f"{before.name}{rate}."
    )
    shown = isinstance(both, int)
    yield Notice("Who was found again", (*((again,) if shown else ()), NOT_COUNTED))


def _steps(then: Collected, later: Collected) -> Iterator[Steps]:
    """Yield what was asked both times and has an order: agreement, scales, and each row of a matrix
    whose choices stand on one."""
    for same, question in later.asked.items():
        if same not in then.asked:
            continue
        label = said(question["label"])
        kind: Any = type_of(question)
        if question["type"] in {"agreement", "scale"}:
            names = tuple(str(category) for category, _ in kind.categories(question))
            yield Steps(label, question, 0, names, tuple(range(len(names))))
        elif question["type"] == "matrix":
            on = _on_a_scale(question)
            if not on:
                continue
            names = tuple(str(place + 1) for place in on)
            for part, row in enumerate(labels(question, "en", "rows").values()):
                yield Steps(of_a_row(label, row), question, part, names, tuple(on))


def _on_a_scale(question: Question) -> list[int]:
    """Return the places of the choices of a matrix that are steps, lowest first: those of learning
    needs are, and words of a known scale. None where the choices have no order."""
    words = list(labels(question, "en").values())
    on = [place for place, one in enumerate(words) if not is_beside(one)]
    if {IMPORTANCE, *LEVELS}.intersection(question.get("tags", ())):
        return on
    in_order = in_scale(words) or ()
    return [words.index(one) for one in in_order if not is_beside(one)]


def _moved(
    steps: Steps,
    then: Collected,
    later: Collected,
    pairs: list[tuple[Person, Person]],
    memory: Memory,
    minimum: int,
) -> tuple[tuple[Shown, ...], Shown]:
    """Return how many answered higher, the same and lower, and of how many, as it may be shown."""
    size = len(steps.names)
    of_each = [
        {person: steps.of(answer) for person, answer in wave.given(steps.question).items()}
        for wave in (then, later)
    ]
    again = [{one for one, _ in pairs}, {other for _, other in pairs}]
    joint = Counter((of_each[0].get(one), of_each[1].get(other)) for one, other in pairs)
    joint.update((step, None) for one, step in of_each[0].items() if one not in again[0])
    joint.update((None, step) for one, step in of_each[1].items() if one not in again[1])
    table = [[joint[i, j] for j in (*range(size), None)] for i in (*range(size), None)]
    bands = (range(1 - size, 0), range(1), range(1, size))
    both = [(i, j, table[i][j]) for i in range(size) for j in range(size)]
    counts = tuple(sum(n for i, j, n in both if i - j in band) for band in bands)
    tally = Tally("moved", MOVES, counts, sum(counts))
    (found,) = protect_report([tally], responses=len(pairs), minimum=minimum)
    assert isinstance(found, ProtectedTally)
    if gaps_give_away(
        table,
        _shown(steps, then, memory),
        _shown(steps, later, memory),
        [
            *((count.value, band) for count, band in zip(found.counts, bands, strict=True)),
            (found.answered.value, range(1 - size, size)),
        ],
        minimum=minimum,
    ):
        memory.refuse(steps.words, BESIDE)
        hidden = Shown.withheld(BESIDE)
        return (hidden,) * len(MOVES), hidden
    return found.counts, found.answered


def _shown(steps: Steps, wave: Collected, memory: Memory) -> list[int | None]:
    """Return what is shown of one of the times by step."""
    asked = wave.asked[identity(steps.question)]
    told = memory.shown_of(asked, Part(steps.part), Group((wave.wave.pk,)))
    return [None if told is None else told[place] for place in steps.places]


def _table(moved: list[tuple[Steps, tuple[Shown, ...], Shown]]) -> Table:
    return Table(
        caption="People who answered both times",
        columns=(
            Column("Asked both times"),
            *(Column(f"{move[0].upper()}{move[1:]}", number=True) for move in MOVES),
            Column("Of", number=True),
            Column("Answered higher"),
        ),
        rows=tuple(
            (steps.words, *counts, answered, _likely(counts[0], answered))
            for steps, counts, answered in moved
        ),
        bases=tuple((None, *(answered,) * len(MOVES), None, None) for _, _, answered in moved),
        note="Higher means nearer to the upper end of the scale.",
    )


def _likely(count: Shown, base: Shown) -> str:
    if count.value is None or not base.value or not has_percent(base.value):
        return ""
    share = percent(count.value / base.value)
    return f"{share}, likely {in_words(wilson(count.value, base.value))} people"
