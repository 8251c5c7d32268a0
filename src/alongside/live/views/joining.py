"""A room on a phone: come in, answer, see the results. Works without JavaScript."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.methods import agenda
from alongside.walls import identity
from alongside.web.fields import key
from alongside.web.pace import Pace

from .. import access, actions, in_group, own, queries, seating, telling
from ..forms import AboutMeForm, ComeInForm, NeedsForm, RaiseForm, SaidForm
from ..models import Room, Seat
from .receipts import given

pace = Pace(most=3, every=20.0)
"""How many questions one person may ask."""


def with_room(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the room of the code, and the seat of whoever asks (None for somebody new)."""

    @wraps(view)
    def do(request: HttpRequest, code: str, **parts: Any) -> HttpResponse:
        room = access.room_by_code(code)
        if room.over(timezone.now()):
            return _closed(request, room)
        try:
            return view(request, room, seating.seat_of(request, room), **parts)
        except actions.RoomClosed:
            return _closed(request, room)

    return never_cache(do)


def _closed(request: HttpRequest, room: Room) -> HttpResponse:
    context = {"gathering": room.gathering, "room": room, "given": given(request, room)}
    return render(request, "live/closed.html", context)


@with_room
def room(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    if seat is None:
        return _door(request, room, ComeInForm(under_18=room.under_18))
    if room.self_paced:
        return redirect("live:alone", room.gathering.code, seating.place(request, room))
    if seating.shared(request, room) and queries.answered_steps(seat):
        return redirect("live:thanks", room.gathering.code)
    if seat.left or (seat.at != room.place and queries.at_groups(room)):
        actions.be_here(seat=seat)
    return inside(request, room, seat)


def _door(request: HttpRequest, room: Room, form: ComeInForm) -> HttpResponse:
    """Let somebody in. Who goes through it alone, or shares the device, is asked nothing."""
    steps = queries.steps(room)
    shown = {
        "room": room,
        "form": form,
        "steps": len(steps),
        "minutes": agenda.minutes(one.item for one in steps if one.kind != "break"),
        "shared": seating.shared(request, room),
    }
    return render(request, "live/begin.html" if room.self_paced else "live/come_in.html", shown)


def inside(
    request: HttpRequest,
    room: Room,
    seat: Seat,
    problems: Any = (),
    posted: Any = None,
    **more: Any,
) -> HttpResponse:
    """Return the page of somebody in the room. `problems` and `posted` are those of an answer that
    could not be used; `more` has a form that could not be, under its name, or a `problem`."""
    now = telling.look(room)
    mine: dict[str, Any] = {"own": True, "problems": problems, "seat": seat}
    if now.asking is not None and now.step is not None:
        mine["mine"] = own.answered(now.step, now.asking, seat)
        if now.open:
            mine |= own.fields(now.step, now.asking, seat, posted, problems)
    if now.in_groups:
        mine |= in_group.of(now, seat)
        said = SaidForm(initial={"said": mine["group"].said}) if "group" in mine else None
        mine["saying"] = said
    elif now.step is not None and now.step.kind == "breakout":
        said_so = {"role": seat.role, "team": seat.team}
        mine["about"] = AboutMeForm(initial=said_so, roles=agenda.roles(now.step.item))
    wall = in_group.wall(now, seat) or (now.step.wall if now.step else None)
    if wall is not None:
        mine["w"] = own.wall(wall, seat, reverse("live:room", args=[room.gathering.code]))
    page = render(
        request,
        "live/room.html",
        telling.context(now)
        | mine
        | {
            "code": room.gathering.code,
            "questions": queries.questions(room),
            "backed": queries.backed_by(seat),
            "raising": RaiseForm(),
            "asked": "asked" in request.GET,
            "needs": NeedsForm(initial={"needs": seat.needs}),
            "said_needs": "needs" in request.GET,
            "shared": seating.shared(request, room),
        }
        | more,
    )
    if mine.get("moved"):
        actions.seen_moved(seat=seat)
    return identity.remember(page, wall, seating.token(seat)) if wall is not None else page


@require_POST
@with_room
def come_in(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    form = ComeInForm(request.POST, under_18=room.under_18)
    if not form.is_valid():
        return _door(request, room, form)
    if seat is None:
        seat = actions.take_seat(room=room, **form.cleaned_data)
        inside = redirect("live:room", room.gathering.code)
        return seating.remember(seating.remember_place(inside, room, 1), seat)
    return redirect("live:room", room.gathering.code)


@require_POST
@with_room
def answer(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """The way without JavaScript; with it the answer goes to `handlers`."""
    now = telling.look(room)
    if (
        seat is None
        or not now.open
        or str(now.asking and now.asking.pk) != request.POST.get("asking")
    ):
        return redirect("live:room", room.gathering.code)
    assert now.step is not None
    assert now.asking is not None
    given, why, problems, posted = own.read(now.step, dict(request.POST.lists()))
    if given is None:
        return inside(request, room, seat, problems, posted)
    turn = int(time.time() * 1000)
    try:
        actions.give(asking=now.asking, seat=seat, turn=turn, answers=dict(given), why=why)
    except actions.NotPossible:  # the page says what the room is at now
        return redirect("live:room", room.gathering.code)
    page = "live:thanks" if seating.shared(request, room) else "live:room"
    return redirect(page, room.gathering.code)


@with_room
def mine(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """What somebody answered to the question that the room is at, for our script: what is told of a
    room is the same for everybody. On a shared device it is said to nobody."""
    step = queries.current(room)
    asking = queries.askings(step)[-1] if step is not None and step.asks else None
    shown: dict[str, Any] = {"room": room, "asking": asking, "own": True}
    if step and asking and seat and not seating.shared(request, room):
        shown["mine"] = own.answered(step, asking, seat)
    return render(request, "live/parts/mine.html", shown)


@require_POST
@with_room
def raise_question(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """Somebody asks a question of their own."""
    form = RaiseForm(request.POST)
    if seat is None:
        return redirect("live:room", room.gathering.code)
    if not form.is_valid():
        return inside(request, room, seat, raising=form)
    if not pace.allows(seat.pk, time.monotonic()):
        form.add_error("text", "That was quick. Wait a moment and send it again")
        return inside(request, room, seat, raising=form)
    try:
        actions.raise_question(room=room, seat=seat, **form.cleaned_data)
    except actions.NotPossible as problem:
        form.add_error("text", str(problem))
        return inside(request, room, seat, raising=form)
    return redirect(reverse("live:room", args=[room.gathering.code]) + "?asked=1#questions")


@require_POST
@with_room
def back(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """Somebody would like to know that too, or no longer."""
    if seat is not None:
        for backs, name in ((True, "back"), (False, "not")):
            if name in request.POST:
                raised = access.raised(room, key(request.POST[name]))
                actions.back(raised=raised, seat=seat, backs=backs)
    return redirect(reverse("live:room", args=[room.gathering.code]) + "#questions")


@require_POST
@with_room
def say_needs(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """Somebody says what would help them, once they are in."""
    form = NeedsForm(request.POST)
    here = reverse("live:room", args=[room.gathering.code])
    if seat is None:
        return redirect(here)
    if not form.is_valid():
        return inside(request, room, seat, needs=form)
    actions.say_needs(seat=seat, needs=form.cleaned_data["needs"])
    return redirect(f"{here}?needs=1#help")


@require_POST
@with_room
def leave(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """Let the next person on this device come in, or simply go."""
    if seat is not None:
        actions.leave(seat=seat)
    return seating.forget(redirect("live:room", room.gathering.code), room)


@with_room
def share(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """Have several people use this device, one after another, or one person again."""
    if request.method == "POST":
        page = seating.forget(redirect("live:room", room.gathering.code), room)
        return seating.share(page, room, request.POST.get("share") == "yes")
    shown = {"room": room, "shared": seating.shared(request, room)}
    return render(request, "live/share.html", shown)


@with_room
def thanks(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """On a shared device: an answer is in, and nothing of whoever gave it is left."""
    if not seating.shared(request, room):
        return redirect("live:room", room.gathering.code)
    if seat is not None:
        actions.leave(seat=seat)
    return seating.forget(render(request, "live/thanks.html", {"room": room}), room)
