"""An answer in the person's own words, over several lines.

Settings: `limit` (characters, 10,000 without it).
Answer: {"text": "words"}; see `writing.Written` for what is left when the words are cut loose.
"""

from alongside.methods.questions.messages import add
from alongside.methods.questions.question import Question
from alongside.methods.questions.writing import Written

add("en", {"long title": "Long answer"})


class Long(Written):
    name = "long"
    order = 70
    usual_limit = 10_000
    lines = True

    def effort(self, question: Question) -> float:
        return 60


TYPE = Long()
