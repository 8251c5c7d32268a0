"""The big screen. Anybody with its secret address sees it; who runs sessions has buttons too."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from alongside.people.access import SignInFirst
from alongside.walls import showing
from alongside.web.square import as_typed, square

from .. import access, queries, telling
from ..models import Room
from .running import join_address


@never_cache
def screen(request: HttpRequest, secret: str) -> HttpResponse:
    room = access.screen(secret)
    now = telling.look(room)
    address = join_address(room)
    steps = queries.steps(room)
    wall = now.step.wall if now.step else None
    return render(
        request,
        "live/screen.html",
        telling.on_screen(now)
        | {
            "gathering": room.gathering,
            "organisation": room.gathering.organisation,
            "own": True,
            "w": showing.for_people(wall, "") | {"can_change": False} if wall else None,
            "count": telling.count(now),
            "questions": queries.questions(room),
            "trouble": telling.trouble(),
            "may_run": _may_run(request, room),
            "address": as_typed(address),
            "square": square(address),
            "before": room.place - 1,
            "after": next((one for one in steps if one.place == room.place + 1), None),
        },
    )


def _may_run(request: HttpRequest, room: Room) -> bool:
    """Return whether whoever looks may press the buttons: nobody does where people go alone."""
    if room.self_paced:
        return False
    try:
        access.runner(request.user, room.gathering.organisation.slug, room.gathering_id)
    except (SignInFirst, Http404, PermissionDenied):
        return False
    return True
