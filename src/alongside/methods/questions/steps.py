"""What the types share whose answer is one step of a scale."""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions import choosing
from alongside.methods.questions.messages import DEFAULT, said, say
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    OneOfAList,
    Posted,
    Question,
    QuestionType,
    Reading,
    Value,
    posted,
    untranslated,
)


def check_labels(
    labels: object, languages: Collection[str], *, least: int, most: int
) -> Iterator[str]:
    """Yield what is wrong with the words of a scale, a mapping from language to text for each."""
    if not isinstance(labels, Sequence) or isinstance(labels, str):
        yield "the labels are not a list"
        return
    if not least <= len(labels) <= most:
        many = f"{least}" if least == most else f"{least} to {most}"
        yield f"needs {many} labels, and has {len(labels)}"
    for place, label in enumerate(labels, 1):
        if fault := untranslated(label, languages):
            yield f"label {place} {fault}"
    for language in languages:
        words = [said(label, language) for label in labels if isinstance(label, Mapping)]
        yield from (f"two labels read “{word}”" for word in sorted(choosing.twice(words)) if word)


def read_step(
    kind: QuestionType,
    question: Question,
    steps: Mapping[int, str],
    data: Posted,
    language: str,
    part: str = "",
) -> int | Reading | None:
    """Return the step that was posted for a part, None where it is blank, or a problem."""
    chosen = set(posted(data, question["name"], part))
    if not chosen:
        return None
    if len(chosen) > 1:
        return Reading(None, (kind.wrong(question, "choose one", language, part=part),))
    code = chosen.pop()
    found = next((step for step in steps if str(step) == code), None)
    if found is None:
        return Reading(None, (kind.wrong(question, "not a choice", language, part=part),))
    return found


class Steps(OneOfAList):
    """A scale: its answer is {"value": step}, with whole numbers for steps, lowest first."""

    @abstractmethod
    def steps(self, question: Question, language: str = DEFAULT) -> dict[int, str]:
        """Return every step and its label, lowest first."""

    def clear(self, question: Question, language: str = DEFAULT) -> str:
        return say("clear", language)

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield from self.steps(question, language).values()

    def effort(self, question: Question) -> float:
        return 3

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        found = {str(step): label for step, label in self.steps(question, language).items()}
        return {"choices": choosing.options(question, found, posted(data, question["name"]))}

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        step = read_step(self, question, self.steps(question, language), data, language)
        if isinstance(step, Reading):
            return step
        return Reading() if step is None else Reading({"value": step})

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return {question["name"]: [str(answer["value"])]}

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        return [self.steps(question, language)[answer["value"]]]

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {"": answer["value"]}

    def categories(
        self, question: Question, language: str = DEFAULT
    ) -> Sequence[tuple[str | int, str]]:
        return list(self.steps(question, language).items())

    def chosen(self, answer: Answer) -> Sequence[str | int]:
        return [answer["value"]]

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        codes = tuple((str(step), label) for step, label in self.steps(question, language).items())
        label = said(question["label"], language)
        return [Column(question["name"], label, "number", codes)]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        return [None if answer is None else answer["value"]]
