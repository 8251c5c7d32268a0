"""The codes of what somebody said in a room, while it is open and after."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.asks.receipts import in_fours

from .. import access, actions, receipts, seating
from ..models import Room


@never_cache
def codes(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for codes, and read them. On a device that several people use there are none: the next
    person would find them."""
    room = access.room_by_code(code)
    seat = seating.seat_of(request, room)
    shared = seating.shared(request, room)
    is_open = not room.over(timezone.now())
    if request.method == "POST" and is_open and seat is not None and not shared:
        with suppress(actions.RoomClosed):  # the page says so
            actions.give_codes(seat=seat)
        return redirect("live:codes", code)
    context = {
        "room": room,
        "given": given(request, room),
        "is_open": is_open,
        "is_in": seat is not None,
        "wanted": seat is not None and seat.codes,
        "more": seat is not None and receipts.missing(room, seat),
        "shared": shared,
    }
    return render(request, "live/codes.html", context)


def given(request: HttpRequest, room: Room) -> list[tuple[str, str]]:
    """Return what this browser said in a room and has a code for, each with it; nothing on a device
    that several people use."""
    if seating.shared(request, room):
        return []
    found: Any = seating.read(request.COOKIES, room.gathering.code)
    if found is None or found[0] != room.pk:
        return []
    return [(one.words, in_fours(one.code)) for one in receipts.given(room, found[1])]
