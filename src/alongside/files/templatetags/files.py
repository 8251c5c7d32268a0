"""A picture on a page of any noun above."""

from typing import Any

from django import template

from alongside.files import queries

register = template.Library()


@register.inclusion_tag("files/parts/picture.html")
def picture(code: str) -> dict[str, Any]:
    """The picture with this code, with its alternative text and whose it is."""
    return {"file": queries.by_code(code)}
