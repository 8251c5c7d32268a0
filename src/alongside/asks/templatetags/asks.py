"""Tags of the pages that show questions. The language is that of the page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alongside.library import glossary, queries
from alongside.methods.questions.messages import DEFAULT

from .. import furniture
from ..models import Wave

register = template.Library()


def _language(context: Any) -> str:
    return str(context.get("language", DEFAULT))


@register.simple_tag(takes_context=True)
def tell(context: Any, sentence: str, **values: object) -> str:
    """Return an English sentence of the page in its language."""
    return furniture.tell(sentence, _language(context), **values)


@register.simple_tag(takes_context=True)
def tell_together(context: Any, sentence: str) -> str:
    """Return an English sentence in each of the languages `spoken` on a sheet, beside one
    another."""
    return " / ".join(furniture.tell(sentence, code) for code in context["spoken"])


@register.simple_tag(takes_context=True)
def on(context: Any, moment: datetime) -> str:
    """Return a date: Tuesday 10 March 2026."""
    return furniture.on(moment, _language(context))


@register.simple_tag(takes_context=True)
def at(context: Any, moment: datetime) -> str:
    """Return a time of day: 1.30pm."""
    return furniture.at(moment, _language(context))


@register.simple_tag(takes_context=True)
def promised(context: Any, field: str) -> SafeString:
    """Return a paragraph with who reads the answers to a `wave`, or what happens next: in the
    language of the page, or marked as in another where nobody gave it in that."""
    words, language = context["wave"].worded(field, _language(context))
    marked = format_html(' lang="{}"', language) if language != _language(context) else ""
    return format_html('<p dir="auto"{}>{}</p>', marked, words)


@register.filter
def said_together(wave: Wave, field: str) -> str:
    """Return the title, the readers or the next step of a wave in all languages of its form, beside
    one another."""
    return wave.said(field, *wave.version.definition["languages"])


@register.inclusion_tag("asks/questions/parts/words.html", takes_context=True)
def hard_words(context: Mapping[str, Any], q: Mapping[str, Any]) -> dict[str, Any]:
    """The hard words in a question, explained, where its switch is on: as the organisation's
    published glossary has them now. The page shows a `wave`, or to staff `me`."""
    whose = context.get("wave") or context.get("me")
    if whose is None or not q["glossary"]:
        return {"terms": []}
    terms = queries.glossary(whose.organisation)
    return {"terms": glossary.used(terms, f"{q['label']}\n{q['hint']}"), "q": q}
