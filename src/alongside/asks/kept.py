"""What somebody has on its way: answers where it can be read, and beside them, as it was typed,
what cannot be read yet. Nothing that was typed is dropped before it is sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from alongside.methods.questions import (
    Answer,
    Form,
    Outcome,
    Posted,
    Problem,
    posted_again,
    question_named,
    read_all,
    read_one,
    type_of,
)
from alongside.methods.questions.choosing import CODE
from alongside.methods.questions.typed import clean_text

SHOWN_HERE = "shown-here"
"""The field in which a page says which questions it shows, so that one that comes back with
nothing in it was emptied. It holds a hyphen: no question can have this name."""


@dataclass(frozen=True)
class Kept:
    """`answers` are by question, also of questions that others hide just now: they are left out
    only when they are sent. `typed` is what was posted, by field, for each question where it has a
    problem; what that question had before stays in `answers`, so that what is asked does not jump
    about while it is put right."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.answers or self.typed)

    def taking(
        self, form: Form, posted: Posted, language: str, today: date
    ) -> tuple["Kept", tuple[Problem, ...]]:
        """Return this with what was posted, and what is wrong with that. A question that is shown
        and comes back blank is taken away."""
        kept, problems = self, list[Problem]()
        for name in on_the_page(form, posted):
            reading = read_one(form, name, posted, kept.answers, language=language, today=today)
            problems += reading.problems
            own = _own(posted, name)
            if reading.answer is not None:
                kept = kept.answering(name, reading.answer)
            elif reading.problems and own:
                typed = kept.without(name).typed
                kept = replace(kept, typed={**typed, **own})
            else:
                kept = kept.without(name)
        return kept, tuple(problems)

    def read_again(self, form: Form, language: str, today: date) -> "Kept":
        """Return this with everything typed that can be read by now, because another answer has
        changed, among the answers."""
        return self.taking(form, self.typed, language, today)[0] if self.typed else self

    def without(self, name: str) -> "Kept":
        """Return this without one question."""
        return Kept(
            {other: answer for other, answer in self.answers.items() if other != name},
            {one: texts for one, texts in self.typed.items() if _question_of(one) != name},
        )

    def answering(self, name: str, answer: Answer | None) -> "Kept":
        """Return this with one answer in place of what there was; without it for None."""
        kept = self.without(name)
        return replace(kept, answers={**kept.answers, name: answer}) if answer else kept

    def unread(self) -> set[str]:
        """Return the names of the questions where what was typed has a problem."""
        return {_question_of(one) for one in self.typed}

    def shown(self, form: Form, name: str) -> Posted:
        """Return what a browser would post for one question, as it was typed or as it was read."""
        if name in self.unread():
            return _own(self.typed, name)
        if name in self.answers:
            question = question_named(form, name)
            return type_of(question).posted(question, self.answers[name])
        return {}

    def outcome(self, form: Form, language: str, today: date) -> Outcome:
        """Return what could be sent: the answers to what is asked, and all there is to put right
        first."""
        unread = self.unread()
        readable = {name: one for name, one in self.answers.items() if name not in unread}
        data = {**posted_again(form, readable), **self.typed}
        return read_all(form, data, language=language, today=today)


def on_the_page(form: Form, posted: Posted) -> list[str]:
    """Return the questions that a page showed, in the order of the form."""
    there = {*posted.get(SHOWN_HERE, ()), *map(_question_of, posted)}
    return [question["name"] for question in form["questions"] if question["name"] in there]


def only(posted: Posted, names: Collection[str]) -> Posted:
    """Return what was posted for these questions, and nothing of others."""
    fields = {one: texts for one, texts in posted.items() if _question_of(one) in names}
    return {**fields, SHOWN_HERE: list(names)}


def _question_of(one: str) -> str:
    return one.partition(".")[0]


def _own(posted: Posted, name: str) -> dict[str, list[str]]:
    """Return what was posted for one question, without blanks and what nobody can see."""
    own = {
        one: [text for text in (clean_text(t, lines=True) for t in texts) if text]
        for one, texts in posted.items()
        if one == name or (_question_of(one) == name and CODE.fullmatch(one[len(name) + 1 :]))
    }
    return {one: texts for one, texts in own.items() if texts}
