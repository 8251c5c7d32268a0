"""What was answered in closed waves, ready to be counted."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from alongside.asks import marks
from alongside.asks import queries as asks
from alongside.asks.models import Mark, Wave
from alongside.methods.disclosure import Pair, Tally
from alongside.methods.questions import Question, Split, Texts, type_of
from alongside.methods.questions.types.name_one import NameOne

type Person = int
"""The id of a response; of a comment where words are marked that were cut loose from it."""


@dataclass
class Collected:
    """What one closed wave collected: answers by response, words by question and comment, and the
    marks of words by question and answer."""

    wave: Wave
    answers: dict[Person, dict[str, Any]] = field(default_factory=dict)
    words: dict[str, dict[Person, str]] = field(default_factory=lambda: defaultdict(dict))
    decided: dict[str, dict[str, Mark]] = field(default_factory=dict)
    _given: dict[str, dict[Person, Any]] = field(default_factory=dict)

    @property
    def questions(self) -> Iterator[Question]:
        """The questions whose answers are counted, in order."""
        for question in self.wave.version.definition["questions"]:
            if "quoting" not in question.get("tags", ()):
                yield question

    def given(self, question: Question) -> dict[Person, Any]:
        """Return what each person gave as an answer to a question, None where they did not: for
        "name one" the mark of their words."""
        name = question["name"]
        if name not in self._given:
            self._given[name] = self._read(question)
        return self._given[name]

    def _read(self, question: Question) -> dict[Person, Any]:
        name = question["name"]
        if isinstance(type_of(question), NameOne):
            words = self.words.get(name, {})
            found = marks.counted(question, words.values(), self.decided.get(name, {}))
            return dict(zip(words, found, strict=True))
        return {person: answers.get(name) for person, answers in self.answers.items()}


class Together(Protocol):
    """People whose answers are looked at together: a round of sessions, or all who were asked."""

    @property
    def name(self) -> str: ...
    @property
    def waves(self) -> list[Collected]: ...


class Asking(Protocol):
    """What was asked and answered, as far as the outcomes need it."""

    @property
    def rounds(self) -> Sequence[Together]: ...
    @property
    def minimum(self) -> int: ...
    @property
    def split(self) -> str: ...
    @property
    def split_label(self) -> str: ...


def collected(waves: list[Wave]) -> list[Collected]:
    """Return what these waves collected; nothing of those that have not closed. Three queries."""
    closed = {wave.pk: Collected(wave) for wave in waves if wave.closed is not None}
    given = asks.responses([one.wave for one in closed.values()])
    for wave, person, answers in given.values_list("wave", "pk", "answers"):
        closed[wave].answers[person] = answers
    written = asks.written(waves).values_list("wave", "pk", "question", "text")
    for wave, person, question, text in written:
        closed[wave].words[question][person] = text
    for (wave, question), found in asks.decided(waves).items():
        if wave in closed:
            closed[wave].decided[question] = found
    return list(closed.values())


def identity(question: Question) -> str:
    """Return what makes two questions the same: the SHA-256 of all that people read and could
    choose."""
    same = ("type", "name", "label", "choices", "labels", "rows", "min", "max", "ends", "key")
    asked = json.dumps({key: question.get(key) for key in same}, sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


def is_fixed(question: Question) -> bool:
    """Return whether answers fall into the same categories whoever gave them; dates, and numbers
    without bands of their own, are put together by what was answered."""
    kind = question["type"]
    return kind != "date" and (kind != "number" or bool(question.get("bands")))


def summaries(
    question: Question, given: Sequence[Any], splits: Sequence[Split] = ()
) -> list[Tally | Pair]:
    """Return the counts of what people gave as answers to a question, with its splits."""
    kind = type_of(question)
    if isinstance(kind, NameOne):
        return [kind.tally_marks(question, given, splits=splits)]
    found = kind.summarise(question, given, splits=splits)
    return [summary for summary in found if not isinstance(summary, Texts)]


def tallies(summary: Tally | Pair) -> dict[str, Tally]:
    """Return counts as tallies by part: a pair has three of the same people."""
    if isinstance(summary, Tally):
        return {"": summary}
    joint, steps = summary.joint, range(len(summary.categories))
    before = [sum(row) for row in joint]
    now = [sum(column) for column in zip(*joint, strict=True)]
    changes = [
        sum(joint[then][after] for then in steps for after in steps if fits(after - then))
        for fits in (lambda by: by > 0, lambda by: by == 0, lambda by: by < 0)
    ]
    people = sum(before)
    return {
        "before": Tally(summary.name, summary.categories, tuple(before), people),
        "now": Tally(summary.name, summary.categories, tuple(now), people),
        "change": Tally(summary.name, ("improved", "same", "worse"), tuple(changes), people),
    }


def groups(
    question: Mapping[str, Any], answers: Mapping[Person, dict[str, Any]]
) -> dict[Person, str]:
    """Return the group that each person's answer to a question puts them in, "" for none."""
    kind, name = type_of(question), question["name"]
    return {person: kind.group(question, given.get(name)) for person, given in answers.items()}
