"""Skips: after an answer, people go on to a later question, or to the end.

    {"name": "carer", "skip": [{"if": ". = 'no'", "to": "travel"}]}

`if` is an expression in which `.` is the answer to the question itself; without words it always
holds. `to` is the name of a later question; without one people have finished. The first that holds
counts. What stands between is not asked: it is not required, and what was said there is not sent.
A skip to a question that a rule hides leads to the one after it.

Other products know no skips but in their own way, so a form goes out to them with what a skip comes
to: a longer `relevant` for each question that can be skipped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.methods.questions.expressions import Surroundings, owned_by, parse
from alongside.methods.questions.question import Question

MOST = 20
"""How many skips a question can have."""
MOST_STEPS = 5_000
"""How far skips that lead over each other are followed. Skips by an answer need no following."""


def skips(question: Question) -> Sequence[Mapping[str, str]]:
    """Return the skips of a question, in order; none where they are not in the right form."""
    found = question.get("skip")
    return list(found or ()) if is_well_formed(found) else []


def is_well_formed(found: Any) -> bool:
    """Return whether these are skips: a list of mappings with the texts "if" and "to"."""
    return isinstance(found, list) and all(
        isinstance(one, Mapping)
        and set(one) == {"if", "to"}
        and all(isinstance(text, str) for text in one.values())
        for one in found
    )


def skipped_over(form: Mapping[str, Any]) -> set[str]:
    """Return the names of the questions that somebody can be led past."""
    names = [question["name"] for question in form["questions"]]
    found: set[str] = set()
    for at, question in enumerate(form["questions"], 1):
        for one in skips(question):
            found |= set(names[at : _place(one["to"], names)])
    return found


def relevance(form: Mapping[str, Any]) -> dict[str, str]:
    """Return for each question the expression that says when it is asked, with the skips of those
    before it in it: "" for always. That of a question nobody can skip is its own.

    Surprise: where very many skips that need no answer lead over each other (`MOST_STEPS`), the
    last of them are taken for ones that everybody comes to."""
    return _Reckoned(form["questions"]).all()


def _place(to: str, names: Sequence[str]) -> int:
    """Return the place a skip leads to, counted from 0; one that leads nowhere leads past all."""
    return names.index(to) if to in names else len(names)


@dataclass(frozen=True, slots=True)
class _Skip:
    """A skip of the question at `at`, over all up to `to`; `unless` are those that count first."""

    at: int
    to: int
    condition: str
    unless: tuple[str, ...]


class _Reckoned:
    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = questions
        names = [question["name"] for question in questions]
        self.skips: list[_Skip] = []
        self.steps = 0
        for at, question in enumerate(questions):
            before: tuple[str, ...] = ()
            for one in skips(question):
                condition = owned_by(one["if"].strip() or "true()", question["name"])
                self.skips.append(_Skip(at, _place(one["to"], names), condition, before))
                before = (*before, condition)

    def all(self) -> dict[str, str]:
        return {
            question["name"]: self.asked(at, frozenset())
            for at, question in enumerate(self.questions)
        }

    def asked(self, at: int, given: frozenset[_Skip]) -> str:
        """Return when the question at a place is asked, where it is known that the skips `given`
        do not hold."""
        self.steps += 1
        own = str(self.questions[at].get("relevant") or "").strip()
        over = [skip for skip in self.skips if skip.at < at < skip.to and skip not in given]
        known = given | frozenset(over)
        parts = [f"not({self.holds(skip, known)})" for skip in over]
        whole = list(dict.fromkeys([*([own] if own else []), *parts]))
        return whole[0] if len(whole) == 1 else " and ".join(f"({part})" for part in whole)

    def holds(self, skip: _Skip, given: frozenset[_Skip]) -> str:
        """Return when a skip is taken. That its question has to be asked need not be said where a
        blank answer fails the condition."""
        conditions = [skip.condition, *(f"not({one})" for one in skip.unless)]
        name = self.questions[skip.at]["name"]
        if self.steps < MOST_STEPS and not _fails_when_blank(skip.condition, name):
            earlier = frozenset(one for one in given if one.at < skip.at)
            conditions += filter(None, [self.asked(skip.at, earlier)])
        conditions = [one for one in conditions if one != "true()"] or ["true()"]
        if len(conditions) == 1:
            return conditions[0]
        return " and ".join(f"({one})" for one in conditions)


def _fails_when_blank(condition: str, name: str) -> bool:
    """Return whether a condition looks at this question alone, and does not hold when it is
    blank."""
    read = parse(condition)
    alone = bool(read.references) and all(one.name == name for one in read.references)
    return alone and not read.holds(Surroundings(lambda *_: ""))
