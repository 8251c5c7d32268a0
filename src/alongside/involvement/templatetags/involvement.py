"""How sums and choices read on a page."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.methods.money import pounds as in_pounds
from alongside.methods.shown import Shown
from alongside.web.square import square
from alongside.web.templatetags.web import shown

from .. import benefits
from ..models import Choice

register = template.Library()


@register.filter
def pounds(pence: int) -> str:
    """Return a sum of pence in words."""
    return in_pounds(pence)


@register.filter
def chosen(choice: Choice) -> str:
    """Return in words what somebody chose of what was offered."""
    return benefits.chosen(choice)


@register.simple_tag
def own_square(token: str) -> SafeString:
    """Return the square that opens the own page of somebody when a phone reads it."""
    return square(settings.ADDRESS + reverse("involvement:part", args=[token]))


@register.filter(name="sum")
def sum_of(amount: Shown) -> str:
    """Return a protected sum of pence in words, or the mark for one that is not shown."""
    return in_pounds(amount.value) if amount.value is not None else shown(amount)


@register.filter
def beside(cells: Iterable[Any], columns: Iterable[str]) -> list[tuple[str, Any]]:
    """Return each cell of a row with the name of its column."""
    return list(zip(columns, cells, strict=True))
