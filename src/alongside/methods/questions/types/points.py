"""A number of points that people share out over several things.

Settings: `choices` (the things); `total` (how many points there are, 10 without it); `shuffle`
(true draws the order of the things for each person).
Answer: {"points": {"a": 7, "b": 3}}; things that got none are left out. They always come to the
total: an answer that does not is none.

Each thing posts its points from a box with a button on either side. A button's field (`BUTTON`)
holds what it does and to which ("more.food"), and `arranged` is what the page holds then, so that
it works without a script. A button never gives more than is left.

The summary counts people, never points: who gave a thing more than any other, or gave the most to
several alike, and who gave it any. Everybody stands once in the first of these, so that a number
which is not shown is protected by hiding another. An average could be worked backwards to one
person's points, because everybody's come to the same sum.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions import choosing
from alongside.methods.questions.counting import Split, tally
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.on_paper import Cells, OnPaper
from alongside.methods.questions.question import (
    BUTTON,
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
    field_name,
    posted,
)
from alongside.methods.questions.typed import NotANumber, read_number

USUAL = 10
HIGHEST = 1_000
MOST = 12
FINE = 20
"""Up to this many points a button moves one at a time; above, five."""
add(
    "en",
    {
        "points title": "Share out points",
        "points how": "Share out {total} points. Give more to what matters more.",
        "points some": "Points left: {left} of {total}",
        "points none": "All {total} points are shared out",
        "points over": "Too many points: take {over} away",
        "points less": "−{by}",
        "points more": "+{by}",
        "points number": "Enter points for “{thing}” in “{label}” as a whole number, like 3",
        "points few": "Share out all {total} points in “{label}”. You have {left} left",
        "points many": "You gave {given} points in “{label}”. Take {over} away, so that they come "
        "to {total}",
        "points given": "{thing}: {points} of {total}",
        "points most": "given the most points",
        "points any": "given any points",
        "points alike": "Several got the most",
    },
)


class Points(QuestionType):
    name = "points"
    order = 105
    asks = "enter"
    settings = frozenset({"choices", "total", "shuffle"})
    shuffled = "choices"

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        faults = list(choosing.check_list(question.get("choices"), languages))
        yield from faults
        if faults:
            return
        count = len(question["choices"])
        if count > MOST:
            yield f"has {count} things to give points to; people can manage {MOST} at most"
        total = question.get("total", USUAL)
        if type(total) is not int or not 2 <= total <= HIGHEST:
            yield f"total is a whole number from 2 to {HIGHEST:,}"

    def total(self, question: Question) -> int:
        """Return how many points there are to share out."""
        return int(question.get("total") or USUAL)

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield from choosing.labels(question, language).values()

    def effort(self, question: Question) -> float:
        return 5 * len(question["choices"])

    def instruction(self, question: Question, language: str = DEFAULT) -> str:
        return say("points how", language, total=self.total(question))

    def first_part(self, question: Question) -> str:
        return choosing.codes(question)[0]

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        name, total, by = question["name"], self.total(question), self._by(question)
        pressed = "".join(posted(data, name, BUTTON)[:1]).partition(".")[2]
        hints = choosing.hints(question, language)
        given = sum(points or 0 for points in self._counts(question, data).values())
        return {
            "do": field_name(name, BUTTON),
            "by": by,
            "total": total,
            "things": [
                {
                    "code": code,
                    "name": field_name(name, code),
                    "id": f"q-{field_name(name, code)}",
                    "label": label,
                    "hint": hints.get(code, ""),
                    "value": "".join(data.get(field_name(name, code), ())[:1]),
                    "invalid": code in problems,
                    "pressed": code == pressed,
                    **{
                        act: {
                            "act": act,
                            "value": f"{act}.{code}",
                            "words": say(f"points {act}", language, by=by),
                        }
                        for act in ("less", "more")
                    },
                }
                for code, label in choosing.labels(question, language).items()
            ],
            "state": self._state(total, total - given, language),
            "some": say("points some", language, left="{left}", total=total),
            "none": say("points none", language, total=total),
            "over": say("points over", language, over="{over}"),
        }

    def _by(self, question: Question) -> int:
        """Return how many points a button moves."""
        return 1 if self.total(question) <= FINE else 5

    def _state(self, total: int, left: int, language: str) -> str:
        """Return how many points are left, in words."""
        if left < 0:
            return say("points over", language, over=-left)
        return say("points some" if left else "points none", language, left=left, total=total)

    def _counts(self, question: Question, data: Posted) -> dict[str, int | None]:
        """Return the points of each thing; 0 where there are none, None for what is no number of
        points."""
        found: dict[str, int | None] = {}
        for code in choosing.codes(question):
            typed = {text.strip() for text in posted(data, question["name"], code)}
            try:
                numbers = {read_number(text) for text in typed} or {0}
            except NotANumber:
                numbers = set()
            number = numbers.pop() if len(numbers) == 1 else -1
            whole = isinstance(number, int) and 0 <= number <= HIGHEST * HIGHEST
            found[code] = int(number) if whole else None
        return found

    def arranged(self, question: Question, data: Posted) -> Posted | None:
        name, counts = question["name"], self._counts(question, data)
        if not (pressed := posted(data, name, BUTTON)):
            return None
        act, _, code = pressed[0].partition(".")
        now = counts.get(code)
        if now is None:
            return dict(data)
        left = self.total(question) - sum(points or 0 for points in counts.values())
        by = self._by(question)
        change = {"more": max(0, min(by, left)), "less": -min(by, now)}.get(act, 0)
        return {**data, field_name(name, code): [str(now + change)]}

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        counts, labels = self._counts(question, data), choosing.labels(question, language)
        unclear = tuple(
            self.wrong(question, "points number", language, part=code, thing=labels[code])
            for code, points in counts.items()
            if points is None
        )
        given = {code: points for code, points in counts.items() if points}
        if unclear or not given:
            return Reading(None, unclear)
        problem = self._not_the_sum(question, sum(given.values()), language)
        return Reading(None, (problem,)) if problem else Reading({"points": given})

    def _not_the_sum(self, question: Question, given: int, language: str) -> Problem | None:
        total = self.total(question)
        if given == total:
            return None
        if given < total:
            return self.wrong(question, "points few", language, total=total, left=total - given)
        over = given - total
        return self.wrong(question, "points many", language, total=total, given=given, over=over)

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return {
            field_name(question["name"], code): [str(answer["points"].get(code, 0))]
            for code in choosing.codes(question)
        }

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        total = self.total(question)
        return [
            say(
                "points given",
                language,
                thing=label,
                points=answer["points"].get(code, 0),
                total=total,
            )
            for code, label in choosing.labels(question, language).items()
        ]

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        return Cells(tuple(("", thing) for thing in choosing.labels(question, language).values()))

    def parts(self, question: Question) -> tuple[str, ...]:
        return tuple(choosing.codes(question))

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {code: answer["points"].get(code, 0) for code in choosing.codes(question)}

    def by_places(self, question: Question, answer: Answer) -> Answer:
        places = choosing.places(question)
        return {**answer, "points": {places[code]: n for code, n in answer["points"].items()}}

    def titles(self, question: Question, language: str = DEFAULT) -> list[str]:
        return [say("points most", language), say("points any", language)]

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        labels, codes = choosing.labels(question, language), choosing.codes(question)
        given = [{} if answer is None else answer["points"] for answer in answers]
        name, things = question["name"], list(labels.values())
        any_of = [[codes.index(code) for code in points] for points in given]
        most = [
            [place for place in places if points[codes[place]] == max(points.values())]
            for places, points in zip(any_of, given, strict=True)
        ]
        alone = [places if len(places) < 2 else [len(codes)] for places in most]
        alike = say("points alike", language)
        return [
            tally(field_name(name, "most"), [*things, alike], alone, splits),
            tally(field_name(name, "any"), things, any_of, splits, several=True),
        ]

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        label = said(question["label"], language)
        return [
            Column(field_name(question["name"], code), f"{label}: {thing}", "number")
            for code, thing in choosing.labels(question, language).items()
        ]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        codes = choosing.codes(question)
        return [None if answer is None else answer["points"].get(code, 0) for code in codes]


TYPE = Points()
