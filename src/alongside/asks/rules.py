"""When a question is asked ("this question has that choice") and what it accepts ("at least 10
letters"), as they are chosen in a list and read back in words. Any other rule is written out as an
expression."""

from collections.abc import Mapping
from typing import Any

from alongside.methods.questions import Question, QuestionType, question_types
from alongside.methods.questions.messages import shortened
from alongside.methods.questions.skipping import skips

from . import drafting, faults

SIMPLE = {
    "one": "${{{name}}} = '{code}'",
    "consent": "${{{name}}} = '{code}'",
    "several": "selected(${{{name}}}, '{code}')",
    "agreement": "${{{name}}} = {code}",
    "scale": "${{{name}}} = {code}",
}
"""The rule for each type whose choices can stand in a list."""
LETTERS = (10, 30, 100)
"""How many letters an answer in words can be made to have at least."""
MORE_AND_LESS = {
    "number": ("Not more than", "Not less than"),
    "date": ("Not later than", "Not before"),
}
"""How answers of these types are set beside an earlier answer of the same type."""
LONGEST = 60


def offered(
    draft: drafting.Draft, before: Question | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the choices of each question before this one: what the question says, and for each
    choice the rule that asks for it, with its words."""
    groups = []
    language = drafting.language(draft)
    broken = faults.broken(draft)
    for place, question in enumerate(drafting.questions(draft), 1):
        if before is not None and question["name"] == before["name"]:
            break
        kind: Any = question_types().get(question["type"])
        if place in broken or kind is None or kind.name not in SIMPLE:
            continue
        pairs = [
            (SIMPLE[kind.name].format(name=question["name"], code=code), shortened(words, LONGEST))
            for code, words in kind.categories(question, language)
        ]
        label = shortened(drafting.label(question, language), LONGEST)
        groups.append((f"{place}. {label}", pairs))
    return groups


def accepted(
    draft: drafting.Draft, kind: QuestionType, before: Question | None = None
) -> list[tuple[str, str]]:
    """Return what a question of this type can be made to accept: the expression, with its words.
    An earlier answer that was left empty forbids nothing."""
    if kind.name in {"short", "long"}:
        return [(f"string-length(.) >= {n}", f"At least {n} letters") for n in LETTERS]
    found = []
    most, least = MORE_AND_LESS.get(kind.name, ("", ""))
    for question in drafting.questions(draft):
        if before is not None and question["name"] == before["name"]:
            break
        if most and question["type"] == kind.name:
            name = question["name"]
            label = shortened(drafting.label(question, drafting.language(draft)), LONGEST)
            for sign, words in (("<=", most), (">=", least)):
                rule = f"${{{name}}} = '' or . {sign} ${{{name}}}"
                found.append((rule, f"{words} the answer to “{label}”"))
    return found


def answers_to(question: Question, language: str) -> list[tuple[str, str]]:
    """Return the answers to a question that can be told apart in a list: for each the rule in
    which a dot stands for the answer, and its words. None where it is not finished."""
    kind: Any = question_types().get(question["type"])
    if kind is None or kind.name not in SIMPLE:
        return []
    own = SIMPLE[kind.name].replace("${{{name}}}", ".")
    try:
        found = kind.categories(question, language)
    except (AttributeError, LookupError, TypeError, ValueError):
        return []
    return [(own.format(code=code), shortened(words, LONGEST)) for code, words in found]


def leading(question: Question, language: str) -> list[tuple[str, str]]:
    """Return where people can go on after a question: after which answer, in words (empty for
    any), and the name of which question (empty for the end). A rule that is no simple one is left
    out."""
    answers = dict(answers_to(question, language)) | {"": ""}
    return [
        (answers[one["if"].strip()], one["to"])
        for one in skips(question)
        if one["if"].strip() in answers
    ]


def led_on(draft: drafting.Draft, question: Question) -> list[str]:
    """Return where people go on after a question, a sentence for each of its skips."""
    language = drafting.language(draft)
    words = dict(answers_to(question, language))
    places = {name: place for place, name in enumerate(drafting.names(draft), 1)}
    found = []
    for one in skips(question):
        rule, to = one["if"].strip(), one["to"]
        after = f"“{words[rule]}”" if rule in words else rule or "any answer, or none"
        there = f"question {places[to]}" if to in places else "a question that is not there"
        found.append(f"After {after}: on to {there if to else 'the end'}")
    return found


def denied(rule: str) -> str:
    """Return the rule that asks when this one does not."""
    return f"not({rule})"


def in_words(draft: drafting.Draft) -> dict[str, str]:
    """Return for each rule in a draft what it says, in words where it is a simple one."""
    simple = {}
    for label, pairs in offered(draft):
        for rule, words in pairs:
            answer = f"the answer to “{label.partition('. ')[2]}” is"
            simple[rule] = f"{answer} “{words}”"
            simple[denied(rule)] = f"{answer} not “{words}”"
    rules = {str(question.get("relevant") or "").strip() for question in drafting.questions(draft)}
    return {rule: _said(rule, simple) for rule in rules if rule}


def _said(rule: str, simple: Mapping[str, str]) -> str:
    """Return what a rule says in words: a simple one, or several that all have to hold. Any other
    is returned as it is written."""
    parts = rule.removeprefix("(").removesuffix(")").split(") and (")
    if rule in simple or not all(part in simple for part in parts):
        return simple.get(rule, rule)
    return ", and ".join(simple[part] for part in parts)
