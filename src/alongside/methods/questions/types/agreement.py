"""How far a person agrees with a statement, on five steps.

Settings: `labels` (five words by language, strongest disagreement first), in place of the usual
ones.
Answer: {"value": 4}, from 1 (strongly disagree) to 5 (strongly agree).

The steps are shown in that order too. People pick the first of a list a little more often than it
deserves, and here that leans against the statement rather than for it.
"""

from collections.abc import Collection, Iterator

from alongside.methods.questions.messages import DEFAULT, add, said, say
from alongside.methods.questions.question import Question
from alongside.methods.questions.steps import Steps, check_labels

add(
    "en",
    {
        "agreement title": "Agreement scale",
        "agreement 1": "Strongly disagree",
        "agreement 2": "Disagree",
        "agreement 3": "Neither agree nor disagree",
        "agreement 4": "Agree",
        "agreement 5": "Strongly agree",
    },
)
STEPS = range(1, 6)


class Agreement(Steps):
    name = "agreement"
    order = 30
    settings = frozenset({"labels"})

    def check(self, question: Question, languages: Collection[str]) -> Iterator[str]:
        if question.get("labels") is not None:
            yield from check_labels(question["labels"], languages, least=5, most=5)

    def steps(self, question: Question, language: str = DEFAULT) -> dict[int, str]:
        own = question.get("labels")
        if own:
            return {step: said(own[step - 1], language) for step in STEPS}
        return {step: say(f"agreement {step}", language) for step in STEPS}


TYPE = Agreement()
