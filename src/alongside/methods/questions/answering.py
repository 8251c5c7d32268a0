"""Answers to a whole form: which questions a person is asked, and what they posted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from alongside.methods.questions import piping
from alongside.methods.questions.expressions import Surroundings, parse
from alongside.methods.questions.forms import Answers, Form, posted_again, question_named
from alongside.methods.questions.messages import DEFAULT, said, say
from alongside.methods.questions.question import (
    Answer,
    Posted,
    Problem,
    Question,
    Reading,
    Value,
    label_of,
)
from alongside.methods.questions.registry import type_of
from alongside.methods.questions.skipping import skips


@dataclass(slots=True)
class _Known:
    """What expressions can see: the answers so far, and the day it is."""

    today: date | None
    names: frozenset[str] = frozenset()
    going_to: str | None = None
    """The question that somebody was led on to and has not come to; "" for the end."""
    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    given: dict[str, tuple[Question, Answer]] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form, today: date | None) -> Self:
        return cls(today, frozenset(question["name"] for question in form["questions"]))

    def learn(self, question: Question, answer: Answer) -> None:
        self.values[question["name"]] = type_of(question).values(question, answer)
        self.given[question["name"]] = question, answer

    def piped(self, question: Question, language: str) -> Question:
        """Return the question with earlier answers in its words."""

        def told(name: str) -> str:
            return piping.in_words(*self.given[name], language) if name in self.given else ""

        return piping.put_in(question, lambda name: told(name) or piping.BLANK)

    def asks(self, question: Question) -> bool:
        """Return whether somebody comes to the question, and it is relevant."""
        if self.going_to not in {None, question["name"]}:
            return False
        self.going_to = None
        text = question.get("relevant") or ""
        return not text.strip() or parse(text).holds(self._around())

    def leave(self, question: Question) -> None:
        """Go on from a question that was asked: by the first of its skips that holds. One that
        leads to no question of the form, as in a draft, leads nowhere."""
        own = self.values.get(question["name"], {}).get("", "")
        for one in skips(question):
            if (not one["if"].strip() or parse(one["if"]).holds(self._around(own))) and (
                not one["to"] or one["to"] in self.names
            ):
                self.going_to = one["to"]
                return

    def accepts(self, question: Question, answer: Answer) -> bool:
        """Return whether the answer meets the constraint."""
        text = question.get("constraint") or ""
        if not text.strip():
            return True
        own = type_of(question).values(question, answer)
        with_own = _Known(self.today, values=self.values | {question["name"]: own})
        return parse(text).holds(with_own._around(own.get("", "")))

    def _around(self, own: Value = "") -> Surroundings:
        return Surroundings(lambda n, part: self.values.get(n, {}).get(part, ""), own, self.today)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a whole form came to: the answers that can be kept, and what to put right."""

    answers: dict[str, Answer]
    problems: tuple[Problem, ...] = ()


def _asked(form: Form, answers: Answers, known: _Known) -> Iterator[Question]:
    for question in form["questions"]:
        if known.asks(question):
            if question["name"] in answers:
                known.learn(question, answers[question["name"]])
            known.leave(question)
            yield question


def asked(form: Form, answers: Answers, *, today: date | None = None) -> list[str]:
    """Return the names of the questions this person is asked, in order, by what they said so far.

    An answer to a question that is hidden counts as blank for those after it.
    """
    return [question["name"] for question in _asked(form, answers, _Known.of(form, today))]


def piped(
    form: Form,
    question: Question,
    answers: Answers,
    *,
    language: str = DEFAULT,
    today: date | None = None,
) -> Question:
    """Return a question of a form with this person's earlier answers in its words."""
    known = _Known.of(form, today)
    if any(piping.shown_in(question, key) for key in piping.PIPED):
        for other in _asked(form, answers, known):
            if other["name"] == question["name"]:
                break
    return known.piped(question, language)


def read_one(
    form: Form,
    name: str,
    data: Posted,
    answers: Answers,
    *,
    language: str = DEFAULT,
    today: date | None = None,
) -> Reading:
    """Return what was posted for one question, with the answers to those before it at hand.

    Blank where nothing was posted. `KeyError` when there is no such question.
    """
    question, known = question_named(form, name), _Known.of(form, today)
    for other in _asked(form, answers, known):
        if other["name"] == name:
            break
    return _read(question, data, known, language)


def _read(question: Question, data: Posted, known: _Known, language: str) -> Reading:
    question = known.piped(question, language)
    reading = type_of(question).read(question, data, language)
    if reading.answer is None or known.accepts(question, reading.answer):
        return reading
    words = said(question.get("constraint_message"), language)
    words = words or say("constraint", language, label=label_of(question, language))
    part = type_of(question).first_part(question)
    return Reading(None, (Problem(question["name"], words, part),))


def read_all(
    form: Form, data: Posted, *, language: str = DEFAULT, today: date | None = None
) -> Outcome:
    """Return what was posted for a whole form. Questions that the answers hide are not read: they
    are not required, and what was posted for them is not kept."""
    known, answers = _Known.of(form, today), dict[str, Answer]()
    problems: list[Problem] = []
    for question in form["questions"]:
        if not known.asks(question):
            continue
        reading = _read(question, data, known, language)
        problems += reading.problems
        if reading.answer is not None:
            answers[question["name"]] = reading.answer
            known.learn(question, reading.answer)
        known.leave(question)
    return Outcome(answers, tuple(problems))


def check_answers(
    form: Form, answers: Answers, *, language: str = DEFAULT, today: date | None = None
) -> Outcome:
    """Return answers gathered a page at a time as `read_all` would: without those now hidden, and
    with a problem for each question that is required and blank, or no longer fits."""
    return read_all(form, posted_again(form, answers), language=language, today=today)
