"""A number, whole or with decimals.

Settings: `min` and `max`; `decimals` (how many places may be typed; none without it); `unit`
(shown after the box, by language); `bands` (where each band after the first begins, in order: [18,
65] counts "under 18", "18 to 64" and "65 or more").
Answer: {"value": 12} or {"value": 2.5}.

A summary counts bands, never single numbers, which could point to a person. Without `bands` they
are round numbers chosen from the answers.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any, TypeGuard

from alongside.methods.questions.counting import Split, tally
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.on_paper import Cells, OnPaper
from alongside.methods.questions.question import (
    Answer,
    Cell,
    Column,
    Posted,
    Problem,
    Question,
    QuestionType,
    Reading,
    Summary,
    Value,
    posted,
)
from alongside.methods.questions.typed import NotANumber, number_words, read_number

add(
    "en",
    {
        "number title": "Number",
        "number words": "Your answer to “{label}” must be a number in figures, like {example}",
        "number comma": "Use a full stop for the decimal in “{label}”, like {example}",
        "number whole": "Your answer to “{label}” must be a whole number, like {example}",
        "number places": "Your answer to “{label}” can have {places} decimal places or fewer",
        "number between": "Your answer to “{label}” must be between {low} and {high}",
        "number least": "Your answer to “{label}” must be {low} or more",
        "number most": "Your answer to “{label}” must be {high} or less",
        "number under": "Under {high}",
        "number band": "{low} to {high}",
        "number below": "{low} to under {high}",
        "number over": "{low} or more",
        "number any": "Any number",
    },
)
MOST_PLACES = 6
BANDS = 6


def is_number(value: object) -> TypeGuard[int | float]:
    """Return whether a setting is a number; true and false are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


class Number(QuestionType):
    name = "number"
    order = 80
    asks = "enter"
    settings = frozenset({"min", "max", "decimals", "unit", "bands"})
    worded = frozenset({"unit"})

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        low, high = question.get("min"), question.get("max")
        for key, limit in (("min", low), ("max", high)):
            if limit is not None and not is_number(limit):
                yield f"{key} is a number"
        if is_number(low) and is_number(high) and low > high:
            yield "min is above max"
        places = question.get("decimals", 0)
        if type(places) is not int or not 0 <= places <= MOST_PLACES:
            yield f"decimals is a whole number from 0 to {MOST_PLACES}"
        bands = question.get("bands") or []
        if not all(map(is_number, bands)) or sorted(set(bands)) != list(bands):
            yield "bands are numbers, each above the one before"

    def effort(self, question: Question) -> float:
        return 7

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        return {
            "value": "".join(data.get(question["name"], ())[:1]),
            "unit": said(question.get("unit"), language),
            "inputmode": "decimal" if question.get("decimals") else "numeric",
        }

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        return Cells((("", said(question.get("unit"), language)),))

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        typed = posted(data, question["name"])
        if not typed:
            return Reading()
        if len(typed) > 1:
            return Reading(None, (self.wrong(question, "choose one", language),))
        try:
            value = read_number(typed[0])
        except NotANumber as fault:
            return Reading(None, (self._not_a_number(question, fault, language),))
        problem = self._outside(question, value, language)
        return Reading(None, (problem,)) if problem else Reading({"value": value})

    def _not_a_number(self, question: Question, fault: NotANumber, language: str) -> Problem:
        places = question.get("decimals", 0)
        key = "number comma" if fault.why == "comma" and places else "number words"
        if fault.why == "comma" and not places:
            key = "number whole"
        example = "1.5" if key == "number comma" else "12"
        return self.wrong(question, key, language, example=example)

    def _outside(self, question: Question, value: float, language: str) -> Problem | None:
        places, low, high = question.get("decimals", 0), question.get("min"), question.get("max")
        if not places and isinstance(value, float):
            return self.wrong(question, "number whole", language, example="12")
        if round(value, places) != value:
            return self.wrong(question, "number places", language, places=places)
        if (low is None or value >= low) and (high is None or value <= high):
            return None
        if low is not None and high is not None:
            key = "number between"
        else:
            key = "number most" if low is None else "number least"
        words = {end: number_words(n) for end, n in (("low", low), ("high", high)) if n is not None}
        return self.wrong(question, key, language, **words)

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        value = answer["value"]
        return {
            question["name"]: [str(value) if isinstance(value, int) else f"{value:.6f}".rstrip("0")]
        }

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        unit = said(question.get("unit"), language)
        return [f"{number_words(answer['value'])} {unit}".strip()]

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {"": answer["value"]}

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        numbers = [None if answer is None else answer["value"] for answer in answers]
        whole = not question.get("decimals")
        given = [number for number in numbers if number is not None]
        edges = question.get("bands") or round_edges(given, whole=whole)
        chosen = [[] if n is None else [bisect_right(edges, n)] for n in numbers]
        labels = band_labels(edges, whole=whole, language=language)
        return [tally(question["name"], labels, chosen, splits)]

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        return [Column(question["name"], said(question["label"], language), "number")]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        return [None if answer is None else answer["value"]]


def round_edges(numbers: Sequence[float], *, whole: bool) -> list[float]:
    """Return where at most six bands of the same round width (1, 2 or 5 times a power of ten) part
    these numbers; the first band and the last are open, so neither end is told.

    >>> round_edges([3, 18, 22, 47, 51], whole=True)
    [10, 20, 30, 40, 50]
    """
    exact = [Decimal(str(number)) for number in numbers]
    if not exact or min(exact) == max(exact):
        return []
    low, high = min(exact), max(exact)
    power = Decimal(10) ** ((high - low) / BANDS).adjusted()
    widths = (power * step for step in (1, 2, 5, 10, 20))
    width = next(w for w in widths if _floor(high / w) - _floor(low / w) < BANDS)
    width = max(width, Decimal(1)) if whole else width
    edges = [place * width for place in range(_floor(low / width) + 1, _floor(high / width) + 1)]
    return [int(edge) if edge == int(edge) else float(edge) for edge in edges]


def _floor(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_FLOOR))


def band_labels(edges: Sequence[float], *, whole: bool, language: str = DEFAULT) -> list[str]:
    """Return the words for the bands that `edges` part, one more than there are edges.

    >>> band_labels([18, 65], whole=True)
    ['Under 18', '18 to 64', '65 or more']
    """
    if not edges:
        return [say("number any", language)]
    key = "number band" if whole else "number below"
    middle = [
        number_words(low)
        if whole and high - low == 1
        else say(key, language, low=number_words(low), high=number_words(high - whole))
        for low, high in pairwise(edges)
    ]
    under = say("number under", language, high=number_words(edges[0]))
    return [under, *middle, say("number over", language, low=number_words(edges[-1]))]


TYPE = Number()
