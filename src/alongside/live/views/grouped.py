"""Somebody in their small group: who sits there, whose turn it is, help, and what the others shall
hear. Works without JavaScript; with it only the part that changes is asked for."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods import agenda
from alongside.web.fields import key
from alongside.web.pace import Pace

from .. import access, actions, in_group, queries
from ..forms import AboutMeForm, SaidForm
from ..models import Room, Seat
from ..telling import Now, look
from .joining import inside, with_room

pace = Pace(most=10, every=1.0)


@with_room
def group(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """The part of somebody's group that changes; or what they do there."""
    now = look(room)
    if seat is None or not now.in_groups:
        return redirect("live:room", room.gathering.code)
    if request.method != "POST":
        return _part(request, now, seat)
    if not pace.allows(seat.pk, time.monotonic()):
        return _again(request, now, seat, problem="That was quick. Wait a moment and try again.")
    form = SaidForm(request.POST) if request.POST.get("do") == "say" else None
    if form is not None and not form.is_valid():
        return inside(request, room, seat, saying=form)
    try:
        _do(request, now, seat, form)
    except actions.NotPossible as problem:
        if form is not None:
            form.add_error("said", str(problem))
            return inside(request, room, seat, saying=form)
        return _again(request, now, seat, problem=str(problem))
    return _again(request, look(room), seat, kept=form is not None)


def _do(request: HttpRequest, now: Now, seat: Seat, form: SaidForm | None) -> None:
    assert now.breakout is not None
    if "sit" in request.POST:
        number = key(request.POST["sit"])
        actions.choose_group(group=access.small_group(now.room, number), seat=seat)
        return
    sitting = queries.sitting(now.breakout, seat)
    if sitting is None:
        raise actions.NotPossible("Choose a group first.")
    group = sitting.group
    if "seen" in request.POST and key(request.POST["seen"]) != group.number:
        raise actions.NotPossible("You sit in another group now.")
    match request.POST.get("do"):
        case "say" if form is not None:
            actions.say(group=group, text=form.cleaned_data["said"], seat=seat)
        case "notes":
            actions.take_notes(group=group, seat=seat)
        case "help":
            actions.call_for_help(group=group, seat=seat, now=timezone.now())
        case "calm":
            actions.answer_help(group=group, coming=False)
        case "spoke" | "pass" as how:
            had = key(request.POST.get("had", "")) or 0
            actions.pass_on(group=group, seat=seat, spoke=how == "spoke", had=had)
        case _:
            raise actions.NotPossible("We did not understand that. Press one of the buttons.")


def _again(request: HttpRequest, now: Now, seat: Seat, **said: Any) -> HttpResponse:
    """Return the part to our script, and everybody else to the page."""
    if "part" in request.GET:
        return _part(request, now, seat, **said)
    if said.get("problem"):
        return inside(request, now.room, seat, **said)
    return redirect("live:room", now.room.gathering.code)


def _part(request: HttpRequest, now: Now, seat: Seat, **said: Any) -> HttpResponse:
    shown = (
        in_group.of(now, seat) | said | {"was": key(request.GET.get("was", "")), "room": now.room}
    )
    return render(request, "live/parts/group_now.html", shown)


@require_POST
@with_room
def about_me(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """Somebody says as who they are here, so that the groups become a mix."""
    step = queries.current(room)
    if seat is None or step is None or step.kind != "breakout":
        return redirect("live:room", room.gathering.code)
    form = AboutMeForm(request.POST, roles=agenda.roles(step.item))
    if not form.is_valid():
        return inside(request, room, seat, about=form)
    actions.say_about_me(seat=seat, **form.cleaned_data)
    return redirect("live:room", room.gathering.code)
