"""Things put in order: all of them, or the first few.

Settings: `choices`; `top` (how many to place; all of them without it).
Answer: {"order": ["b", "a", "c"]}, first place first.

Each thing has a list of places to pick from, which needs no dragging and no script. The summary
counts who put what first, and only that: with a table for every place the counts of one place add
up to the people who answered, and a number that is not shown could be worked out from the others.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions import choosing
from alongside.methods.questions.messages import DEFAULT, add, said, say
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
    field_name,
    posted,
)

MOST = 12
add(
    "en",
    {
        "ranking title": "Put in order",
        "ranking all": "Give each one a place. 1st comes first.",
        "ranking top": "Choose your first {top} and give each a place. 1st comes first.",
        "ranking empty": "No place",
        "ranking place": "{place}{ending}",
        "ranking twice": "In “{label}” you gave “{one}” and “{two}” the same place. "
        "Give each a different one",
        "ranking left out": "Give “{one}” a place in “{label}”",
        "ranking gap": "Choose what comes {place} in “{label}”",
    },
)


class Ranking(OneOfAList):
    name = "ranking"
    order = 100
    settings = frozenset({"choices", "top"})

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        faults = list(choosing.check_list(question.get("choices"), languages))
        yield from faults
        if faults:
            return
        count = len(question["choices"])
        if count > MOST:
            yield f"has {count} things to put in order; people can manage {MOST} at most"
        top = question.get("top", count)
        if type(top) is not int or not 1 <= top <= count:
            yield f"top is a whole number from 1 to {count}"

    def top(self, question: Question) -> int:
        """Return how many places there are."""
        return int(question.get("top") or len(question["choices"]))

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield from choosing.labels(question, language).values()

    def effort(self, question: Question) -> float:
        return 5 * self.top(question)

    def instruction(self, question: Question, language: str = DEFAULT) -> str:
        top = self.top(question)
        key = "ranking all" if top == len(question["choices"]) else "ranking top"
        return say(key, language, top=top)

    def first_part(self, question: Question) -> str:
        return choosing.codes(question)[0]

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        name = question["name"]
        places = range(1, self.top(question) + 1)
        return {
            "empty": say("ranking empty", language),
            "things": [
                {
                    "name": field_name(name, code),
                    "id": f"q-{field_name(name, code)}",
                    "label": label,
                    "invalid": code in problems,
                    "places": [
                        {
                            "value": str(place),
                            "label": ordinal(place, language),
                            "chosen": str(place) in posted(data, name, code),
                        }
                        for place in places
                    ],
                }
                for code, label in choosing.labels(question, language).items()
            ],
        }

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        places = {str(place): place for place in range(1, self.top(question) + 1)}
        typed = {code: posted(data, question["name"], code) for code in choosing.codes(question)}
        placed: dict[int, list[str]] = {}
        for code, texts in typed.items():
            if len(set(texts)) > 1 or set(texts) - places.keys():
                return Reading(None, (self.wrong(question, "not a choice", language, part=code),))
            if texts:
                placed.setdefault(places[texts[0]], []).append(code)
        if not placed:
            return Reading()
        problems = tuple(self._faults(question, placed, language))
        order = [codes[0] for _, codes in sorted(placed.items())]
        return Reading(None, problems) if problems else Reading({"order": order})

    def _faults(
        self, question: Question, placed: Mapping[int, list[str]], language: str
    ) -> Iterator[Problem]:
        labels = choosing.labels(question, language)
        shared = [codes for _, codes in sorted(placed.items()) if len(codes) > 1]
        for one, two, *_ in shared:
            names = {"one": labels[one], "two": labels[two]}
            yield self.wrong(question, "ranking twice", language, part=two, **names)
        if shared:
            return
        ranked = {codes[0] for codes in placed.values()}
        free = [code for code in labels if code not in ranked]
        if self.top(question) == len(labels):
            for code in free:
                yield self.wrong(
                    question, "ranking left out", language, part=code, one=labels[code]
                )
            return
        for place in range(1, self.top(question) + 1):
            if place not in placed:
                name = ordinal(place, language)
                yield self.wrong(question, "ranking gap", language, part=free[0], place=name)

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return {
            field_name(question["name"], code): [str(place)]
            for place, code in enumerate(answer["order"], 1)
        }

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        labels = choosing.labels(question, language)
        return [
            f"{ordinal(place, language)}: {labels[code]}"
            for place, code in enumerate(answer["order"], 1)
        ]

    def parts(self, question: Question) -> tuple[str, ...]:
        return ("", *choosing.codes(question))

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        places = {code: float(place) for place, code in enumerate(answer["order"], 1)}
        return {"": " ".join(answer["order"]), **places}

    def categories(
        self, question: Question, language: str = DEFAULT
    ) -> Sequence[tuple[str | int, str]]:
        return list(choosing.labels(question, language).items())

    def chosen(self, answer: Answer) -> Sequence[str | int]:
        return [answer["order"][0]]

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        label = said(question["label"], language)
        places = tuple((str(n), ordinal(n, language)) for n in range(1, self.top(question) + 1))
        return [
            Column(field_name(question["name"], code), f"{label}: {thing}", "number", places)
            for code, thing in choosing.labels(question, language).items()
        ]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        order = [] if answer is None else list(answer["order"])
        codes = choosing.codes(question)
        return [order.index(code) + 1 if code in order else None for code in codes]


def ordinal(place: int, language: str = DEFAULT) -> str:
    """Return a place as people say it.

    >>> [ordinal(place) for place in (1, 2, 3, 4, 11, 12)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place if place < 20 else place % 10, "th")
    return say("ranking place", language, place=place, ending=ending)


TYPE = Ranking()
