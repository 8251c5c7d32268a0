"""A few words on one line.

Settings: `limit` (characters, 200 without it).
Answer: {"text": "words"}; see `writing.Written` for what is left when the words are cut loose.
"""

from alongside.methods.questions.messages import add
from alongside.methods.questions.question import Question
from alongside.methods.questions.writing import Written

add("en", {"short title": "Short answer"})


class Short(Written):
    name = "short"
    order = 60
    usual_limit = 200
    lines = False

    def effort(self, question: Question) -> float:
        return 15


TYPE = Short()
