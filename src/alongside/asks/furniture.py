"""What the pages of somebody who answers say around the words of the form, in other languages.

English stands in the templates. A translation is one file, `languages/<code>.json`, from each
English sentence to the other; nothing lists it. What the question engine says is translated beside
the engine.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

from django.utils import timezone

from alongside.methods.questions.messages import DEFAULT, say
from alongside.web.templatetags.web import clock, day

FOLDER = Path(__file__).parent / "languages"
DAY = "{weekday} {day} {month} {year}"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BEFORE_NOON, AFTER_NOON = "{time}am", "{time}pm"


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}


def spoken(language: str) -> str:
    """Return the language the furniture has: this one, or else English."""
    return language if language in _sentences() else DEFAULT


def shared(languages: Iterable[str]) -> dict[str, list[str]]:
    """Return the languages that the furniture has for a form in these, in order, each with those
    whose words stand in it.

    >>> shared(["cy", "pl", "en"])
    {'cy': ['cy'], 'en': ['pl', 'en']}
    """
    found: dict[str, list[str]] = {}
    for code in languages:
        found.setdefault(spoken(code), []).append(code)
    return found


def tell(sentence: str, language: str, /, **values: object) -> str:
    """Return an English sentence in a language, or as it is where it is not translated.

    >>> tell("Question {number} of {total}", "cy", number=2, total=9)
    'Cwestiwn 2 o 9'
    """
    return _sentences().get(language, {}).get(sentence, sentence).format(**values)


def led_on(answer: str, question: str, language: str) -> str:
    """Return that people go on to a question after an answer; without words, after any answer, or
    to the end."""
    if answer and question:
        return tell(
            "After “{answer}”, go on to: {question}", language, answer=answer, question=question
        )
    if answer:
        return tell("After “{answer}” you have finished.", language, answer=answer)
    if question:
        return tell("After this, go on to: {question}", language, question=question)
    return tell("After this you have finished.", language)


def on(moment: datetime, language: str) -> str:
    """Return a date as people say it in a language."""
    if spoken(language) == DEFAULT:
        return day(moment)
    local = timezone.localtime(moment)
    weekday = tell(WEEKDAYS[local.weekday()], language)
    month = say(f"month {local.month}", language)
    return tell(DAY, language, weekday=weekday, day=local.day, month=month, year=local.year)


def at(moment: datetime, language: str) -> str:
    """Return a time of day as people say it in a language."""
    said = clock(moment)
    half = BEFORE_NOON if said.endswith("am") else AFTER_NOON
    return tell(half, language, time=said[:-2])
