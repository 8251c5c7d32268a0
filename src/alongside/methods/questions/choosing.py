"""What the types with a list to choose from share: the list itself, its controls, "something
else"."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from alongside.methods.questions import picturing
from alongside.methods.questions.messages import said, say
from alongside.methods.questions.on_paper import Ticks
from alongside.methods.questions.question import (
    Answer,
    Column,
    Posted,
    Problem,
    Question,
    QuestionType,
    field_name,
    posted,
    untranslated,
)
from alongside.methods.questions.typed import clean_text

CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
OTHER = "other"
OTHER_LIMIT = 200
FEW = 8
"""Up to this many choices are shown as buttons, more as a list to open."""


def check_list(
    options: object, languages: Collection[str], *, what: str = "choice", least: int = 2
) -> Iterator[str]:
    """Yield what is wrong with a list of choices: codes, labels, and whether they differ."""
    if not isinstance(options, Sequence) or not all(isinstance(o, Mapping) for o in options):
        yield f"the {what}s are not a list of a name and a label each"
        return
    if len(options) < least:
        yield f"needs at least {least} {what if least == 1 else what + 's'}"
    codes = [str(option.get("name", "")) for option in options]
    for code, option in zip(codes, options, strict=True):
        if not CODE.fullmatch(code):
            yield (
                f"{what} “{code}”: a name has letters without accents, digits, - and _, at most 64"
            )
        if fault := untranslated(option.get("label"), languages):
            yield f"{what} “{code}”: the label {fault}"
        if option.get("hint") and (fault := untranslated(option["hint"], languages)):
            yield f"{what} “{code}”: the hint {fault}"
        yield from (f"{what} “{code}”: {fault}" for fault in picturing.check(option, languages))
    yield from (f"two {what}s have the name “{code}”" for code in twice(codes))
    for language in languages:
        labels = [said(option.get("label") or {}, language) for option in options]
        yield from (f"two {what}s read “{label}”" for label in twice(list(filter(None, labels))))


def twice(texts: Sequence[str]) -> list[str]:
    """Return the texts that stand in a list more than once."""
    return sorted({text for text in texts if texts.count(text) > 1})


def check_other(question: Question, languages: Collection[str]) -> Iterator[str]:
    """Yield what is wrong when a question offers "something else"."""
    if not question.get("other"):
        return
    if OTHER in codes(question):
        yield f"the name “{OTHER}” is kept for “something else”: give that choice another name"
    for language in languages:
        label = other_label(question, language)
        if label in (said(option["label"], language) for option in question["choices"]):
            yield f"two choices read “{label}”"


def codes(question: Question, key: str = "choices") -> list[str]:
    """Return the codes of a question's choices in order, without "other"."""
    return [option["name"] for option in question.get(key, ())]


def offers(question: Question, code: str) -> bool:
    """Return whether a question has this choice, "something else" among them."""
    return code in codes(question) or (code == OTHER and bool(question.get("other")))


def in_places(question: Question, key: str = "choices") -> list[dict[str, Any]]:
    """Return the choices with their places, counted from 1, as codes."""
    return [{**option, "name": str(place)} for place, option in enumerate(question.get(key, ()), 1)]


def places(question: Question, key: str = "choices") -> dict[str, str]:
    """Return the place of each code, as `in_places` has it; that of "something else" is itself."""
    found = {code: str(place) for place, code in enumerate(codes(question, key), 1)}
    return {OTHER: OTHER} | found


def labels(question: Question, language: str, key: str = "choices") -> dict[str, str]:
    """Return the label of each choice, with that of "something else" last where it is offered."""
    found = {option["name"]: said(option["label"], language) for option in question.get(key, ())}
    if key == "choices" and question.get("other"):
        found[OTHER] = other_label(question, language)
    return found


def other_label(question: Question, language: str) -> str:
    """Return what the choice "something else" is called."""
    return said(question.get("other_label"), language) or say("other", language)


def options(
    question: Question,
    found: Mapping[str, str],
    chosen: Collection[str],
    *,
    part: str = "",
    hints: Mapping[str, str] | None = None,
    beside: Mapping[str, Mapping[str, str]] | None = None,
) -> list[dict[str, Any]]:
    """Return the choices as a template shows them. The first has the id a problem links to."""
    first = f"q-{field_name(question['name'], part)}"
    return [
        {
            "id": first if place == 1 else f"{first}-{place}",
            "value": code,
            "label": label,
            "hint": (hints or {}).get(code, ""),
            "checked": code in chosen,
            **(beside or {}).get(code, {}),
        }
        for place, (code, label) in enumerate(found.items(), 1)
    ]


def hints(question: Question, language: str) -> dict[str, str]:
    """Return the hints of the choices that have one."""
    return {
        option["name"]: said(option["hint"], language)
        for option in question["choices"]
        if option.get("hint")
    }


def ticks(question: Question, language: str) -> Ticks:
    """Return the choices as boxes to tick on paper, "something else" with a line."""
    found = labels(question, language)
    other = f"{found.pop(OTHER)}:" if question.get("other") else ""
    own = hints(question, language)
    under = tuple(own.get(code, "") for code in found)
    return Ticks(tuple(found.values()), under, other, picturing.marks(question, language))


def other_control(
    question: Question, data: Posted, problems: Mapping[str, list[str]], language: str
) -> dict[str, Any] | None:
    """Return the box for "something else", or None where it is not offered."""
    if not question.get("other"):
        return None
    name = field_name(question["name"], OTHER)
    return {
        "name": name,
        "id": f"q-{name}",
        "label": say("say other", language),
        "value": "".join(data.get(name, ())[:1]),
        "invalid": bool(problems.get(OTHER)),
    }


def read_other(
    kind: QuestionType, question: Question, data: Posted, language: str
) -> tuple[str, list[Problem]]:
    """Return what was written under "something else", and what is wrong with it."""
    if not question.get("other"):
        return "", []
    text = clean_text("".join(posted(data, question["name"], OTHER)[:1]), lines=False)
    if len(text) <= OTHER_LIMIT:
        return text, []
    length, limit = f"{len(text):,}", f"{OTHER_LIMIT:,}"
    fault = kind.wrong(question, "too long", language, part=OTHER, limit=limit, length=length)
    return text, [fault]


def other_missing(kind: QuestionType, question: Question, language: str) -> Problem:
    """Return what is asked of somebody who chose "something else" and did not say what."""
    label = other_label(question, language)
    return kind.wrong(question, "other missing", language, part=OTHER, other=label)


def other_doubts(
    kind: QuestionType, question: Question, answer: Answer, chosen: Collection[str], language: str
) -> tuple[Problem, ...]:
    """Return that what "something else" is was left out, where it need not be said."""
    silent = question.get("other") and OTHER in chosen and not answer.get("other")
    return (other_missing(kind, question, language),) if silent else ()


def other_column(question: Question, language: str) -> list[Column]:
    """Return the column for what was written under "something else", where it is offered."""
    if not question.get("other"):
        return []
    words = f"{said(question['label'], language)}: {say('say other', language)}"
    return [Column(field_name(question["name"], OTHER), words, "text")]
