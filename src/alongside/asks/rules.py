"""When a question is asked: the rule "this question has that choice", as it is chosen in a list
and read back in words. Any other rule is written out as an expression."""

from typing import Any

from alongside.methods.questions import Question, question_types
from alongside.methods.questions.messages import shortened

from . import drafting, faults

SIMPLE = {
    "one": "${{{name}}} = '{code}'",
    "several": "selected(${{{name}}}, '{code}')",
    "agreement": "${{{name}}} = {code}",
    "scale": "${{{name}}} = {code}",
}
"""The rule for each type whose choices can stand in a list."""
LONGEST = 60


def offered(
    draft: drafting.Draft, before: Question | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the choices of each question before this one: what the question says, and for each
    choice the rule that asks for it, with its words."""
    groups = []
    language = drafting.language(draft)
    broken = {fault.place for fault in faults.faults(draft)}
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


def in_words(draft: drafting.Draft) -> dict[str, str]:
    """Return for each rule in a draft what it says, in words where it is a simple one."""
    simple = {
        rule: f"the answer to “{label.partition('. ')[2]}” is “{words}”"
        for label, pairs in offered(draft)
        for rule, words in pairs
    }
    rules = {str(question.get("relevant") or "").strip() for question in drafting.questions(draft)}
    return {rule: simple.get(rule, rule) for rule in rules if rule}
