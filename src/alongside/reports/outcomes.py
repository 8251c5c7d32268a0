"""What people answered, question by question and round by round, protected as one report."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from alongside.methods.columns import Kind
from alongside.methods.disclosure import Pair, ProtectedPair, ProtectedTally, Tally, protect_report
from alongside.methods.documents.model import Block, Cell, Column, Heading, Table
from alongside.methods.findings import (
    Question,
    answer_labels,
    blocks,
    main_finding,
    pair_blocks,
)
from alongside.methods.intervals import has_percent, in_words, percent, wilson
from alongside.methods.paired import Comparison, compare
from alongside.methods.questions import Split, Texts, mark, type_of
from alongside.methods.questions.messages import said
from alongside.methods.questions.types.name_one import NameOne
from alongside.methods.shown import Shown

from .queries import Inputs, Round

ROUND = "round"
NOT_ASKED = "not asked"
KINDS: dict[str, Kind] = {
    "several": "several",
    "agreement": "scale",
    "scale": "scale",
    "number": "number",
}
"""How the sentence of a question type is worded; any other is a choice of one."""


@dataclass(frozen=True)
class Outcome:
    """One question of the report: what it measures, and its blocks."""

    level: str
    blocks: tuple[Block, ...]


@dataclass
class Asked:
    """One question as it was asked in some of the rounds, with the answers of each of them."""

    question: Mapping[str, Any]
    answers: dict[int, list[Any]] = field(default_factory=dict)
    words: dict[int, list[str]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return said(self.question["label"])

    @property
    def level(self) -> str:
        return str(self.question.get("measures") or "")


def outcomes(inputs: Inputs) -> list[Outcome]:
    """Return every question that was asked, in the order of the newest form."""
    return [
        Outcome(asked.level, tuple(found))
        for asked in _asked(inputs.rounds)
        if (found := list(_outcome(asked, inputs)))
    ]


def _asked(rounds: list[Round]) -> list[Asked]:
    """Return each question once. Two of the same name are one when they ask the same."""
    found: dict[str, Asked] = {}
    for place, one in enumerate(rounds):
        for form in one.forms:
            for question in form.definition["questions"]:
                if "quoting" in question.get("tags", ()):
                    continue
                asked = found.setdefault(_identity(question), Asked(question))
                name = question["name"]
                answers = [answers.get(name) for answers in form.answers]
                asked.answers.setdefault(place, []).extend(answers)
                asked.words.setdefault(place, []).extend(form.words.get(name, []))
    return list(found.values())


def _identity(question: Mapping[str, Any]) -> str:
    """Return what makes two questions the same: all that people read and could choose."""
    same = ("type", "name", "label", "choices", "labels", "rows", "min", "max", "ends", "key")
    return json.dumps({key: question.get(key) for key in same}, sort_keys=True)


def _outcome(asked: Asked, inputs: Inputs) -> Iterator[Block]:
    if asked.question["type"] == "before_now":
        yield from _before_and_now(asked, inputs)
        return
    for tally in _tallies(asked, inputs):
        report = protect_report(
            [tally],
            responses=sum(map(len, asked.answers.values())),
            minimum=inputs.organisation.minimum,
            sizes_known=True,
        )
        assert isinstance(report[0], ProtectedTally)
        yield from _counted(asked, report[0], inputs)


def _before_and_now(asked: Asked, inputs: Inputs) -> Iterator[Block]:
    """Yield each round's before and now by itself: nothing is shown of them together, so that no
    round can be found by taking the others away."""
    for place, answers in asked.answers.items():
        (pair,) = type_of(asked.question).summarise(asked.question, answers)
        if not isinstance(pair, Pair) or not any(map(any, pair.joint)):
            continue
        (found,) = protect_report(
            [pair], responses=len(answers), minimum=inputs.organisation.minimum
        )
        assert isinstance(found, ProtectedPair)
        test = _comparison(pair) if found.complete else None
        heading = asked.label
        if len(inputs.rounds) > 1:
            heading = f"{asked.label} ({inputs.rounds[place].name})"
        yield Heading(heading, 3)
        yield from _under(pair_blocks(found, test))


def _comparison(pair: Pair) -> Comparison:
    both = [
        (before, now)
        for before, row in enumerate(pair.joint)
        for now, people in enumerate(row)
        for _ in range(people)
    ]
    return compare(*zip(*both, strict=True))


def _tallies(asked: Asked, inputs: Inputs) -> Iterator[Tally]:
    """Yield the counts of a question, split by round where several rounds were asked it."""
    kind = type_of(asked.question)
    if isinstance(kind, NameOne):
        marks: list[Any] = []
        of_each: list[str] = []
        aliases = kind.aliases(asked.question)
        for place, words in asked.words.items():
            marks += [mark(text, aliases) for text in words]
            of_each += [inputs.rounds[place].name] * len(words)
        if marks:
            yield kind.tally_marks(asked.question, marks, splits=_splits(asked, inputs, of_each))
        return
    answers = [answer for found in asked.answers.values() for answer in found]
    of_each = [inputs.rounds[place].name for place, found in asked.answers.items() for _ in found]
    for summary in kind.summarise(asked.question, answers, splits=_splits(asked, inputs, of_each)):
        if isinstance(summary, Texts):
            continue
        assert isinstance(summary, Tally)
        if summary.answered:
            yield summary


def _splits(asked: Asked, inputs: Inputs, of_each: list[str]) -> list[Split]:
    groups = tuple(
        inputs.rounds[place].name for place in asked.answers if inputs.rounds[place].name in of_each
    )
    return [Split(ROUND, groups, tuple(of_each))] if len(groups) > 1 else []


def _counted(asked: Asked, tally: ProtectedTally, inputs: Inputs) -> Iterator[Block]:
    question = Question(
        name=asked.label,
        kind=KINDS.get(asked.question["type"], "one"),
        categories=tally.categories,
        counts=tally.counts,
        answered=tally.answered,
    )
    yield Heading(asked.label, 3)
    yield from _under(blocks(question, sum(map(len, asked.answers.values()))))
    if len(inputs.rounds) > 1:
        yield _side_by_side(asked, question, tally, inputs)


def _under(found: Iterator[Block]) -> Iterator[Block]:
    """Yield blocks without their own heading: here they stand under another one."""
    yield from (block for block in found if not isinstance(block, Heading))


def _side_by_side(asked: Asked, question: Question, tally: ProtectedTally, inputs: Inputs) -> Table:
    """Return the main answer in each round. A round that was not asked says so, never 0."""
    main = main_finding(question)
    labels = answer_labels(question)
    places = [labels.index(answer) for answer in main.answers] if main else []
    cut = next((cut for cut in tally.cuts if not cut.refused), None)
    rows: list[tuple[Cell, ...]] = []
    for place, one in enumerate(inputs.rounds):
        if place not in asked.answers:
            rows.append((one.name, NOT_ASKED, NOT_ASKED, ""))
        elif not tally.cuts:
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
