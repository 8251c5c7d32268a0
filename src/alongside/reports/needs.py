"""Learning needs (R16): how important people find things, less what they can do already.

A matrix tagged `importance` and one tagged `knowledge`, `skill`, `experience` or `confidence` with
the same rows (ways to involve people) make the gap of each person and row; its steps are the places
of the choices, lowest first. A choice of one tagged `more_support` says who wants more support.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alongside.methods.disclosure import Tally, gaps_give_away, protect_report
from alongside.methods.disclosure.protected import ProtectedTally
from alongside.methods.documents.model import Block, Column, Count, Heading, Paragraph, Table
from alongside.methods.intervals import has_percent, in_words, percent, share_in_words, wilson
from alongside.methods.questions import Question
from alongside.methods.questions.choosing import labels
from alongside.methods.questions.messages import said
from alongside.methods.questions.same import plain
from alongside.methods.scales import is_beside
from alongside.methods.shown import Shown

from .answers import Collected
from .memory import BESIDE, Group, Memory, Part

IMPORTANCE, MORE_SUPPORT = "importance", "more_support"
LEVELS = ("knowledge", "skill", "experience", "confidence")
"""What a matrix says people have already, by its tag."""

BANDS = ("2 steps or more", "1 step", "none")
FEW_STEPS = 2
"""From so many steps on a gap is a need."""

ABOUT = (
    "The gap is how important somebody finds something, less what they say they have of it: in "
    "steps of the same scale, person by person. A gap of 2 steps or more is a need. The greatest "
    "need stands first."
)


@dataclass(frozen=True)
class Gap:
    """One thing to learn: its words, what of it (knowledge, skill …), and the counts of its gap as
    they may be shown: of 2 steps or more, of 1, of none."""

    thing: str
    level: str
    counts: tuple[Shown, ...]
    answered: Shown

    @property
    def order(self) -> tuple[bool, float, float]:
        """Greatest need first, and last what is not shown."""
        most, some, _ = (count.value for count in self.counts)
        if most is None or not self.answered.value:
            return True, 0.0, 0.0
        return False, -most / self.answered.value, -(some or 0) / self.answered.value


def blocks(wave: Collected, memory: Memory, minimum: int) -> Iterator[Block]:
    """Yield the learning needs of a wave that asked for them, once all its questions were looked
    at: `memory` knows what is shown of these."""
    gaps = sorted(_gaps(wave, memory, minimum), key=lambda gap: gap.order)
    support = list(_support(wave, memory))
    if not gaps and not support:
        return
    yield Heading("What people need to learn")
    yield from support
    if gaps:
        yield Paragraph(ABOUT, "soft")
        yield _ranked(gaps)


def _tagged(wave: Collected, tag: str, kind: str) -> Iterator[Question]:
    for question in wave.asked.values():
        if question["type"] == kind and tag in question.get("tags", ()):
            yield question


def _gaps(wave: Collected, memory: Memory, minimum: int) -> Iterator[Gap]:
    for important in _tagged(wave, IMPORTANCE, "matrix"):
        for level in LEVELS:
            for has in _tagged(wave, level, "matrix"):
                yield from _gaps_of(wave, memory, minimum, important, has, level)


def _gaps_of(
    wave: Collected,
    memory: Memory,
    minimum: int,
    important: Question,
    has: Question,
    level: str,
) -> Iterator[Gap]:
    """Yield the gap of each row that both have, where both have a scale of as many steps."""
    steps, others = _steps(important), _steps(has)
    if len(steps) != len(others) or len(steps) < FEW_STEPS:
        return
    rows = {plain(words): place for place, words in enumerate(labels(has, "en", "rows").values())}
    for place, words in enumerate(labels(important, "en", "rows").values()):
        same = rows.get(plain(words))
        if same is not None:
            one, other = (important, place, steps), (has, same, others)
            gap = _gap(wave, memory, minimum, one, other, words, level)
            if gap.answered.value != 0:
                yield gap


def _steps(question: Question) -> dict[str, int]:
    """Return the place of each choice on the scale by its place in the question; none for those
    that stand beside it, such as "Don't know"."""
    words = list(labels(question, "en").values())
    on = [place for place, one in enumerate(words) if not is_beside(one)]
    return {str(place + 1): step for step, place in enumerate(on)}


def _gap(
    wave: Collected,
    memory: Memory,
    minimum: int,
    important: tuple[Question, int, dict[str, int]],
    has: tuple[Question, int, dict[str, int]],
    words: str,
    level: str,
) -> Gap:
    first, second = _said(wave, *important), _said(wave, *has)
    size = len(important[2])
    pairs = Counter((first[person], second[person]) for person in wave.answers)
    joint = [[pairs[i, j] for j in (*range(size), None)] for i in (*range(size), None)]
    both = {(i, j): n for (i, j), n in pairs.items() if i is not None and j is not None}
    bands = (range(FEW_STEPS, size), range(1, FEW_STEPS), range(-size, 1))
    counts = tuple(sum(n for (i, j), n in both.items() if i - j in band) for band in bands)
    tally = Tally("gap", BANDS, counts, sum(counts))
    (found,) = protect_report([tally], responses=len(wave.answers), minimum=minimum)
    assert isinstance(found, ProtectedTally)
    shown = tuple(count.value for count in found.counts)
    if gaps_give_away(
        joint,
        _shown(wave, memory, *important),
        _shown(wave, memory, *has),
        [*zip(shown, bands, strict=True), (found.answered.value, range(-size, size))],
        minimum=minimum,
    ):
        memory.refuse(f"{words}: gap of {level}", BESIDE)
        hidden = Shown.withheld(BESIDE)
        return Gap(words, level, (hidden,) * len(BANDS), hidden)
    return Gap(words, level, found.counts, found.answered)


def _said(
    wave: Collected, question: Question, row: int, steps: dict[str, int]
) -> dict[int, int | None]:
    """Return the step of the scale that each person chose in a row; None for no such answer."""

    def step(answer: Any) -> int | None:
        return None if answer is None else steps.get(answer["rows"].get(str(row + 1), ""))

    given = wave.given(question)
    return {person: step(given.get(person)) for person in wave.answers}


def _shown(
    wave: Collected, memory: Memory, question: Question, row: int, steps: dict[str, int]
) -> list[int | None]:
    """Return what is shown of a row by step: on this page, or before."""
    told = memory.shown_of(question, Part(row), Group((wave.wave.pk,)))
    return [None if told is None else told[int(place) - 1] for place in steps]


def _ranked(gaps: list[Gap]) -> Table:
    one = len({gap.level for gap in gaps}) == 1
    return Table(
        caption="Gaps, the greatest need first",
        columns=(
            Column("To learn"),
            Column("Gap of 2 or more", number=True),
            Column("Gap of 1", number=True),
            Column("No gap", number=True),
            Column("Of", number=True),
            Column("A need for"),
        ),
        rows=tuple(
            (
                gap.thing if one else f"{gap.thing} ({gap.level})",
                *gap.counts,
                gap.answered,
                _likely(gap.counts[0], gap.answered),
            )
            for gap in gaps
        ),
        bases=tuple((None, *(gap.answered,) * len(BANDS), None, None) for gap in gaps),
        note="People who answered both. Importance less "
        + (gaps[0].level if one else "what they have"),
    )


def _likely(count: Shown, base: Shown) -> str:
    if count.value is None or not base.value or not has_percent(base.value):
        return ""
    share = percent(count.value / base.value)
    return f"{share}, likely {in_words(wilson(count.value, base.value))} people"


def _support(wave: Collected, memory: Memory) -> Iterator[Block]:
    """Yield how many want more support, as the question itself shows it."""
    for question in _tagged(wave, MORE_SUPPORT, "one"):
        told = memory.shown_of(question, Part(0), Group((wave.wave.pk,)))
        answered = memory.answered_of(question, Part(0), Group((wave.wave.pk,)))
        names = [choice["name"] for choice in question["choices"]]
        yes = names.index("yes") if "yes" in names else 0
        if told is None or told[yes] is None or not answered:
            yield Paragraph(f"How many want more support is not shown. {BESIDE}")
            continue
        count = told[yes] or 0
        yield Paragraph(
            f"{share_in_words(count, answered)} want more support (“{said(question['label'])}”).",
            "lead",
            counts=(Count("want more support", count, answered),),
        )
