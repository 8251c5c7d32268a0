"""Pictures and symbols beside what people choose from.

A choice, or a row of a matrix, may have one: `picture`, the code of an uploaded file, or `symbol`,
the code of a symbol (`methods.symbols`). Its label stays its name. `shows`, words by language, says
what the picture shows where the label does not say it; without them it says nothing by itself.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from alongside.methods.questions.messages import said
from alongside.methods.questions.on_paper import Mark
from alongside.methods.questions.question import Question, untranslated
from alongside.methods.symbols import CODE as SYMBOL

PICTURE = re.compile(r"[0-9A-Z]{24}")
KEYS = ("picture", "symbol", "shows")
PICTURED = {"one": "choices", "several": "choices", "matrix": "rows"}
"""The types that show them, and in which of their lists."""

type Option = Mapping[str, Any]


def check(option: Option, languages: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with the picture or the symbol of a choice."""
    picture, symbol = option.get("picture") or "", option.get("symbol") or ""
    if picture and not (isinstance(picture, str) and PICTURE.fullmatch(picture)):
        yield "the picture is not the code of a file"
    if symbol and not (isinstance(symbol, str) and SYMBOL.fullmatch(symbol)):
        yield "the symbol is not the code of a symbol"
    if picture and symbol:
        yield "has a picture and a symbol"
    if option.get("shows") and (fault := untranslated(option["shows"], languages)):
        yield f"the picture {fault}"


def options(question: Question) -> list[Option]:
    """Return what can have a picture in a question; nothing in a type that shows none."""
    found = question.get(PICTURED.get(str(question.get("type")), "")) or ()
    return [option for option in found if isinstance(option, Mapping)]


def is_pictured(question: Question) -> bool:
    """Return whether any choice of a question has a picture or a symbol."""
    return any(option.get("picture") or option.get("symbol") for option in options(question))


def beside(option: Option, language: str) -> dict[str, str]:
    """Return what a template shows beside the words of a choice, each empty where there is none."""
    return {
        "picture": option.get("picture", ""),
        "symbol": option.get("symbol", ""),
        "shows": said(option.get("shows"), language),
    }


def each_beside(question: Question, language: str) -> dict[str, dict[str, str]]:
    """Return `beside` of everything that can have a picture in a question, by its code."""
    return {option["name"]: beside(option, language) for option in options(question)}


def chosen(
    question: Question, answer: Mapping[str, Any] | None, language: str
) -> tuple[dict[str, str], ...]:
    """Return what stands beside the choices of an answer that have anything, in their order."""
    if answer is None or PICTURED.get(question["type"]) != "choices":
        return ()
    codes = answer.get("choices") or [answer.get("choice")]
    found = (beside(option, language) for option in options(question) if option["name"] in codes)
    return tuple(one for one in found if one["picture"] or one["symbol"])


def marks(question: Question, language: str) -> tuple[Mark, ...]:
    """Return what stands beside each choice on paper; nothing where none has anything."""
    if not is_pictured(question):
        return ()
    return tuple(
        Mark(_drawn(option), said(option.get("shows"), language)) for option in options(question)
    )


def _drawn(option: Option) -> str:
    return next((f"{key}:{option[key]}" for key in KEYS[:2] if option.get(key)), "")


def pictures(questions: Iterable[Question]) -> list[str]:
    """Return the codes of the files that questions show."""
    return _each("picture", questions)


def symbols_of(questions: Iterable[Question]) -> list[str]:
    """Return the codes of the symbols that questions show."""
    return _each("symbol", questions)


def _each(key: str, questions: Iterable[Question]) -> list[str]:
    found = (option[key] for q in questions for option in options(q) if option.get(key))
    return list(dict.fromkeys(found))


def with_picture(
    question: Question, name: str, picture: str, symbol: str, shows: Mapping[str, str]
) -> dict[str, Any]:
    """Return a question in which one choice has this picture or symbol, or neither."""
    new = {"picture": picture, "symbol": symbol, "shows": dict(shows)}
    new = {key: value for key, value in new.items() if value and (picture or symbol)}
    key = PICTURED[question["type"]]
    changed = [without(one) | new if one["name"] == name else one for one in question[key]]
    return {**question, key: changed}


def without(option: Option) -> dict[str, Any]:
    """Return a choice without its picture or symbol."""
    return {key: value for key, value in option.items() if key not in KEYS}


def kept_only(question: Question, known: Collection[str]) -> dict[str, Any]:
    """Return a question without the pictures that are not among the `known` codes."""
    key = PICTURED.get(str(question.get("type")), "")
    if not question.get(key):
        return dict(question)
    kept = [
        without(one) if one.get("picture") and one["picture"] not in known else one
        for one in question[key]
    ]
    return {**question, key: kept}
