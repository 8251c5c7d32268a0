"""Where people go on after an answer, as staff choose it: pairs of an answer and a question."""

from typing import Any

from django import forms

from alongside.methods.questions import Question, QuestionType
from alongside.methods.questions.messages import shortened
from alongside.methods.questions.skipping import skips

from .. import drafting, rules
from .fields import LaterChoice

NEVER, ANY, END = "", "any", ".end"
"""Choices that are no rule and no question: no name holds a stop."""
USUAL = 3
"""How many pairs a page has room for at least."""
UNKNOWN = {"invalid_choice": "Choose from the list"}


def pairs(question: Question | None) -> list[tuple[str, str]]:
    """Return the names of the fields of each pair: a few, and one more than are used."""
    many = max(USUAL, len(skips(question or {})) + 1)
    return [(f"skip_if_{at}", f"skip_to_{at}") for at in range(1, many + 1)]


def fields(
    kind: QuestionType, draft: drafting.Draft, old: Question | None, below: str = ""
) -> dict[str, forms.Field]:
    """Return the fields by name. `below` is the question that a new one will stand after."""
    language = drafting.language(draft)
    answers = _answers(old, language)
    later = _later(draft, old, below, language)
    found: dict[str, forms.Field] = {}
    for when, to in pairs(old):
        first = when.endswith("_1")
        found[when] = LaterChoice(
            label="After this answer" if first else "Or after this answer",
            choices=[(NEVER, "No answer: people go on to the next question"), *answers],
            error_messages=UNKNOWN,
            help_text="" if old or kind.name not in rules.SIMPLE or not first
            else "Once the question is saved, its answers stand here.",
        )  # fmt: skip
        found[to] = LaterChoice(
            label="go on to", choices=[(NEVER, "The next question"), *later], error_messages=UNKNOWN
        )
    return found


def _answers(old: Question | None, language: str) -> list[tuple[str, str]]:
    listed = rules.answers_to(old, language) if old else []
    known = {rule for rule, _ in listed}
    own = {one["if"].strip() for one in skips(old or {})} - known - {""}
    return [*listed, (ANY, "Any answer, or none"), *((rule, rule) for rule in sorted(own))]


def _later(
    draft: drafting.Draft, old: Question | None, below: str, language: str
) -> list[tuple[str, str]]:
    names = drafting.names(draft)
    after = names.index(old["name"]) + 1 if old and old["name"] in names else 0
    after = after or drafting.below(draft, below)
    found = [
        (q["name"], f"{at}. {shortened(drafting.label(q, language), rules.LONGEST)}")
        for at, q in enumerate(drafting.questions(draft), 1)
        if at > after
    ]
    listed = {name for name, _ in found}
    for one in skips(old or {}):
        if one["to"] and one["to"] not in listed:
            stands = "stands before this one" if one["to"] in names else "is not there any more"
            found.append((one["to"], f"A question that {stands}"))
            listed.add(one["to"])
    return [*found, (END, "The end: people check their answers and send them")]


def as_typed(old: Question | None) -> dict[str, str]:
    """Return what stands in the fields for the skips of a question."""
    found: dict[str, str] = {}
    for (when, to), one in zip(pairs(old), skips(old or {}), strict=False):
        found |= {when: one["if"].strip() or ANY, to: one["to"] or END}
    return found


def kept(typed: dict[str, Any], old: Question | None) -> list[dict[str, str]]:
    """Return the skips that were chosen."""
    return [
        {
            "if": "" if typed[when] == ANY else typed[when],
            "to": "" if typed[to] == END else typed[to],
        }
        for when, to in pairs(old)
        if typed.get(when) and typed.get(to)
    ]


def half_chosen(typed: dict[str, Any], old: Question | None) -> list[tuple[str, str]]:
    """Return the fields that are missing to the other half of their pair, with what to do."""
    found = []
    for when, to in pairs(old):
        if typed.get(when) and not typed.get(to):
            found.append((to, "Choose where people go on after this answer"))
        elif typed.get(to) and not typed.get(when):
            found.append((when, "Choose the answer after which people go on there"))
    return found
