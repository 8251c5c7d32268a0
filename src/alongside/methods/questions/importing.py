"""From the cells of a file to answers: each cell read as if somebody had posted it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alongside.methods.columns import shortened
from alongside.methods.formats.dates import read_day
from alongside.methods.formats.headings import plain
from alongside.methods.formats.sheets import Sheet
from alongside.methods.questions import choosing
from alongside.methods.questions.choosing import OTHER
from alongside.methods.questions.forms import Form
from alongside.methods.questions.messages import DEFAULT
from alongside.methods.questions.proposing import (
    ASIDE,
    Target,
    question_of,
    separator_of,
)
from alongside.methods.questions.question import Question, field_name
from alongside.methods.questions.registry import type_of
from alongside.methods.questions.strangers import AGREEMENT

type Posted = dict[str, list[str]]


@dataclass
class Understood:
    """What a file of responses came to.

    `answers` has one entry a response, and `lines` the line that each stands on. `others` counts by
    heading the answers that are none of the choices and are kept as people's own words. `refused`
    are lines and cells that could not be used, as (line, reason). `aside` has the values that
    answer no question, by heading, each list sorted, so that nothing joins them to a response.
    """

    answers: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    refused: list[tuple[int, str]] = field(default_factory=list)
    aside: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def joined(parts: Sequence[Understood]) -> Understood:
    """Return what several parts of a file came to together."""
    whole = Understood()
    for part in parts:
        whole.answers += part.answers
        whole.lines += part.lines
        whole.refused += part.refused
        for heading, number in part.others.items():
            whole.others[heading] += number
        for heading, values in part.aside.items():
            whole.aside[heading] = sorted([*whole.aside[heading], *values])
    whole.aside = dict(whole.aside)
    return whole


class _NotUnderstood(Exception):
    pass


def understood(
    sheet: Sheet, form: Form, targets: Sequence[Target], uses: Sequence[str]
) -> Understood:
    """Return the answers of a sheet whose columns answer the `targets` in `form`.

    A cell that is no answer to its question is refused and kept aside; the rest of its line is
    kept. A line without any answer is refused.
    """
    found = Understood()
    columns = sheet.columns()
    readers = {
        place: _Reader.of(form, target, columns[place])
        for place, target in enumerate(targets)
        if target is not None
    }
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        answers = _answers(line, row, sheet.headings, readers, found)
        if answers:
            found.answers.append(answers)
            found.lines.append(line)
        else:
            found.refused.append((line, "there is no answer on it"))
    for place, use in enumerate(uses):
        if use == ASIDE:
            found.aside[sheet.headings[place]] += [cell for cell in columns[place] if cell]
    found.aside = {heading: sorted(values) for heading, values in found.aside.items() if values}
    return found


def read_apart(
    form: Form, target: Target, cells: Sequence[str], some: Sequence[str]
) -> list[list[str]]:
    """Return each of `some` cells of a column as a list to read: the choices one by one, where it
    answers a question with several, or one that puts them in order; else the cell as it is. `cells`
    is the whole column."""
    question = question_of(form, target[0]) if target else None
    if target is None or question is None or question["type"] not in {"several", "ranking"}:
        return [[cell] for cell in some]
    reader = _Reader.of(form, target, cells)
    return [reader.apart(cell) for cell in some]


@dataclass(frozen=True)
class _Reader:
    """Reads the cells of one column as answers to a question, or to one part of it. What had to be
    answered on the page may be missing in a file, and comes a column at a time."""

    question: Question
    part: str
    separator: str

    @classmethod
    def of(cls, form: Form, target: tuple[str, str], cells: Sequence[str]) -> "_Reader":
        question = question_of(form, target[0])
        if question is None:
            raise KeyError(target[0])
        answers = [cell for cell in cells if cell]
        optional = {**question, "required": False}
        return cls(optional, target[1], separator_of(question, answers))

    def posted(self, cell: str) -> Posted:
        """Return what somebody with this answer would have posted. Raises _NotUnderstood."""
        question, name = self.question, self.question["name"]
        match question["type"]:
            case "one":
                return self._chosen([cell])
            case "several":
                return self._chosen(self.apart(cell))
            case "ranking":
                return self._in_order(self.apart(cell))
            case "agreement" | "before_now" | "scale":
                return {field_name(name, self.part): [self._step(cell)]}
            case "number":
                return {name: [cell.rstrip("%")]}
            case "date":
                day = read_day(cell)
                if day is None:
                    raise _NotUnderstood
                return type_of(question).posted(question, {"date": day.isoformat()})
        return {name: [cell]}

    def _in_order(self, answers: Sequence[str]) -> Posted:
        codes = self._codes()
        if not all(plain(answer) in codes for answer in answers):
            raise _NotUnderstood
        order = [codes[plain(answer)] for answer in answers]
        return type_of(self.question).posted(self.question, {"order": order})

    def _codes(self) -> dict[str, str]:
        return {plain(label): code for code, label in self._labels() if code != OTHER}

    def _chosen(self, answers: Sequence[str]) -> Posted:
        codes = self._codes()
        posted: Posted = defaultdict(list)
        own = []
        for answer in answers:
            code = codes.get(plain(answer))
            if code is None and not self.question.get("other"):
                raise _NotUnderstood
            posted[self.question["name"]].append(code or OTHER)
            own += [] if code else [answer]
        if own:
            posted[field_name(self.question["name"], OTHER)] = ["; ".join(own)]
        return posted

    def _labels(self) -> list[tuple[str, str]]:
        """Return the code and the words of each choice, in each language of the question."""
        return [
            pair
            for language in self.question["label"]
            for pair in choosing.labels(self.question, language).items()
        ]

    def apart(self, cell: str) -> list[str]:
        """Return the choices of a cell. A choice that has the separator in it stays whole."""
        known = sorted((label for _, label in self._labels()), key=len, reverse=True)
        found, rest = [], cell
        while rest:
            label = next((k for k in known if _starts_with(rest, k, self.separator)), None)
            choice = rest[: len(label)] if label else rest.split(self.separator)[0]
            found += [choice.strip()] if choice.strip() else []
            rest = rest[len(choice) :].removeprefix(self.separator.strip()).lstrip()
        return found

    def _step(self, cell: str) -> str:
        """Return the step whose words, or else whose number, the cell has."""
        kind: Any = type_of(self.question)
        steps: Mapping[int, str] = kind.steps(self.question)
        words = {
            plain(label): step
            for language in self.question["label"]
            for step, label in kind.steps(self.question, language).items()
        }
        if plain(cell) in words:
            return str(words[plain(cell)])
        if self.question["type"] == "agreement" and plain(cell) in AGREEMENT:
            return str(AGREEMENT[plain(cell)])
        number = re.match(r"\d+(?!\d|\.\d)", cell)
        if number is None or int(number[0]) not in steps:
            raise _NotUnderstood
        return str(int(number[0]))


def _starts_with(text: str, label: str, separator: str) -> bool:
    rest = text[len(label) :]
    return text[: len(label)].casefold() == label.casefold() and (
        not rest.strip() or rest.startswith(separator)
    )


def _answers(
    line: int,
    row: Sequence[str],
    headings: Sequence[str],
    readers: Mapping[int, _Reader],
    found: Understood,
) -> dict[str, Any]:
    """Return the answers of one line; what cannot be used goes to `found`."""
    answers: dict[str, Any] = {}
    for place, reader in readers.items():
        if not row[place]:
            continue
        question, heading = reader.question, headings[place]
        try:
            posted = reader.posted(row[place])
            reading = type_of(question).parse(question, posted, DEFAULT)
        except _NotUnderstood:
            reading = None
        if reading is None or reading.answer is None:
            reason = f"“{shortened(row[place], 60)}” is no answer to “{shortened(heading, 60)}”"
            found.refused.append((line, f"{reason}; the rest of the line is kept"))
            found.aside[heading].append(row[place])
            continue
        if posted.get(field_name(question["name"], OTHER)):
            found.others[heading] += 1
        answers[question["name"]] = answers.get(question["name"], {}) | reading.answer
    return answers
