"""Words to read between the questions. It asks nothing, so it has no answer, counts in no number
of questions and is in no export.

Settings: `words` (in Markdown; the label is their heading).
Answer: none.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from alongside.methods.questions.messages import DEFAULT, add
from alongside.methods.questions.passages import WithWords
from alongside.methods.questions.question import (
    Answer,
    Posted,
    Question,
    Reading,
    Uncounted,
)

add("en", {"note title": "Words to read"})


class Note(Uncounted, WithWords):
    name = "note"
    order = 130
    answered = False

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        if question.get("required") or question.get("constraint"):
            yield "is words to read, so nobody has to answer it"

    def effort(self, question: Question) -> float:
        return 0

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        return self.shown_words(question, language)

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        return Reading()

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return {}

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        return []


TYPE = Note()
