"""Before and now, asked together after the event: two scales over the same words.

Asking both afterwards (a retrospective pre-test) lets people judge "before" knowing what they did
not know then; answers given in advance are often too high. It goes beside an objective question,
not in place of one: it can also flatter the gain.

Settings: `labels` (2 to 11 words by language, lowest first; without it five steps from "not at
all" to "very well"), `before_label` and `now_label`.
Answer: {"before": 2, "now": 4}, steps counted from 1; in an optional question either may be left
out, and is asked for once: only both together count as a change.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.disclosure import Pair
from alongside.methods.questions import choosing
from alongside.methods.questions.counting import Split
from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.on_paper import Grid, OnPaper
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
    field_name,
    posted,
)
from alongside.methods.questions.steps import check_labels, read_step

PARTS = ("before", "now")
add(
    "en",
    {
        "before_now title": "Before and now",
        "before_now before": "Before the session",
        "before_now now": "Now",
        "before_now 1": "Not at all",
        "before_now 2": "A little",
        "before_now 3": "Fairly well",
        "before_now 4": "Well",
        "before_now 5": "Very well",
        "before_now place": "{place} of {total}",
        "before_now both": "You answered “{given}” and not “{side}” in “{label}”. "
        "We can only count a change when you answer both",
        "before_now missing": "Choose an answer for “{side}” in “{label}”",
    },
)
USUAL_STEPS = range(1, 6)


class BeforeNow(QuestionType):
    name = "before_now"
    order = 50
    inside = True
    settings = frozenset({"labels", "before_label", "now_label"})
    worded = frozenset({"before_label", "now_label"})

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        if question.get("labels") is not None:
            yield from check_labels(question["labels"], languages, least=2, most=11)

    def steps(self, question: Question, language: str = DEFAULT) -> dict[int, str]:
        """Return every step and its label, lowest first."""
        own = question.get("labels")
        if own:
            return {step: said(label, language) for step, label in enumerate(own, 1)}
        return {step: say(f"before_now {step}", language) for step in USUAL_STEPS}

    def sides(self, question: Question, language: str = DEFAULT) -> dict[str, str]:
        """Return what "before" and "now" are called."""
        return {
            part: said(question.get(f"{part}_label"), language)
            or say(f"before_now {part}", language)
            for part in PARTS
        }

    def clear(self, question: Question, language: str = DEFAULT) -> str:
        return say("clear", language)

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield from self.sides(question, language).values()
        yield from self.steps(question, language).values()

    def effort(self, question: Question) -> float:
        return 8

    def controls(
        self, question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
    ) -> dict[str, Any]:
        found = {str(step): label for step, label in self.steps(question, language).items()}
        name = question["name"]
        return {
            "groups": [
                {
                    "name": field_name(name, part),
                    "id": f"q-{field_name(name, part)}",
                    "label": label,
                    "place": say("before_now place", language, place=place, total=len(PARTS)),
                    "problems": problems.get(part, []),
                    "choices": choosing.options(
                        question, found, posted(data, name, part), part=part
                    ),
                }
                for place, (part, label) in enumerate(self.sides(question, language).items(), 1)
            ]
        }

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        sides = self.sides(question, language).values()
        return Grid(tuple(sides), tuple(self.steps(question, language).values()))

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        steps = self.steps(question, language)
        answer: dict[str, int] = {}
        problems: list[Problem] = []
        for part in PARTS:
            step = read_step(self, question, steps, data, language, part)
            if isinstance(step, Reading):
                problems += step.problems
            elif step is not None:
                answer[part] = step
        if question.get("required") and (answer or problems):
            problems += self._left_out(question, data, language)
        return Reading(None if problems else answer or None, tuple(problems))

    def _left_out(self, question: Question, data: Posted, language: str) -> Iterator[Problem]:
        for part, side in self.sides(question, language).items():
            if not posted(data, question["name"], part):
                yield self.wrong(question, "before_now missing", language, part=part, side=side)

    def doubts(
        self, question: Question, answer: Answer, language: str = DEFAULT
    ) -> tuple[Problem, ...]:
        sides = self.sides(question, language)
        given = next((side for part, side in sides.items() if part in answer), "")
        return tuple(
            self.wrong(question, "before_now both", language, part=part, side=side, given=given)
            for part, side in sides.items()
            if part not in answer
        )

    def first_part(self, question: Question) -> str:
        return "before"

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return {field_name(question["name"], part): [str(answer[part])] for part in answer}

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        steps, sides = self.steps(question, language), self.sides(question, language)
        none = say("no answer", language)
        given = {part: steps[answer[part]] if part in answer else none for part in PARTS}
        return [f"{sides[part]}: {words}" for part, words in given.items()]

    def parts(self, question: Question) -> tuple[str, ...]:
        return PARTS

    def values(self, question: Question, answer: Answer) -> dict[str, Value]:
        return {part: answer[part] for part in PARTS if part in answer}

    def summarise(
        self,
        question: Question,
        answers: Sequence[Answer | None],
        language: str = DEFAULT,
        splits: Sequence[Split] = (),
    ) -> list[Summary]:
        """Return one `Pair` of the people who gave both answers. It has no cuts."""
        both = (answer for answer in answers if answer is not None and len(answer) == len(PARTS))
        counts = Counter((answer["before"], answer["now"]) for answer in both)
        steps = self.steps(question, language)
        joint = tuple(tuple(counts[before, now] for now in steps) for before in steps)
        return [Pair(question["name"], tuple(steps.values()), joint)]

    def codebook(self, question: Question, language: str = DEFAULT) -> list[Column]:
        codes = tuple((str(step), label) for step, label in self.steps(question, language).items())
        label = said(question["label"], language)
        return [
            Column(field_name(question["name"], part), f"{label}: {side}", "number", codes)
            for part, side in self.sides(question, language).items()
        ]

    def cells(self, question: Question, answer: Answer | None) -> list[Cell]:
        return [(answer or {}).get(part) for part in PARTS]


TYPE = BeforeNow()
