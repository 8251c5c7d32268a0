"""An earlier answer within the words of a question: `${tea}` in its label or hint.

Who answers reads their own answer there. Everybody else reads the name of the question in brackets,
so that nothing anybody answered leaves with the words of a question.
"""

import re
from collections.abc import Callable, Mapping

from alongside.methods.questions.choosing import OTHER
from alongside.methods.questions.messages import shortened
from alongside.methods.questions.question import Answer, Question
from alongside.methods.questions.registry import type_of
from alongside.methods.questions.typed import number_words

PIPE = re.compile(r"\$\{([A-Za-z][A-Za-z0-9_]*)\}")
PIPED = ("label", "hint")
BLANK = "…"
BETWEEN_ENDS = {"scale", "slider"}
LONGEST = 90
"""How much of an answer in somebody's own words stands in another question."""


def shown_in(question: Question, key: str) -> list[str]:
    """Return the names of the questions whose answers stand in the label or the hint."""
    words = question.get(key)
    texts = words.values() if isinstance(words, Mapping) else ()
    return list(dict.fromkeys(name for text in texts for name in PIPE.findall(str(text))))


def put_in(question: Question, told: Callable[[str], str]) -> Question:
    """Return a question with what is `told` of each name in its place.

    >>> put_in({"label": {"en": "Why ${tea}?"}}, str.upper)
    {'label': {'en': 'Why TEA?'}}
    """
    words = {
        key: {
            code: PIPE.sub(lambda found: told(found[1]), text)
            for code, text in question[key].items()
        }
        for key in PIPED
        if shown_in(question, key)
    }
    return {**question, **words} if words else question


def bracketed(question: Question) -> Question:
    """Return a question as it is shown to those who did not answer it.

    >>> bracketed({"label": {"en": "Why ${tea}?"}})
    {'label': {'en': 'Why [tea]?'}}
    """
    return put_in(question, lambda name: f"[{name}]")


def in_words(question: Question, answer: Answer, language: str) -> str:
    """Return an answer as it stands in the words of another question: of "something else" only
    what somebody wrote, of a place between two ends only its number."""
    lines = type_of(question).in_words(question, answer, language)
    if answer.get(OTHER):
        lines = [*lines[:-1], answer[OTHER]]
    elif question["type"] in BETWEEN_ENDS:
        lines = [number_words(answer["value"])]
    return shortened(", ".join(lines), LONGEST)
