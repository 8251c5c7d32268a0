"""A number chosen on a line between two ends that have a name, such as 0 to 100.

Settings: `start` and `end` (whole numbers); `step` (how far apart the numbers are, 1 without it);
`low` and `high` (what the ends mean).
Answer: {"value": 72}.

What is posted is a box with a number in it. A script puts a slider beside the box, which says "not
answered yet" until somebody moves it: a slider by itself always stands somewhere, and a middle that
nobody chose would count as an answer.

The summary counts the same bands whoever answers, so that two surveys can be compared.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions.counting import Split, tally
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.question import (
    Answer,
    Posted,
    Question,
    Reading,
    Summary,
    untranslated,
)
from alongside.methods.questions.typed import number_words
from alongside.methods.questions.types.number import Number, round_edges

add(
    "en",
    {
        "slider title": "Slider",
        "slider how": "From {start} ({low}) to {end} ({high}).",
        "slider not yet": "Not answered yet",
        "slider now": "Your answer: {value}",
        "slider keys": "Move the slider, or type a number below.",
        "slider step": "Your answer to “{label}” must be {start}, {next} and so on, in steps of "
        "{step}",
        "slider words": "{value}, from {start} ({low}) to {end} ({high})",
    },
)
WIDEST = 1_000
EACH = 11
"""Up to this many numbers are counted one by one, more in bands."""


class Slider(Number):
    name = "slider"
    order = 45
    settings = frozenset({"start", "end", "step", "low", "high"})
    worded = frozenset({"low", "high"})

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        start, end, step = question.get("start"), question.get("end"), question.get("step", 1)
        if type(start) is not int or type(end) is not int or not 2 <= end - start <= WIDEST:
            yield f"start and end are whole numbers, the end 2 to {WIDEST:,} above the start"
        elif type(step) is not int or step < 1 or (end - start) % step or end - start < 2 * step:
            yield "step is a whole number that leads from the start to the end, in 2 or more"
        for key in ("low", "high"):
            if fault := untranslated(question.get(key), languages):
                yield f"the name of the {key} end {fault}"

    def instruction(self, question: Question, language: str = DEFAULT) -> str:
        return say("slider how", language, **self._ends(question, language))

    def _ends(self, question: Question, language: str) -> dict[str, str]:
        return {
            "start": number_words(question["start"]),
            "end": number_words(question["end"]),
            "low": said(question["low"], language),
            "high": said(question["high"], language),
        }

    def effort(self, question: Question) -> float:
        return 5

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        start, end, step = question["start"], question["end"], question.get("step", 1)
        return super().controls(question, data, problems, language) | self._ends(
            question, language
        ) | {
            "first": start,
            "last": end,
            "step": step,
            "middle": start + (end - start) // step // 2 * step,
            "not_yet": say("slider not yet", language),
            "now": say("slider now", language, value="{value}"),
            "keys": say("slider keys", language),
        }  # fmt: skip

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        start, step = question["start"], question.get("step", 1)
        limits = {"min": start, "max": question["end"]}
        reading = super().parse({**question, **limits}, data, language)
        if reading.answer is None or (reading.answer["value"] - start) % step == 0:
            return reading
        following = number_words(start + step)
        words = {"start": number_words(start), "next": following, "step": number_words(step)}
        return Reading(None, (self.wrong(question, "slider step", language, **words),))

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        value = number_words(answer["value"])
        return [say("slider words", language, value=value, **self._ends(question, language))]

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        start, end, step = question["start"], question["end"], question.get("step", 1)
        values = [None if answer is None else answer["value"] for answer in answers]
        if (end - start) // step < EACH:
            begins = list(range(start, end + 1, step))
            labels = [number_words(value) for value in begins]
        else:
            edges = [int(edge) for edge in round_edges([start, end], whole=True)]
            begins = [start, *(edge for edge in edges if start < edge < end)]
            ends = [*(edge - 1 for edge in begins[1:]), end]
            labels = [
                say("number band", language, low=number_words(low), high=number_words(high))
                for low, high in zip(begins, ends, strict=True)
            ]
        chosen = [[] if value is None else [bisect_right(begins, value) - 1] for value in values]
        return [tally(question["name"], labels, chosen, splits)]


TYPE = Slider()
