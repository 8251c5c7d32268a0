"""A form version: immutable JSON in the shape of XLSForm.

    {"title": {"en": …}, "languages": ["en"], "intro": {"en": …}, "questions": [
        {"type": "one", "name": "role", "label": {"en": …}, "hint": {"en": …}, "required": true,
         "relevant": "", "constraint": "", "constraint_message": {"en": …}, "choices": […]}]}

Names are those of XLSForm. Beside them a question may have `required_message` (in place of "Choose
…"), `subject` ("how well you understand it now", which that message then names in place of the
label), `glossary` (false hides help with words, where knowing them is what is asked), `measures`
(reaction, learning, behaviour or result: which level of an evaluation it belongs to) and `tags`
(words for whoever uses the answers). `skip` (`skipping`) says
where people go on after an answer. `section` (words) begins a
part of the form, which goes on until the next one. What only one type knows stands in that type's
file.
"""

from collections.abc import Mapping
from typing import Any

from alongside.methods.questions.messages import DEFAULT
from alongside.methods.questions.question import Answer, Posted, Question
from alongside.methods.questions.registry import type_of

type Form = Mapping[str, Any]
type Answers = Mapping[str, Answer]
"""Answers by the name of their question; a question without an answer is left out."""

READING_SPEED = 3.0
"""Words a second: 180 a minute. Adults read plain prose at about 238 (Brysbaert 2019); people who
read in a second language, or with care, are slower."""
TURN = 2.0
"""Seconds to go from one question to the next."""


def question_named(form: Form, name: str) -> Question:
    """Return the question with this name, or raise `KeyError`."""
    for question in form["questions"]:
        if question["name"] == name:
            found: Question = question
            return found
    raise KeyError(name)


def sections(form: Form) -> dict[str, Mapping[str, str]]:
    """Return the words of the section in which each question stands, by the question's name.

    >>> questions = [{"name": "a"}, {"name": "b", "section": {"en": "You"}}, {"name": "c"}]
    >>> [words.get("en", "") for words in sections({"questions": questions}).values()]
    ['', 'You', 'You']
    """
    found: dict[str, Mapping[str, str]] = {}
    now: Mapping[str, str] = {}
    for question in form["questions"]:
        now = question.get("section") or now
        found[question["name"]] = now
    return found


def posted_again(form: Form, answers: Answers) -> Posted:
    """Return what a browser would post for these answers: the other way round from `read_all`."""
    data: dict[str, list[str]] = {}
    for question in form["questions"]:
        if question["name"] in answers:
            data |= type_of(question).posted(question, answers[question["name"]])
    return data


def seconds(question: Question, language: str = DEFAULT) -> float:
    """Return how long a question takes a person: reading it, answering it, and going on.

    Each type says what its answering takes. The sum agrees with what panels measure: about 10
    seconds for an ordinary question and some minutes for a hard open one (Pew Research Center
    2022, which plans 85 ordinary questions for 15 minutes), 6 seconds for a row of a grid, a
    minute for a comment.
    """
    kind = type_of(question)
    texts = [
        question["label"].get(language, ""),
        (question.get("hint") or {}).get(language, ""),
        kind.instruction(question, language),
        *kind.reads(question, language),
    ]
    words = sum(len(text.split()) for text in texts)
    return words / READING_SPEED + kind.effort(question) + TURN


def minutes(form: Form, language: str = DEFAULT) -> float:
    """Return how long the form takes, in minutes, for a person who is asked everything in it."""
    intro = (form.get("intro") or {}).get(language, "")
    reading = len(intro.split()) / READING_SPEED
    return (reading + sum(seconds(question, language) for question in form["questions"])) / 60
