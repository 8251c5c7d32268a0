"""Private links, for people who need no account: one person's link to one review of a board. They
are short enough to be typed from paper."""

from django.conf import settings
from django.urls import reverse

from alongside.asks.queries import PRIVATE_LENGTH, hashed, typed_key
from alongside.web import codes

from .models import ReviewPlace


def key(review: int, member: int) -> str:
    """Return the key of somebody's link. It follows from the keys of the two rows and the
    installation's secret, so that every letter leads to the same place; only its hash is kept."""
    return codes.following("alongside.boards.review", f"{review}-{member}", PRIVATE_LENGTH)


def kept(key: str) -> str:
    """Return what is kept of a key, however somebody typed it from paper."""
    return hashed(typed_key(key))


def address(place: ReviewPlace) -> str:
    """Return the whole address of the link of somebody's place."""
    token = key(place.review_id, place.member_id)
    return settings.ADDRESS + reverse("boards:alone", args=[token])
