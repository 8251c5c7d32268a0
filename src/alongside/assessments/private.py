"""Private links, for people who need no account: one person's link to one assessment."""

from django.conf import settings
from django.urls import reverse

from alongside.web import links

PURPOSE = "assessment"
DAYS = 800
"""How long a link opens: until the same is asked again in a year or two."""


def token(place: int) -> str:
    """Return the signed part of the link of somebody's place."""
    return links.token(PURPOSE, place)


def opened(token: str) -> int:
    """Return the key of the place. Raises links.TooOld and links.Spoilt."""
    place: int = links.value(PURPOSE, token, days=DAYS)
    return place


def address(place: int) -> str:
    """Return the whole address of the link of somebody's place."""
    return settings.ADDRESS + reverse("assessments:alone", args=[token(place)])
