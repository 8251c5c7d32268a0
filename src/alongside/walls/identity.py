"""Whose browser this is on a wall: a signed cookie of the wall's own addresses, and in the database
a fingerprint of it that is different on every wall. Neither is ever sent to anybody else.

`remember` takes any token: a room gives that of somebody's seat.
"""

from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

from .models import Wall

DAYS = 90
_SALT = "alongside.walls.browser"
_LEADS = "alongside.walls.leads"
LEADS_FOR = 12 * 3600
"""Seconds for which the page of whoever leads may listen to all notes."""


def fingerprint(wall: int, token: str) -> str:
    """Return what a wall keeps of a token; "" of none."""
    if not token:
        return ""
    return salted_hmac(_SALT, f"{wall}:{token}", algorithm="sha256").hexdigest()[:32]


def new_token() -> str:
    return get_random_string(20)


def token_of(cookies: Mapping[str, str], code: str) -> str:
    """Return the token that these cookies say, or ""."""
    try:
        return str(signing.loads(cookies.get(name(code), ""), salt=_SALT))
    except signing.BadSignature:
        return ""


def author_of(request: HttpRequest, wall: Wall) -> str:
    """Return the fingerprint of whoever asks; "" for somebody new."""
    return fingerprint(wall.pk, token_of(request.COOKIES, wall.code))


def signed(token: str) -> str:
    """Return a token as the cookie says it."""
    return signing.dumps(token, salt=_SALT)


def remember(response: HttpResponse, wall: Wall, token: str) -> HttpResponse:
    """Have the browser say this token on the addresses of the wall, and nowhere else."""
    response.set_cookie(
        name(wall.code),
        signed(token),
        max_age=DAYS * 86_400,
        path=f"/wall/{wall.code}/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse, wall: Wall) -> HttpResponse:
    """Have the browser be nobody on a wall."""
    response.delete_cookie(name(wall.code), path=f"/wall/{wall.code}/", samesite="Lax")
    return response


def leader(membership: int, wall: Wall) -> str:
    """Return the fingerprint of somebody who leads."""
    return fingerprint(wall.pk, f"member:{membership}")


def pass_to_all(wall: Wall) -> str:
    """Return what the page of whoever leads shows, to hear of all notes."""
    return signing.dumps(wall.pk, salt=_LEADS)


def may_hear_all(wall: int, shown: str) -> bool:
    try:
        return bool(signing.loads(shown, salt=_LEADS, max_age=LEADS_FOR) == wall)
    except signing.BadSignature:
        return False


def name(code: str) -> str:
    return f"wall-{code}"
