"""An agenda is run now, left open for people to do alone, or gone through again: what whoever
leads decides about it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.gatherings import access as gatherings
from alongside.gatherings import queries as sessions
from alongside.people.models import Membership
from alongside.web.square import as_typed

from .. import access, actions, queries
from ..forms import LeaveOpenForm, ReplayForm, RunNowForm, UntilForm
from ..models import Room
from .running import join_address


def run_now(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """A session of this design begins now, and its room opens."""
    me = gatherings.runner(request.user, organisation)
    design = gatherings.design(me, pk)
    form = RunNowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            room = actions.run_now(design=design, by=me, now=timezone.now(), **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("live:remote", organisation, room.gathering_id)
    shown = {"me": me, "design": design, "version": sessions.latest(design), "form": form}
    return render(request, "live/run_now.html", shown)


def alone_room(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Leave the session's agenda open for people to do alone; and how that goes."""
    me, gathering = access.runner(request.user, organisation, pk)
    found = queries.open_room(gathering)
    if found is not None and found.self_paced:
        return _left_open(
            request,
            me,
            found,
            UntilForm(initial={"last_day": timezone.localdate(found.last_moment)}),
        )
    in_two_weeks = timezone.localdate() + timedelta(days=14)
    form = LeaveOpenForm(request.POST or None, initial={"last_day": in_two_weeks})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in SAID}
        try:
            actions.leave_open(
                gathering=gathering, by=me, until=form.until(), now=timezone.now(), **values
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("live:alone_room", organisation, pk)
    return render(request, "live/leave_open.html", {"me": me, "gathering": gathering, "form": form})


SAID = ("welcome", "turn_to", "next_step", "under_18")
"""What whoever leaves an agenda open says of it, beside the day."""


def _left_open(request: HttpRequest, me: Membership, room: Room, form: UntilForm) -> HttpResponse:
    """How many have begun is said; what they answered is not, before it closes."""
    shown: dict[str, Any] = {
        "me": me,
        "gathering": room.gathering,
        "room": room,
        "form": form,
        "begun": room.seats.count(),
        "walls": queries.walls(room),
        "join_words": as_typed(join_address(room)),
    }
    return render(request, "live/left_open.html", shown)


def until(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Leave it open for longer, or less long."""
    me, gathering = access.runner(request.user, organisation, pk)
    room = access.open_room(gathering)
    if request.method != "POST" or not room.self_paced:
        return redirect("live:alone_room", organisation, pk)
    form = UntilForm(request.POST)
    if not form.is_valid():
        return _left_open(request, me, room, form)
    try:
        actions.change_until(room=room, until=form.until(), now=timezone.now())
        messages.success(request, "The last day is changed.")
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("live:alone_room", organisation, pk)


def replay(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Let people go through the newest room of a session again once it has closed, or no longer."""
    me, gathering = access.runner(request.user, organisation, pk)
    room = access.newest_room(gathering)
    form = ReplayForm(request.POST or None, initial=_replay(room))
    if request.method == "POST" and form.is_valid():
        actions.set_replay(room=room, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _said(room))
        if room.closed:
            return redirect("live:came_of", organisation, pk, room.pk)
        return redirect("live:remote", organisation, pk)
    shown = {
        "me": me,
        "gathering": gathering,
        "room": room,
        "form": form,
        "walls": queries.walls(room),
        "questions": queries.questions(room),
    }
    return render(request, "live/replay.html", shown)


def _replay(room: Room) -> dict[str, bool]:
    """Return what stands in the form: words are not shown of people under 18 unless somebody
    decides it."""
    words = room.replay_words if room.replay else not room.under_18
    return {"replay": room.replay, "words": words}


def _said(room: Room) -> str:
    room.refresh_from_db()
    if not room.replay:
        return "Nobody can go through it again."
    when = "" if room.closed else " once it has closed"
    return f"People can go through it again{when}."
