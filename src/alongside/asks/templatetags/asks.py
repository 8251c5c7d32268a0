"""Tags of the pages of somebody who answers. The language is that of the page."""

from datetime import datetime
from typing import Any

from django import template

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
