"""The types of questions, by what they are for."""

from dataclasses import dataclass
from typing import Any

from alongside.methods.questions import Question, QuestionType, question_types

_FOR = {
    "one": ("Pick one thing", "“Do you know where to go for help?” Yes, not sure, no."),
    "several": ("Pick all that apply", "“What got in the way?” Time, money, something else."),
    "agreement": ("Say how far you agree", "“The session was useful to me.” Five steps."),
    "scale": ("Give a number between two ends", "“How likely are you to come again?” 0 to 10."),
    "slider": ("Choose a number on a line", "“How much of your day is it?” 0 to 100."),
    "before_now": (
        "Show what changed",
        "“How well do you understand it?” Before and now, asked together at the end.",
    ),
    "short": ("Write a few words", "“What is your job?” One line."),
    "long": ("Say it in your own words", "“What should we change?” As long as people like."),
    "number": ("Give a number", "“How many people do you care for?”"),
    "date": ("Give a date", "“When did you start?” Day, month, year."),
    "ranking": ("Put things in order", "“What should we do first?” 1st, 2nd, 3rd."),
    "points": (
        "Share out points",
        "“You have 10 points for next year’s money.” More to what matters more.",
    ),
    "matrix": ("Ask the same about several things", "Pace, room and food: good, fair or poor."),
    "name_one": (
        "Test what people know",
        "“Name a model of co-production.” Marked against a list; you can overrule each mark.",
    ),
    "file": (
        "Send a picture or a document",
        "“Add a photo of what you mean.” Only where answers carry a name or are confidential.",
    ),
    "own_code": (
        "Make a code of their own",
        "“Make a code only you know.” Asked again next year, it finds how the same people moved.",
    ),
    "note": ("Read something first", "An introduction, or what the next questions are about."),
    "consent": ("Agree to something", "“You may use my answers in your report.” One box to tick."),
}
"""For each type, what people do when they answer it, and an example."""


@dataclass(frozen=True)
class Kind:
    """A type as the builder offers it."""

    name: str
    title: str
    does: str
    example: str


def about(kind: QuestionType) -> Kind:
    """Return a type as the builder shows it; one that has no words here is called by its title."""
    does, example = _FOR.get(kind.name, (kind.title(), ""))
    return Kind(kind.name, kind.title(), does, example)


def offered() -> list[Kind]:
    """Return every type, in the order a builder offers them."""
    return [about(kind) for kind in question_types().values()]


def of_a_room() -> list[Kind]:
    """Return the types that people answer in a room: without words that are only read, and without
    what says who somebody is or joins what they say at two times."""
    return [
        about(kind)
        for kind in question_types().values()
        if kind.answered and not kind.says_who and not kind.joins
    ]


def title(question: Question) -> str:
    """Return what the type of a question is called, also where there is no such type."""
    kind: Any = question_types().get(question.get("type", ""))
    return kind.title() if kind else "A type that is not known here"
