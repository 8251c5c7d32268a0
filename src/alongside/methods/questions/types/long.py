"""An answer in the person's own words, over several lines.

Settings: `limit` (characters, 10,000 without it).
Answer: {"text": "words"}; see `writing.Written` for what is left when the words are cut loose.
"""

from alongside.methods.questions.messages import DEFAULT, add
from alongside.methods.questions.on_paper import Lines, OnPaper
from alongside.methods.questions.question import Question
from alongside.methods.questions.writing import Written

add("en", {"long title": "Long answer"})


class Long(Written):
    name = "long"
    order = 70
    usual_limit = 10_000
    lines = True

    def on_paper(self, question: Question, language: str = DEFAULT) -> OnPaper:
        return Lines(6)

    def effort(self, question: Question) -> float:
        return 60


TYPE = Long()
