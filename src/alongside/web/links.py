"""Private links: addresses that carry a signed token, for people who have no sign-in."""

from datetime import timedelta
from typing import Any

from django.core import signing


class Spoilt(Exception):
    """The link was cut short or changed on its way."""


class TooOld(Exception):
    """The link was right once and has run out."""


def token(purpose: str, value: Any) -> str:
    """Return `value` (plain JSON) signed for one `purpose`; it cannot be used for another."""
    return signing.dumps(value, salt=f"alongside.link.{purpose}", compress=True)


def value(purpose: str, token: str, *, days: int | None = None) -> Any:
    """Return what `token` carries. Raises TooOld after `days`, and Spoilt if it was changed."""
    try:
        return signing.loads(
            token,
            salt=f"alongside.link.{purpose}",
            max_age=None if days is None else timedelta(days=days),
        )
    except signing.SignatureExpired as late:
        raise TooOld from late
    except (signing.BadSignature, ValueError) as wrong:
        raise Spoilt from wrong
