"""A scale of whole numbers whose two ends have a name, such as 0 to 10.

Settings: `start` and `end` (whole numbers, at most ten apart), `low` and `high` (what the ends
mean).
Answer: {"value": 7}.
"""

from collections.abc import Collection, Iterator

from alongside.methods.questions.messages import DEFAULT, add, said
from alongside.methods.questions.question import Question, untranslated
from alongside.methods.questions.steps import Steps

add("en", {"scale title": "Number scale"})
WIDEST = 10


class Scale(Steps):
    name = "scale"
    order = 40
    settings = frozenset({"start", "end", "low", "high"})

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        start, end = question.get("start"), question.get("end")
        if type(start) is not int or type(end) is not int or not 1 <= end - start <= WIDEST:
            yield f"start and end are whole numbers, the end 1 to {WIDEST} above the start"
        for key in ("low", "high"):
            if fault := untranslated(question.get(key), languages):
                yield f"the name of the {key} end {fault}"

    def steps(self, question: Question, language: str = DEFAULT) -> dict[int, str]:
        ends = {question["start"]: "low", question["end"]: "high"}
        return {
            step: f"{step} {said(question.get(ends.get(step, '')), language)}".strip()
            for step in range(question["start"], question["end"] + 1)
        }


TYPE = Scale()
