"""When two questions are the same one, in a form made here or in a file that was brought in.

Their names and the codes of their choices are how they are kept, not what people read. So a
question is known by what people read and could choose, and its answers by the places of the
choices.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from alongside.methods.questions.choosing import in_places
from alongside.methods.questions.messages import said
from alongside.methods.questions.question import Question
from alongside.methods.questions.registry import type_of

ASIDE = frozenset(
    {
        "appearance",
        "shuffle",
        "limit",
        "exclusive",
        "at_least",
        "at_most",
        "earliest",
        "latest",
        "min",
        "max",
    }
    | {"before_label", "now_label", "choices", "rows", "labels", "start", "end", "low", "high"}
)
"""Settings that change neither the question nor what its answers are counted by, and those that are
compared by their words."""

ID = "same"


def identified(questions: Iterable[Question]) -> Iterator[Question]:
    """Yield the questions of one form, each with its identity under `ID`.

    One form can ask the same twice ("Why?"): then the second is told from the first.
    """
    times: dict[str, int] = {}
    for question in questions:
        same = identity(question)
        times[same] = times.get(same, 0) + 1
        again = times[same]
        yield {**question, ID: same if again == 1 else _hashed([same, again])}


def identity(question: Question) -> str:
    """Return what makes two questions the same: the SHA-256 of its type, its words, the words of
    its choices in order, and what else decides how its answers are counted.

    >>> here = {"type": "agreement", "name": "useful", "label": {"en": "It was useful."}}
    >>> identity(here) == identity(here | {"name": "q3", "label": {"en": "It was  Useful"}})
    True
    >>> identity(here) == identity(here | {"label": {"en": "It was useless."}})
    False
    """
    kind = type_of(question)
    asked: dict[str, Any] = {
        "type": question["type"],
        "label": plain(said(question["label"])),
        "choices": [plain(said(one["label"])) for one in question.get("choices", ())],
        "rows": [plain(said(one["label"])) for one in question.get("rows", ())],
        "steps": _steps(question),
    }
    for setting in sorted(kind.settings - ASIDE):
        value = question.get(setting) or None
        asked[setting] = plain(said(value)) if setting in kind.worded and value else value
    return _hashed(asked)


def _hashed(asked: Any) -> str:
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _steps(question: Question) -> list[list[Any]]:
    """Return the steps of a scale with their words, whether these are its own or the usual ones."""
    steps = getattr(type_of(question), "steps", None)
    return [] if steps is None else [[step, plain(text)] for step, text in steps(question).items()]


def plain(text: str) -> str:
    """Return words without capitals, doubled spaces, curly apostrophes and the point at the end.

    >>> plain("I  don’t know.")
    "i don't know"
    """
    return " ".join(text.casefold().replace("’", "'").split()).rstrip(".:?! ")


def by_places(question: Question) -> Question:
    """Return the question with the places of its choices and rows in place of their codes; the
    answers that go with it are those of `QuestionType.by_places`."""
    return {
        **question,
        **{key: in_places(question, key) for key in ("choices", "rows") if key in question},
    }
