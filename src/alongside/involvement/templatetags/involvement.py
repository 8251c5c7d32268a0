"""How sums and choices read on a page."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.methods.money import pounds as in_pounds
from alongside.web.square import square

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
