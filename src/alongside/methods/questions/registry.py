"""The question types there are: whatever stands in `types/`."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from alongside.methods.questions import types
from alongside.methods.questions.question import Question, QuestionType


@cache
def question_types() -> Mapping[str, QuestionType]:
    """Return every question type by name, in the order a builder offers them."""
    names = (module.name for module in pkgutil.iter_modules(types.__path__))
    found = [import_module(f"{types.__name__}.{name}").TYPE for name in names]
    found.sort(key=lambda kind: kind.order)
    return MappingProxyType({kind.name: kind for kind in found})


def is_answered(question: Question) -> bool:
    """Return whether people answer it, or only read it; a type that is not known is answered."""
    kind = question_types().get(str(question.get("type")))
    return kind is None or kind.answered


def says_who(question: Question) -> bool:
    """Return whether an answer to it says who somebody is, whatever they write."""
    kind = question_types().get(str(question.get("type")))
    return kind is not None and kind.says_who


def joins(question: Question) -> bool:
    """Return whether an answer to it only finds what the same person answers at another time."""
    kind = question_types().get(str(question.get("type")))
    return kind is not None and kind.joins


def type_of(question: Question) -> QuestionType:
    """Return the type of a question. An unknown one is a `KeyError`: `check_form` finds it
    first."""
    return question_types()[question["type"]]
