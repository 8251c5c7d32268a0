"""What the types share whose answer is text."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from alongside.methods.questions.counting import Split
from alongside.methods.questions.messages import DEFAULT, said, say
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    Posted,
    Question,
    QuestionType,
    Reading,
    Summary,
    Value,
    posted,
    texts_of,
)
from alongside.methods.questions.typed import clean_text

MOST = 50_000


class Typed(QuestionType):
    """What is typed into a box for words: its answer is {"text": "words"}."""

    asks = "enter"
    usual_limit: ClassVar[int]
    lines: ClassVar[bool]

    def limit(self, question: Question) -> int:
        """Return how many characters an answer may have."""
        return int(question.get("limit") or self.usual_limit)

    def instruction(self, question: Question, language: str = DEFAULT) -> str:
        """Return how long an answer may be, where somebody could come near it."""
        if not question.get("limit") and self.lines:
            return ""
        return say("limit", language, limit=f"{self.limit(question):,}")

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        limit = question.get("limit", self.usual_limit)
        if type(limit) is not int or not 1 <= limit <= MOST:
            yield f"the limit is a whole number of characters from 1 to {MOST:,}"

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        return {
            "value": "".join(data.get(question["name"], ())[:1]),
            "limit": str(self.limit(question)),
            "left": say("letters left", language, count="{count}"),
            "over": say("letters over", language, count="{count}"),
        }

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        typed = posted(data, question["name"])
        if len(typed) > 1:
            return Reading(None, (self.wrong(question, "choose one", language),))
        text = clean_text("".join(typed), lines=self.lines)
        limit = self.limit(question)
        if len(text) > limit:
            fault = self.wrong(
                question, "too long", language, limit=f"{limit:,}", length=f"{len(text):,}"
            )
            return Reading(None, (fault,))
        return Reading({"text": text}) if text else Reading()

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return {question["name"]: [answer["text"]]} if answer["text"] else {}


class Written(Typed):
    """People's own words. Once they are cut loose the answer is {"text": null}, which still says
    that the person answered."""

    settings = frozenset({"limit"})

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        return (answer["text"] or "").splitlines()

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {"": answer["text"]} if answer["text"] else {}

    def cut_loose(self, question: Question, answer: Answer) -> tuple[Answer, dict[str, str]]:
        return {"text": None}, {"": answer["text"]} if answer["text"] else {}

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        return [texts_of(self, question, answers)]

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        return [Column(question["name"], said(question["label"], language), "text")]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        return [None if answer is None else answer["text"]]
