"""A self-paced room: each goes through the agenda alone, with Next and Back. Works without
JavaScript. Results are shown to nobody while it is open: with people who answer on different days,
two looks at a count would say what one of them answered."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.methods.questions import Posted, Problem
from alongside.walls import identity

from .. import access, actions, own, queries, seating
from ..models import Asking, Room, Seat, Step
from .joining import with_room

MOST_RUNGS = 10
"""Rungs of the ladder that draws how far somebody is."""


@with_room
def alone(request: HttpRequest, room: Room, seat: Seat | None, place: int) -> HttpResponse:
    """One part of the agenda, or after the last one what happens next."""
    if seat is None or not room.self_paced:
        return redirect("live:room", room.gathering.code)
    last = room.steps.count()
    if place == last + 1:
        return _remembered(_end(request, room, seat), room, seat, place)
    step = access.step(room, place)
    asking = queries.askings(step)[-1] if step.asks else None
    if request.method == "POST" and asking is not None:
        return _answer(request, step, asking, seat)
    return _part(request, step, asking, seat)


def _part(
    request: HttpRequest,
    step: Step,
    asking: Asking | None,
    seat: Seat,
    posted: Posted | None = None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    room = step.room
    shown = _context(request, room, step.place) | {"step": step, "problems": problems}
    if asking is not None:
        shown["mine"] = own.answered(step, asking, seat)
        shown |= own.fields(step, asking, seat, posted, problems)
    if step.wall is not None:
        shown["w"] = own.wall(step.wall, seat, request.path)
    page = render(request, "live/alone.html", shown)
    if step.wall is not None:
        identity.remember(page, step.wall, seating.token(seat))
    return _remembered(page, room, seat, step.place)


def _context(request: HttpRequest, room: Room, place: int) -> dict[str, Any]:
    last = room.steps.count()
    rungs = min(last, MOST_RUNGS)
    return {
        "room": room,
        "place": place,
        "of": last,
        "marks": [number * last < place * rungs for number in range(rungs)],
        "before": place - 1,
        "after": place + 1,
        "shared": seating.shared(request, room),
    }


def _answer(request: HttpRequest, step: Step, asking: Asking, seat: Seat) -> HttpResponse:
    given, why, problems, posted = own.read(step, dict(request.POST.lists()))
    if given is None:
        return _part(request, step, asking, seat, posted, problems)
    try:
        turn = int(time.time() * 1000)
        actions.give(asking=asking, seat=seat, turn=turn, answers=dict(given), why=why)
    except actions.NotPossible:  # it has closed meanwhile, and the page says so
        return redirect("live:room", step.room.gathering.code)
    after = reverse("live:alone", args=[step.room.gathering.code, step.place + 1])
    return redirect(f"{after}?in=1")


def _end(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """What happens next, and which questions somebody left out."""
    asked = [step for step in queries.steps(room) if step.asks]
    answered = queries.answered_steps(seat)
    shown = _context(request, room, room.steps.count() + 1) | {
        "asked": len(asked),
        "left_out": [step for step in asked if step.pk not in answered],
    }
    return render(request, "live/alone_end.html", shown)


def _remembered(page: HttpResponse, room: Room, seat: Seat, place: int) -> HttpResponse:
    """Have the browser come back to this place, for as long as the room is open."""
    return seating.remember(seating.remember_place(page, room, place), seat)
