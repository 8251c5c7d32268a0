"""One choice from a list, with "something else" in the person's own words where it is offered.

Settings: `choices`; `other` (true offers something else) and `other_label`; `appearance`
("buttons" or "select"; without it up to eight choices are buttons); `shuffle` (true draws the
order of the choices for each person).
Answer: {"choice": "a"}, or {"choice": "other", "other": "their words"}; in an optional question
`other` may be left out, and is asked for once.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions import choosing, picturing
from alongside.methods.questions.choosing import OTHER
from alongside.methods.questions.counting import Split
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.on_paper import OnPaper
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    OneOfAList,
    Posted,
    Problem,
    Question,
    Reading,
    Summary,
    Value,
    field_name,
    posted,
    texts_of,
)

add("en", {"one title": "One choice", "one select": "Choose one"})
APPEARANCES = ("", "buttons", "select")


class One(OneOfAList):
    name = "one"
    order = 10
    settings = frozenset({"choices", "other", "other_label", "appearance", "shuffle"})
    shuffled = "choices"
    worded = frozenset({"other_label"})

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        faults = list(choosing.check_list(question.get("choices"), languages))
        yield from faults
        if faults:
            return
        yield from choosing.check_other(question, languages)
        if question.get("appearance", "") not in APPEARANCES:
            yield "the appearance is “buttons” or “select”"

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield from choosing.labels(question, language).values()
        yield from choosing.hints(question, language).values()

    def effort(self, question: Question) -> float:
        return 3

    def appearance(self, question: Question) -> str:
        """Return how the choices are shown: as buttons, or as a list to open ("select")."""
        if picturing.is_pictured(question):  # a list to open shows no pictures
            return "buttons"
        few = len(choosing.codes(question)) <= choosing.FEW
        return question.get("appearance") or ("buttons" if few else "select")

    def clear(self, question: Question, language: str = DEFAULT) -> str:
        return say("clear", language) if self.appearance(question) == "buttons" else ""

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        found = choosing.labels(question, language)
        chosen = posted(data, question["name"])
        return {
            "appearance": self.appearance(question),
            "choices": choosing.options(
                question,
                found,
                chosen,
                hints=choosing.hints(question, language),
                beside=picturing.each_beside(question, language),
            ),
            "pictured": picturing.is_pictured(question),
            "layout": "pictured" if picturing.is_pictured(question) else "",
            "empty": say("one select", language),
            "other": choosing.other_control(question, data, problems, language),
        }

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        chosen = list(dict.fromkeys(posted(data, question["name"])))
        words, problems = choosing.read_other(self, question, data, language)
        if not chosen and words:
            chosen = [OTHER]
        if len(chosen) > 1:
            return Reading(None, (self.wrong(question, "choose one", language),))
        if not chosen:
            return Reading()
        if not choosing.offers(question, chosen[0]):
            return Reading(None, (self.wrong(question, "not a choice", language),))
        if chosen != [OTHER] or not words:
            if chosen == [OTHER] and question.get("other") and question.get("required"):
                return Reading(None, (choosing.other_missing(self, question, language),))
            return Reading({"choice": chosen[0]})
        return Reading(None if problems else {"choice": OTHER, "other": words}, tuple(problems))

    def doubts(
        self, question: Question, answer: Answer, language: str = DEFAULT
    ) -> tuple[Problem, ...]:
        return choosing.other_doubts(self, question, answer, [answer["choice"]], language)

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        data = {question["name"]: [answer["choice"]]}
        if answer.get("other"):
            data[field_name(question["name"], OTHER)] = [answer["other"]]
        return data

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        label = choosing.labels(question, language)[answer["choice"]]
        return [f"{label}: {answer['other']}" if answer.get("other") else label]

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {"": answer["choice"]} | ({OTHER: answer["other"]} if answer.get("other") else {})

    def parts(self, question: Question) -> tuple[str, ...]:
        return ("", OTHER) if question.get("other") else ("",)

    def cut_loose(self, question: Question, answer: Answer) -> tuple[Answer, dict[str, str]]:
        words = answer.get("other", "")
        return {"choice": answer["choice"]}, {OTHER: words} if words else {}

    def by_places(self, question: Question, answer: Answer) -> Answer:
        return {**answer, "choice": choosing.places(question)[answer["choice"]]}

    def categories(
        self, question: Question, language: str = DEFAULT
    ) -> Sequence[tuple[str | int, str]]:
        return list(choosing.labels(question, language).items())

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        return choosing.ticks(question, language)

    def chosen(self, answer: Answer) -> list[str | int]:
        return [answer["choice"]]

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        counts = super().summarise(question, answers, language, splits)
        return (
            [*counts, texts_of(self, question, answers, OTHER)] if question.get("other") else counts
        )

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        column = Column(
            question["name"],
            said(question["label"], language),
            "choice",
            tuple(choosing.labels(question, language).items()),
        )
        return [column, *choosing.other_column(question, language)]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        found = answer or {}
        return [found.get("choice"), *([found.get("other")] if question.get("other") else [])]


TYPE = One()
