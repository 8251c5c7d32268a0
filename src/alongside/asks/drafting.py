"""A draft while it is written: JSON in, changed JSON out. It need not be fit to publish.

A draft may hold a question that is not finished. Nothing here changes what it is handed.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from alongside.methods.questions import Question
from alongside.methods.questions.checking import RESERVED
from alongside.methods.questions.messages import DEFAULT, said
from alongside.methods.revision import ChangedMeanwhile, revision

type Draft = Mapping[str, Any]

LONGEST_NAME = 40
BLANK: Draft = {"title": {"en": ""}, "languages": ["en"], "questions": []}


def language(draft: Draft) -> str:
    """Return the language a form is written in: the first of its languages."""
    return next(iter(draft.get("languages") or ()), DEFAULT)


def languages(draft: Draft) -> list[str]:
    """Return the languages of a form, the one it is written in first."""
    return [language(draft), *other_languages(draft)]


def other_languages(draft: Draft) -> list[str]:
    """Return the languages that a form is also in."""
    return list(draft.get("languages") or ())[1:]


def with_language(draft: Draft, code: str) -> dict[str, Any]:
    """Return the draft in one more language, if it is not in it already."""
    codes = languages(draft)
    return {**draft, "languages": codes if code in codes else [*codes, code]}


def without_language(draft: Draft, code: str) -> dict[str, Any]:
    """Return the draft without a language; the first one stays. The words in it are kept, so that
    nothing is lost where it comes back."""
    others = [other for other in other_languages(draft) if other != code]
    return {**draft, "languages": [language(draft), *others]}


def questions(draft: Draft) -> list[dict[str, Any]]:
    """Return the questions in order."""
    return list(draft.get("questions") or ())


def names(draft: Draft) -> list[str]:
    """Return the names of the questions in order."""
    return [question["name"] for question in questions(draft)]


def find(draft: Draft, name: str) -> dict[str, Any] | None:
    """Return the question of this name, or None."""
    return next((found for found in questions(draft) if found["name"] == name), None)


def label(question: Question, code: str = DEFAULT) -> str:
    """Return the words of a question, or what stands for one that has none yet."""
    return said(question.get("label"), code) or "A question without words"


def worded(old: Mapping[str, str] | None, code: str, words: str) -> dict[str, str]:
    """Return words by language with those of one language changed; blank words are left out."""
    return {key: text for key, text in {**(old or {}), code: words}.items() if text or key == code}


def name_for(words: str, taken: Collection[str], otherwise: str = "question") -> str:
    """Return a name made from words, like none of those `taken`.

    >>> name_for("How was the café?", []), name_for("How was the café?", ["How_was_the_CAFE"])
    ('how_was_the_cafe', 'how_was_the_cafe_2')
    >>> name_for("2 things", []), name_for("你好", ["question"])
    ('question_2_things', 'question_2')
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = "_".join(re.findall(r"[a-z0-9]+", plain))
    if not name[:1].isalpha():
        name = f"{otherwise}_{name}".rstrip("_")
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME + 1].rpartition("_")[0] or name[:LONGEST_NAME]
    used = {other.casefold() for other in taken} | RESERVED
    found, number = name, 1
    while found in used:
        number += 1
        found = f"{name}_{number}"
    return found


def with_questions(draft: Draft, changed: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the draft with these questions in place of its own."""
    return {**draft, "questions": changed}


def moved(draft: Draft, name: str, by: int) -> dict[str, Any]:
    """Return the draft with a question `by` places further down; at an end it stays there."""
    rest = [question for question in questions(draft) if question["name"] != name]
    question = find(draft, name)
    if question is None:
        return dict(draft)
    place = max(0, min(len(rest), names(draft).index(name) + by))
    return with_questions(draft, [*rest[:place], question, *rest[place:]])


def placed(draft: Draft, name: str, place: int) -> dict[str, Any]:
    """Return the draft with a question at this place, counted from 1; beyond an end it stays
    there."""
    return (
        moved(draft, name, place - 1 - names(draft).index(name))
        if name in names(draft)
        else {**draft}
    )


def copied(question: Question, name: str, mark: str = "(copy)") -> dict[str, Any]:
    """Return a question with another name, whose words say in every language that it is a copy.
    It begins no section."""
    label = {code: f"{text} {mark}" for code, text in (question.get("label") or {}).items() if text}
    rest = {key: value for key, value in question.items() if key != "section"}
    return {**rest, "name": name, "label": label or question.get("label")}


def below(draft: Draft, name: str) -> int:
    """Return the place after a question, counted from 0: the end without it."""
    return names(draft).index(name) + 1 if name in names(draft) else len(names(draft))


def without(draft: Draft, name: str) -> dict[str, Any]:
    """Return the draft without a question."""
    return with_questions(draft, [q for q in questions(draft) if q["name"] != name])


def inserted(draft: Draft, question: Question, place: int) -> dict[str, Any]:
    """Return the draft with one more question at this place, counted from 0."""
    before = questions(draft)
    return with_questions(draft, [*before[:place], dict(question), *before[place:]])


def replaced(draft: Draft, question: Question, seen: str, after: str = "") -> dict[str, Any]:
    """Return the draft with this question in place of the one of the same name; a new one stands
    below the question `after`, or at the end.

    `seen` is the revision of that question (of None, where there was none) when it was shown.
    Raises ChangedMeanwhile when it is another one now. Other questions may have changed.
    """
    if seen != revision(find(draft, question["name"])):
        raise ChangedMeanwhile
    if find(draft, question["name"]) is None:
        return inserted(draft, question, below(draft, after))
    changed = [dict(question) if q["name"] == question["name"] else q for q in questions(draft)]
    return with_questions(draft, changed)
