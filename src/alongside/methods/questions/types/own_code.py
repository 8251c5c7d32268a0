"""A code that people make themselves, the same each time, so that what they answer at two times can
be laid side by side although nobody knows who they are.

Answer: {"text": "M17"} while somebody answers. Whoever keeps answers keeps {"code": "…"} in its
place: a sum of it that nobody can read (`kept`). It stands in no export and no count.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from alongside.methods.own_codes import plain
from alongside.methods.questions.messages import DEFAULT, add, say
from alongside.methods.questions.question import (
    Answer,
    Posted,
    Question,
    Reading,
    Uncounted,
)
from alongside.methods.questions.writing import Typed

add(
    "en",
    {
        "own_code title": "A code of their own",
        "own_code how": "For example: the first letter of the street you grew up in, the day of "
        "the month on which you were born, and the first letter of your mother’s first name. Like "
        "“M17A”. Make it the same way each time.",
        "own_code kept": "We do not keep the code, but a sum of it that nobody can read. It joins "
        "these answers with those you give at another time, and says to nobody who you are. It is "
        "deleted 15 months after this has closed.",
        "own_code short": "Make the code to “{label}” longer: at least {fewest} letters or figures",
        "own_code given": "A code of their own, which is not shown",
    },
)
FEWEST = 3
"""Letters and figures that a code has at least: with fewer, many people have the same."""


class OwnCode(Uncounted, Typed):
    name = "own_code"
    order = 128
    joins = True
    usual_limit = 30
    lines = False

    def instruction(self, question: Question, language: str = DEFAULT) -> str:
        return f"{say('own_code how', language)} {say('own_code kept', language)}"

    def reads(self, question: Question, language: str = DEFAULT) -> Iterator[str]:
        yield self.instruction(question, language)

    def effort(self, question: Question) -> float:
        return 25

    def parse(self, question: Question, data: Posted, language: str) -> Reading:
        reading = super().parse(question, data, language)
        if reading.answer is not None and len(plain(reading.answer["text"])) < FEWEST:
            fault = self.wrong(question, "own_code short", language, fewest=FEWEST)
            return Reading(None, (fault,))
        return reading

    def posted(self, question: Question, answer: Answer) -> dict[str, list[str]]:
        return super().posted(question, answer) if "text" in answer else {}

    def in_words(self, question: Question, answer: Answer, language: str = DEFAULT) -> list[str]:
        return [answer["text"] if "text" in answer else say("own_code given", language)]


TYPE = OwnCode()


def names(form: Mapping[str, Any]) -> Collection[str]:
    """Return the names of the questions of a form that ask for such a code."""
    return [one["name"] for one in form["questions"] if one["type"] == OwnCode.name]


def kept(
    form: Mapping[str, Any], answers: Mapping[str, Any], sum_of: Callable[[str], str]
) -> dict[str, Any]:
    """Return answers as they may be kept: with `sum_of` each code in place of the code."""
    found = dict(answers)
    for name in names(form):
        if "text" in (found.get(name) or {}):
            found[name] = {"code": sum_of(plain(found[name]["text"]))}
    return found
