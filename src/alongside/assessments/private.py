"""Private links, for people who need no account: one person's link to one assessment. They are
short enough to be typed from paper, as those of the question engine are."""

from django.conf import settings
from django.urls import reverse

from alongside.asks.queries import PRIVATE_LENGTH, hashed, typed_key
from alongside.web import codes

from .models import Place


def key(assessment: int, member: int) -> str:
    """Return the key of somebody's link. It follows from the keys of the two rows and the
    installation's secret, so that every letter leads to the same place; only its hash is kept."""
    whose = f"{assessment}-{member}"
    return codes.following("alongside.assessments.place", whose, PRIVATE_LENGTH)


def kept(key: str) -> str:
    """Return what is kept of a key, however somebody typed it from paper."""
    return hashed(typed_key(key))


def token(place: Place) -> str:
    """Return the key of the link of somebody's place."""
    return key(place.assessment_id, place.member_id)


def address(place: Place) -> str:
    """Return the whole address of the link of somebody's place."""
    return settings.ADDRESS + reverse("assessments:alone", args=[token(place)])
