"""Things put in order: all of them, or the first few.

Settings: `choices`; `top` (how many to place; all of them without it); `shuffle` (true draws the
order of the choices for each person).
Answer: {"order": ["b", "a", "c"]}, first place first. Where the question is not required the order
may leave things out: who is undecided about one still says what matters to them most.

Each thing posts its place, or nothing while it is not in the order. A button with each thing moves
it: its field (`BUTTON`) holds what it does and to which ("up.food"), and `arranged` is what the
page holds then. That needs no dragging and no script.

The summary counts who put what first, and only that: with a table for every place the counts of one
place add up to the people who answered, and a number that is not shown could be worked out from the
others.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions import choosing
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.on_paper import Cells, OnPaper
from alongside.methods.questions.question import (
    BUTTON,
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
ACTS = ("up", "down", "out", "in")
"""What can be done to a thing, in the order of its buttons."""
add(
    "en",
    {
        "ranking title": "Put in order",
        "ranking all": "Put them in order. 1st comes first.",
        "ranking top": "Put your first {top} in order. 1st comes first.",
        "ranking some": "You can leave out what you are not sure about.",
        "ranking order": "My order",
        "ranking rest": "Not ranked yet",
        "ranking empty": "There is nothing in your order yet.",
        "ranking full": "You have your first {top}. Take one out to add another.",
        "ranking up": "Up",
        "ranking down": "Down",
        "ranking out": "Take out",
        "ranking in": "Add to my order",
        "ranking place": "{place}{ending}",
        "ranking moved": "{thing} is {place} now",
        "ranking taken out": "{thing} is not in your order now",
        "ranking twice": "In “{label}” you gave “{one}” and “{two}” the same place. "
        "Give each a different one",
        "ranking left out": "Add “{one}” to your order in “{label}”",
        "ranking too few": "Add {more} more to your order in “{label}”",
    },
)


class Ranking(OneOfAList):
    name = "ranking"
    order = 100
    settings = frozenset({"choices", "top", "shuffle"})
    shuffled = "choices"

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
        how = say(key, language, top=top)
        return how if question.get("required") else f"{how} {say('ranking some', language)}"

    def first_part(self, question: Question) -> str:
        return choosing.codes(question)[0]

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        name, top = question["name"], self.top(question)
        labels, order = choosing.labels(question, language), self._order(question, data)
        pressed = "".join(posted(data, name, BUTTON)[:1]).partition(".")[2]
        shown = {
            code: {
                "code": code,
                "name": field_name(name, code),
                "id": f"q-{field_name(name, code)}",
                "label": label,
                "place": str(order.index(code) + 1) if code in order else "",
                "ordinal": ordinal(order.index(code) + 1, language) if code in order else "",
                "invalid": code in problems,
                "pressed": code == pressed,
                "acts": [
                    {
                        "value": f"{act}.{code}",
                        "act": act,
                        "words": say(f"ranking {act}", language),
                        "hidden": hidden,
                    }
                    for act, hidden in (
                        ("up", code not in order[1:]),
                        ("down", code not in order[:-1]),
                        ("out", code not in order),
                        ("in", code in order or len(order) >= top),
                    )
                ],
            }
            for code, label in labels.items()
        }
        return {
            "do": field_name(name, BUTTON),
            "things": [shown[code] for code in order],
            "rest": [thing for code, thing in shown.items() if code not in order],
            "top": top,
            "is_full": len(order) >= top,
            "full": say("ranking full", language, top=top),
            "ordinals": "|".join(ordinal(place, language) for place in range(1, top + 1)),
            "acts": [{"act": act, "words": say(f"ranking {act}", language)} for act in ACTS],
            "order_title": say("ranking order", language),
            "rest_title": say("ranking rest", language),
            "empty": say("ranking empty", language),
            "moved": say("ranking moved", language, thing="{thing}", place="{place}"),
            "taken_out": say("ranking taken out", language, thing="{thing}"),
        }

    def _order(self, question: Question, data: Posted) -> list[str]:
        """Return the things that have a place, first place first. Whatever is no place is none."""
        places = {str(place): place for place in range(1, self.top(question) + 1)}
        found = [
            (places[texts[0]], at, code)
            for at, code in enumerate(choosing.codes(question))
            if (texts := posted(data, question["name"], code)) and texts[0] in places
        ]
        return [code for _, _, code in sorted(found)]

    def arranged(self, question: Question, data: Posted) -> Posted | None:
        """Return what the page holds once the button that was pressed has done what it says, or
        None where none was. A button that can do nothing, or is not ours, changes nothing."""
        name, order = question["name"], self._order(question, data)
        if not (pressed := posted(data, name, BUTTON)):
            return None
        act, _, code = pressed[0].partition(".")
        at = order.index(code) if code in order else -1
        by = {"up": -1, "down": 1}.get(act, 0)
        if act == "in" and at < 0 and code in choosing.codes(question):
            order = [*order, code][: self.top(question)]
        elif act == "out" and at >= 0:
            order.remove(code)
        elif by and at >= 0 and 0 <= at + by < len(order):
            order[at], order[at + by] = order[at + by], order[at]
        rest = {field_name(name, other): [""] for other in choosing.codes(question)}
        return {**data, **rest, **self.posted(question, {"order": order})}

    def read(self, question: Question, data: Posted, language: str = DEFAULT) -> Reading:
        reading = super().read(question, data, language)
        if reading.answer is None or not question.get("required"):
            return reading
        problems = tuple(self._lacking(question, reading.answer["order"], language))
        return Reading(None, problems) if problems else reading

    def _lacking(
        self, question: Question, order: Sequence[str], language: str
    ) -> Iterator[Problem]:
        labels, top = choosing.labels(question, language), self.top(question)
        free = [code for code in labels if code not in order]
        if len(order) == top:
            return
        if top == len(labels):
            for code in free:
                yield self.wrong(
                    question, "ranking left out", language, part=code, one=labels[code]
                )
        else:
            more = top - len(order)
            yield self.wrong(question, "ranking too few", language, part=free[0], more=more)

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        places = {str(place): place for place in range(1, self.top(question) + 1)}
        typed = {code: posted(data, question["name"], code) for code in choosing.codes(question)}
        placed: dict[int, list[str]] = {}
        for code, texts in typed.items():
            if len(set(texts)) > 1 or set(texts) - places.keys():
                return Reading(None, (self.wrong(question, "not a choice", language, part=code),))
            if texts:
                placed.setdefault(places[texts[0]], []).append(code)
        labels = choosing.labels(question, language)
        problems = tuple(
            self.wrong(
                question, "ranking twice", language, part=two, one=labels[one], two=labels[two]
            )
            for _, (one, *others) in sorted(placed.items())
            for two in others[:1]
        )
        if problems or not placed:
            return Reading(None, problems)
        return Reading({"order": [codes[0] for _, codes in sorted(placed.items())]})

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

    def by_places(self, question: Question, answer: Answer) -> Answer:
        places = choosing.places(question)
        return {**answer, "order": [places[code] for code in answer["order"]]}

    def categories(
        self, question: Question, language: str = DEFAULT
    ) -> Sequence[tuple[str | int, str]]:
        return list(choosing.labels(question, language).items())

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        return Cells(tuple(("", thing) for thing in choosing.labels(question, language).values()))

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
