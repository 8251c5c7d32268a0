"""What a respondent sees next, worked out from the version and the answers so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from alongside.methods.questions import (
    Form,
    Posted,
    Problem,
    Question,
    asked,
    is_answered,
    picturing,
    piped,
    question_named,
    says_who,
    sections,
    type_of,
)
from alongside.methods.questions.choosing import OTHER
from alongside.methods.questions.messages import said

from . import furniture, rules
from .kept import Kept
from .models import FormVersion, Response

type Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of "check your answers"; with `problems` the words cannot be taken as they are."""

    name: str
    label: str
    words: tuple[str, ...]
    problems: tuple[str, ...] = ()
    section: str = ""
    beside: tuple[Mapping[str, str], ...] = ()
    """The pictures and symbols of what was chosen (`picturing.beside`)."""
    files: tuple[tuple[str, str], ...] = ()
    """The files that were sent: the words of each, which are all of `words`, and its code."""


@dataclass(frozen=True)
class Place:
    """Where somebody is: question `number` of `total`, with one mark a question. The total is that
    of the first page, whatever is answered: a question that an answer adds has the number of the
    one before it."""

    number: int
    total: int

    @property
    def marks(self) -> list[bool]:
        return [at < self.number - 1 for at in range(self.total)]


def questions(version: FormVersion, answers: Answers) -> list[Question]:
    """Return the questions that are asked, given the answers so far."""
    form = version.definition
    return [question_named(form, name) for name in asked(form, answers, today=localdate())]


def find(version: FormVersion, answers: Answers, name: str) -> tuple[Question, Place | None] | None:
    """Return the question of this name and its place, or None when it is not asked. What is only
    read has no place."""
    for question in questions(version, answers):
        if question["name"] == name:
            return question, place(version.definition, name)
    return None


def place(form: Form, name: str) -> Place | None:
    """Return the place of a question among those that everybody is asked; None for words that are
    only read."""
    names = [question["name"] for question in form["questions"] if is_answered(question)]
    if name not in names:
        return None
    counted = set(names) & set(asked(form, {}, today=localdate()))
    upto = names[: names.index(name) + 1]
    return Place(max(1, sum(one in counted for one in upto)), max(1, len(counted)))


def after(version: FormVersion, answers: Answers, name: str) -> str | None:
    """Return the name of the question after this one, or None when it was the last."""
    names = [question["name"] for question in questions(version, answers)]
    return names[names.index(name) + 1] if name in names[:-1] else None


def before(version: FormVersion, answers: Answers, name: str) -> str | None:
    """Return the name of the question before this one, or None when it is the first."""
    names = [question["name"] for question in questions(version, answers)]
    return names[names.index(name) - 1] if name in names[1:] else None


def worded(form: Form, question: Question, answers: Answers, language: str) -> Question:
    """Return a question with this person's earlier answers in its words."""
    return piped(form, question, answers, language=language, today=localdate())


def section(form: Form, name: str, language: str) -> str:
    """Return the section in which a question stands; empty where it stands in none."""
    return said(sections(form)[name], language)


def beginning(form: Form, names: Sequence[str], language: str) -> list[str]:
    """Return, for each of the questions that a page shows, the section that begins with it there;
    empty where it goes on, or where there is none."""
    found = [section(form, name, language) for name in names]
    return [now if now != before else "" for before, now in zip(["", *found], found, strict=False)]


def led_on(form: Form, question: Question, answers: Answers, language: str) -> list[str]:
    """Return where people can go on after a question, for a page that shows all of them."""

    def words_of(name: str) -> str:
        to = question_named(form, name)
        return said(worded(form, to, answers, language)["label"], language)

    return [
        furniture.led_on(answer, words_of(to) if to else "", language)
        for answer, to in rules.leading(question, language)
    ]


def shown(
    question: Question,
    answers: Answers,
    language: str,
    *,
    posted: Posted | None = None,
    problems: Sequence[Problem] = (),
    heading: bool = True,
    drawn: str = "",
) -> dict[str, Any]:
    """Return what the template of a question needs: as it was posted, or as it was kept."""
    kind = type_of(question)
    if posted is None and question["name"] in answers:
        posted = kind.posted(question, answers[question["name"]])
    return kind.fields(question, posted, problems, language, heading=heading, drawn=drawn)


def lines(
    version: FormVersion, answers: Answers, language: str, problems: Sequence[Problem] = ()
) -> list[Line]:
    """Return every question asked with its answer in words; no words where it was left empty, or
    where what was typed has `problems`."""
    section = sections(version.definition)
    texts = {one.name: [p.text for p in problems if p.name == one.name] for one in problems}
    return [
        Line(
            question["name"],
            said(worded(version.definition, question, answers, language)["label"], language),
            tuple(
                type_of(question).in_words(question, answers[question["name"]], language)
                if question["name"] in answers and question["name"] not in texts
                else ()
            ),
            tuple(texts.get(question["name"], ())),
            said(section[question["name"]], language),
            ()
            if question["name"] in texts
            else picturing.chosen(question, answers.get(question["name"]), language),
            _files(question, answers, language),
        )
        for question in questions(version, answers)
        if is_answered(question)
    ]


def _files(question: Question, answers: Answers, language: str) -> tuple[tuple[str, str], ...]:
    """Return the words and the code of each file that was sent with the answer to a question."""
    answer = answers.get(question["name"])
    if answer is None or not says_who(question):
        return ()
    words = type_of(question).in_words(question, answer, language)
    return tuple(zip(words, (one["code"] for one in answer["files"]), strict=True))


def unsent(form: Form, kept: Kept, language: str) -> list[Line]:
    """Return what was not sent, in words, so that the person can copy it: what they answered, and
    what they wrote that could not be read."""
    unread = kept.unread()
    found = []
    for question in form["questions"]:
        name = question["name"]
        if name in unread:
            words = _written(question, kept.shown(form, name))
        elif name in kept.answers:
            words = type_of(question).in_words(question, kept.answers[name], language)
        else:
            continue
        if words:
            label = worded(form, question, kept.answers, language)["label"]
            found.append(Line(name, said(label, language), tuple(words)))
    return found


def _written(question: Question, typed: Posted) -> list[str]:
    """Return what was typed with keys, and no codes of choices."""
    fields = typed if type_of(question).asks == "enter" else [f"{question['name']}.{OTHER}"]
    texts = [text for one in fields for text in typed.get(one, ())]
    return [" ".join(texts)] if texts else []


def label(form: Form, field: str, language: str) -> str:
    """Return the words of the question that a field ("liked", "room.other") belongs to, without
    what was answered: it is shown where that is not known any more."""
    name = field.partition(".")[0]
    found = (worded(form, q, {}, language) for q in form["questions"] if q["name"] == name)
    return next((said(question["label"], language) for question in found), "")


def whole(response: Response) -> dict[str, Any]:
    """Return the answers of a person who is known, with the free text that was kept apart."""
    answers = dict(response.answers)
    for comment in response.comments.all():
        name, _, part = comment.question.partition(".")
        answers[name] = {**answers.get(name, {}), part or "text": comment.text}
    return answers
