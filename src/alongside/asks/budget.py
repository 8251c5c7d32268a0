"""How long a form may be before the person who writes it is warned."""

import math
from dataclasses import dataclass

from alongside.methods.questions import is_answered, minutes
from alongside.methods.questions.skipping import skipped_over

from . import drafting, faults

MOST_MINUTES = 8
"""People answer at the end of a session, often on a phone and on their way out. The longer a form
says it takes, the fewer begin it, and the later a question comes, the shorter its answers (Galesic
and Bosnjak 2009). Eight minutes is what a ten-minute slot at the end of a session leaves."""
MOST_QUESTIONS = 15
"""At half a minute for a question that needs thought, fifteen fill the eight minutes. On a phone
with one question a page, "question 3 of 15" still reads as soon done."""


@dataclass(frozen=True)
class Budget:
    """What a form asks of people. `minutes` leaves out questions that are not `finished`;
    `sometimes` is how many of the questions are asked only of some."""

    minutes: int
    questions: int
    finished: int
    sometimes: int = 0

    @property
    def in_words(self) -> str:
        """Return how many questions there are.

        >>> Budget(6, 13, 13, 1).in_words, Budget(1, 1, 1).in_words
        ('13 questions, 1 of them asked only of some', '1 question')
        """
        many = f"{self.questions} question{'' if self.questions == 1 else 's'}"
        return f"{many}, {self.sometimes} of them asked only of some" if self.sometimes else many

    @property
    def unfinished(self) -> int:
        return self.questions - self.finished

    @property
    def warnings(self) -> list[str]:
        """Return what to think about, in words; nothing while the form is short."""
        found = []
        if self.minutes > MOST_MINUTES:
            found.append(
                f"This takes about {self.minutes} minutes. Above {MOST_MINUTES}, fewer people "
                "finish and their answers get shorter. Which questions would change what you do?"
            )
        if self.questions > MOST_QUESTIONS:
            found.append(
                f"There are {self.questions} questions. {MOST_QUESTIONS} is a good limit for the "
                "end of a session. Leave out what you know already."
            )
        return found


def budget(draft: drafting.Draft) -> Budget:
    """Return how long a draft takes a person who is asked everything in it."""
    finished = faults.finished(draft)
    took = minutes({**draft, "questions": finished}, drafting.language(draft))
    asked = [question for question in drafting.questions(draft) if is_answered(question)]
    led_past = skipped_over({"questions": drafting.questions(draft)})
    sometimes = sum(
        question["name"] in led_past or bool(str(question.get("relevant") or "").strip())
        for question in asked
    )
    return Budget(
        math.ceil(took) if asked else 0, len(asked), sum(map(is_answered, finished)), sometimes
    )
