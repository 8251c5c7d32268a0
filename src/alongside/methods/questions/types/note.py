"""Words to read between the questions. It asks nothing, so it has no answer, counts in no number
of questions and is in no export.

Settings: `words` (in Markdown; the label is their heading).
Answer: none.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions.counting import Split
from alongside.methods.questions.messages import DEFAULT, add
from alongside.methods.questions.passages import WithWords
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    Posted,
    Question,
    Reading,
    Summary,
    Value,
)

add("en", {"note title": "Words to read"})


class Note(WithWords):
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

    def parts(self, question: Question) -> tuple[str, ...]:
        return ()

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {}

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        return []

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        return []

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        return []


TYPE = Note()
