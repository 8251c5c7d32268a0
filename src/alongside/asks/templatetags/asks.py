"""Tags of the pages that show questions. The language is that of the page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template

from alongside.library import glossary, queries
from alongside.methods.questions.messages import DEFAULT

from .. import furniture

register = template.Library()


def _language(context: Any) -> str:
    return str(context.get("language", DEFAULT))


@register.simple_tag(takes_context=True)
def tell(context: Any, sentence: str, **values: object) -> str:
    """Return an English sentence of the page in its language."""
    return furniture.tell(sentence, _language(context), **values)


@register.simple_tag(takes_context=True)
def on(context: Any, moment: datetime) -> str:
    """Return a date: Tuesday 10 March 2026."""
    return furniture.on(moment, _language(context))


@register.simple_tag(takes_context=True)
def at(context: Any, moment: datetime) -> str:
    """Return a time of day: 1.30pm."""
    return furniture.at(moment, _language(context))


@register.inclusion_tag("asks/questions/parts/words.html", takes_context=True)
def hard_words(context: Mapping[str, Any], q: Mapping[str, Any]) -> dict[str, Any]:
    """The hard words in a question, explained, where its switch is on: as the organisation's
    published glossary has them now. The page shows a `wave`, or to staff `me`."""
    whose = context.get("wave") or context.get("me")
    if whose is None or not q["glossary"]:
        return {"terms": []}
    terms = queries.glossary(whose.organisation)
    return {"terms": glossary.used(terms, f"{q['label']}\n{q['hint']}"), "q": q}
