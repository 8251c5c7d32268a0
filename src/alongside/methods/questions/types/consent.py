"""Something to agree to: words, and one box to tick.

Settings: `words` (in Markdown; the label is their heading) and `box` ("I agree" without it).
Answer: {"agreed": True}; a box that is not ticked is no answer, and stands in a file of answers as
"no" where somebody was asked.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions import choosing
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.passages import WithWords
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    OneOfAList,
    Posted,
    Problem,
    Question,
    Reading,
    Value,
    posted,
)

add(
    "en",
    {
        "consent title": "Consent",
        "consent box": "I agree",
        "consent missing": "Tick “{box}” to go on",
    },
)
AGREED = "OK"
"""What is posted for the ticked box, and what expressions see: that of an XLSForm "acknowledge"."""


class Consent(WithWords, OneOfAList):
    name = "consent"
    order = 140
    settings = WithWords.settings | {"box"}
    worded = WithWords.worded | {"box"}

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        yield from ()

    def box(self, question: Question, language: str = DEFAULT) -> str:
        """Return what the box says."""
        return said(question.get("box"), language) or say("consent box", language)

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield from super().reads(question, language)
        yield self.box(question, language)

    def effort(self, question: Question) -> float:
        return 3

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        box = {AGREED: self.box(question, language)}
        ticked = choosing.options(question, box, posted(data, question["name"]))
        return self.shown_words(question, language) | {"choices": ticked}

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        return Reading({"agreed": True} if posted(data, question["name"]) else None)

    def missing(self, question: Question, language: str = DEFAULT) -> Problem:
        box = self.box(question, language)
        words = said(question.get("required_message"), language)
        return Problem(question["name"], words or say("consent missing", language, box=box))

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return {question["name"]: [AGREED]}

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        return [self.box(question, language)]

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {"": AGREED}

    def categories(
        self, question: Question, language: str = DEFAULT
    ) -> Sequence[tuple[str | int, str]]:
        return [(AGREED, self.box(question, language))]

    def chosen(self, answer: Answer) -> Sequence[str | int]:
        return [AGREED]

    def group(self, question: Question, answer: Answer | None, language: str = DEFAULT) -> str:
        return ""

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        codes = (("1", say("yes", language)), ("0", say("no", language)))
        label = f"{said(question['label'], language)}: {self.box(question, language)}"
        return [Column(question["name"], label, "yes or no", codes)]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        return [None if answer is None else 1]

    def left(self, question: Question) -> list[Cell] | None:
        return [0]


TYPE = Consent()
