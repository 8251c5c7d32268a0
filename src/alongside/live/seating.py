"""Whose browser this is in a room: a signed cookie of the room's own addresses. The session is
never touched, and a phone that was closed for a while is the same person again."""

from functools import lru_cache

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from alongside.walls import identity
from alongside.web.fields import key

from . import queries, receipts
from .models import Room, Seat

DAYS = 90
SEAT, PLACE, SHARED = "seat-{}", "at-{}", "shared-{}"
"""The names of the cookies of a room: who, how far, and whether the device is shared."""

SALT = "alongside.live.seat"

LONGEST = 200
"""Letters of a cookie that says a seat, at most: a longer one is none of ours, and not kept."""


def read(cookies: dict[str, str], code: str) -> tuple[int, int] | None:
    """Return the keys of the room and the seat that these cookies say, or None."""
    return _said(cookies.get(name(code), ""))


def read_header(header: bytes, code: str) -> tuple[int, int] | None:
    """Return what the cookies in this header say, as `read` does."""
    begin = f"{name(code)}=".encode()
    found = [one for part in header.split(b";") if (one := part.strip()).startswith(begin)]
    return _said(found[-1][len(begin) :].decode("latin-1")) if found else None


def _said(signed: str) -> tuple[int, int] | None:
    return _understood(signed) if len(signed) <= LONGEST else None


@lru_cache(20_000)
def _understood(signed: str) -> tuple[int, int] | None:
    """Return what a cookie says. A phone sends the same one with every answer."""
    try:
        room, seat = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return int(room), int(seat)


def seat_of(request: HttpRequest, room: Room) -> Seat | None:
    """Return the seat of whoever asks, if they have one in this room."""
    found = read(request.COOKIES, room.gathering.code)
    if found is None or found[0] != room.pk:
        return None
    return queries.seat(room, found[1])


def remember(response: HttpResponse, seat: Seat) -> HttpResponse:
    """Have the browser say which seat it has, on this room's pages and nowhere else."""
    signed = signing.dumps([seat.room_id, seat.pk], salt=SALT)
    return _keep(response, seat.room, SEAT, signed, DAYS)


def forget(response: HttpResponse, room: Room) -> HttpResponse:
    """Let the next person on this device take a seat of their own: nothing is left of the last one,
    on the room's walls neither."""
    code = room.gathering.code
    for cookie in (name(code), PLACE.format(code)):
        response.delete_cookie(cookie, path=f"/room/{code}/", samesite="Lax")
    for wall in queries.walls(room):
        identity.forget(response, wall)
    return response


def token(seat: Seat) -> str:
    """Return what somebody in a room is on its walls."""
    return receipts.token(seat.pk)


def place(request: HttpRequest, room: Room) -> int:
    """Return how far this browser went through a self-paced room; 1 at the beginning."""
    return key(request.COOKIES.get(PLACE.format(room.gathering.code), "")) or 1


def remember_place(response: HttpResponse, room: Room, place: int) -> HttpResponse:
    """Have the browser say how far it went: the server does not keep it."""
    return _keep(response, room, PLACE, str(place), DAYS)


def shared(request: HttpRequest, room: Room) -> bool:
    """Return whether several people use this device, one after another."""
    return request.COOKIES.get(SHARED.format(room.gathering.code)) == "yes"


def share(response: HttpResponse, room: Room, yes: bool) -> HttpResponse:
    """Have several people use this device, one after another, or only one again."""
    return _keep(response, room, SHARED, "yes" if yes else "no", 1)


def _keep(response: HttpResponse, room: Room, cookie: str, value: str, days: int) -> HttpResponse:
    code = room.gathering.code
    response.set_cookie(
        cookie.format(code),
        value,
        max_age=days * 86_400,
        path=f"/room/{code}/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def name(code: str) -> str:
    return SEAT.format(code)
