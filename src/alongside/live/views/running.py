"""A room in the hand of whoever leads: a remote on a phone, and every press works without
JavaScript. Anybody who runs sessions can take part in running it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.gatherings.models import Gathering
from alongside.methods.questions import Posted, Problem
from alongside.people.models import Membership
from alongside.web.fields import key
from alongside.web.square import as_typed, square

from .. import access, actions, looked, own, queries, said, telling
from ..forms import MinutesForm, OpenForm, PutInForm
from ..models import Asking, Raised, Room


def room(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me, gathering = access.runner(request.user, organisation, pk)
    found = queries.open_room(gathering)
    if found is None:
        return _not_open(request, me, gathering, OpenForm())
    if found.self_paced:
        return redirect("live:alone_room", organisation, pk)
    return _remote(request, me, found)


def _not_open(
    request: HttpRequest, me: Membership, gathering: Gathering, form: OpenForm
) -> HttpResponse:
    last = gathering.rooms.first()
    shown = {"me": me, "gathering": gathering, "form": form, "last": last}
    return render(request, "live/open.html", shown)


def _remote(request: HttpRequest, me: Membership, room: Room, **more: Any) -> HttpResponse:
    now = telling.look(room)
    steps = queries.steps(room)
    return render(
        request,
        "live/remote.html",
        {
            "me": me,
            "gathering": room.gathering,
            "room": room,
            "now": now,
            "step": now.step,
            "asking": now.asking,
            "count": telling.count(now),
            "at": telling.moment(),
            "trouble": telling.trouble(),
            "steps": steps,
            "after": next((one for one in steps if one.place == room.place + 1), None),
            "before": room.place - 1,
            "needs": [seat.needs for seat in room.seats.exclude(needs="").order_by("needs")],
            "aside": queries.last_put_aside(now.asking) if now.asking is not None else None,
            "join_words": as_typed(join_address(room)),
            **more,
        },
    )


def join_address(room: Room) -> str:
    """Return the address that people type or scan to come into a room."""
    return settings.ADDRESS + reverse("live:room", args=[room.gathering.code])


@require_POST
def open_room(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me, gathering = access.runner(request.user, organisation, pk)
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _not_open(request, me, gathering, form)
    try:
        actions.open_room(gathering=gathering, by=me, now=timezone.now(), **form.cleaned_data)
    except actions.NotPossible as problem:
        form.add_error(None, str(problem))
        return _not_open(request, me, gathering, form)
    return redirect("live:remote", organisation, pk)


@require_POST
def go(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    _, room = _room(request, organisation, pk)
    place = key(request.POST.get("place", ""))
    try:
        actions.go(room=room, place=place or 0, now=timezone.now())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    return _back(request, organisation, pk)


@require_POST
def change_asking(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Show or hide the results of the question the room is at, take answers or not, ask again."""
    _, room = _room(request, organisation, pk)
    now = telling.look(room)
    if now.asking is not None and str(now.asking.pk) == request.POST.get("asking"):
        change = _CHANGES.get(request.POST.get("do", ""), _not_understood)
        try:
            change(now.asking)
        except actions.NotPossible as problem:
            messages.error(request, str(problem))
    return _back(request, organisation, pk)


@require_POST
def time(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Start the clock of a step, give more time, or take the clock away."""
    _, room = _room(request, organisation, pk)
    form = MinutesForm(request.POST)
    try:
        if request.POST.get("do") == "stop":
            actions.stop_time(room=room)
        elif form.is_valid():
            actions.give_time(room=room, now=timezone.now(), **form.cleaned_data)
        else:
            raise actions.NotPossible(form.errors["minutes"].as_text().removeprefix("* "))
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    return _back(request, organisation, pk)


def _not_understood(_: Asking) -> None:
    raise actions.NotPossible("We did not understand what to do. Press one of the buttons.")


def _take_up(asking: Asking) -> None:
    """Have the answers count again that were put aside last."""
    found = queries.last_put_aside(asking)
    if found is None:
        raise actions.NotPossible("Nothing is put aside.")
    actions.take_up(asking=found)


_CHANGES: dict[str, Any] = {
    "show": lambda asking: actions.reveal(asking=asking, shown=True),
    "hide": lambda asking: actions.reveal(asking=asking, shown=False),
    "lock": lambda asking: actions.lock(asking=asking, locked=True),
    "unlock": lambda asking: actions.lock(asking=asking, locked=False),
    "again": lambda asking: actions.ask_again(step=asking.step),
    "reset": lambda asking: actions.reset(asking=asking, now=timezone.now()),
    "take_up": _take_up,
}


def questions(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """What people in the room ask: look it through, and say what is answered."""
    me, room = _room(request, organisation, pk)
    if request.method == "POST":
        raised = access.raised(room, key(request.POST.get("raised", "")))
        state = request.POST.get("state", "")
        if state in Raised.State.values:
            actions.look_through(raised=raised, state=state)
        return redirect("live:questions", organisation, pk)
    addresses = {one.source: one for one in queries.kept(room)}
    shown = {
        "me": me,
        "gathering": room.gathering,
        "room": room,
        **_news(room),
        "waiting": queries.waiting(room),
        "questions": [(one, addresses.get(said.source_of(one))) for one in queries.questions(room)],
        "left_out": room.raised.filter(state=Raised.State.LEFT_OUT),
    }
    return render(request, "live/questions.html", shown)


def words(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """What people wrote at this step, to be looked through before the room reads it: where people
    under 18 are in it."""
    me, room = _room(request, organisation, pk)
    step = queries.current(room)
    if step is None or not room.under_18:
        return redirect("live:remote", organisation, pk)
    if request.method == "POST":
        marks = request.POST.getlist("words")
        shown = request.POST.get("do") == "show"
        actions.look_at_words(step=step, marks=marks, shown=shown)
        return redirect("live:words", organisation, pk)
    found = looked.written(step)
    shown_now = {
        "me": me,
        "gathering": room.gathering,
        "room": room,
        "step": step,
        **_news(room),
        "waiting": [one for one in found if one.shown is None],
        "shown": [one for one in found if one.shown],
        "left_out": [one for one in found if one.shown is False],
    }
    return render(request, "live/words.html", shown_now)


def _news(room: Room) -> dict[str, Any]:
    """Return what `live/parts/news.html` needs."""
    now = telling.look(room)
    return {"now": now, "count": telling.count(now)}


def put_in(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Put in answers for people without a device, or a show of hands."""
    me, room = _room(request, organisation, pk)
    now = telling.look(room)
    if now.asking is None or now.step is None:
        messages.error(request, "Nothing is asked at this step.")
        return redirect("live:remote", organisation, pk)
    form = PutInForm(request.POST or None)
    problems: tuple[Problem, ...] = ()
    posted: Posted | None = None
    if "take_out" in request.POST:
        return _take_out(request, organisation, pk, now.asking)
    if request.method == "POST":
        answer, why, problems, posted = own.read(now.step, dict(request.POST.lists()))
        if form.is_valid() and answer is not None:
            given = {"answers": dict(answer), "why": why, **form.cleaned_data}
            return _put_in(request, organisation, pk, now.asking, me, given)
    return render(
        request,
        "live/put_in.html",
        {
            "me": me,
            "gathering": room.gathering,
            "form": form,
            "problems": problems,
            "asking": now.asking,
            "already": own.put_in(now.step, now.asking),
        }
        | now.step.asked.fields(posted, problems, heading=False),
    )


def _put_in(
    request: HttpRequest,
    organisation: str,
    pk: int,
    asking: Asking,
    me: Membership,
    given: dict[str, Any],
) -> HttpResponse:
    try:
        actions.put_in(asking=asking, by=me, **given)
        messages.success(request, "Put in.")
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("live:put_in", organisation, pk)


def _take_out(request: HttpRequest, organisation: str, pk: int, asking: Asking) -> HttpResponse:
    """Take answers back that were put in."""
    like, people = key(request.POST["take_out"]), key(request.POST.get("how_many", ""))
    if not people:
        messages.error(request, "Enter how many to take back, like 1.")
    elif actions.take_out(asking=asking, like=like or 0, people=people):
        messages.success(request, "Taken back.")
    return redirect("live:put_in", organisation, pk)


def close(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Say what closing means, and do it."""
    me, gathering = access.runner(request.user, organisation, pk)
    room = queries.open_room(gathering)
    if room is None:  # pressed twice, or by two who lead
        return redirect("live:remote", organisation, pk)
    if request.method == "POST":
        actions.close(room=room, now=timezone.now())
        messages.success(request, "The room is closed. What people said is anonymous from now on.")
        return redirect("live:came_of", organisation, pk, room.pk)
    return render(request, "live/close.html", {"me": me, "gathering": room.gathering, "room": room})


def sheet(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """A sheet to print: how to come in, with the square code."""
    me, room = _room(request, organisation, pk)
    address = join_address(room)
    return render(
        request,
        "live/sheet.html",
        {
            "me": me,
            "gathering": room.gathering,
            "room": room,
            "address": as_typed(address),
            "square": square(address),
        },
    )


def _room(request: HttpRequest, organisation: str, pk: int) -> tuple[Membership, Room]:
    me, gathering = access.runner(request.user, organisation, pk)
    return me, access.open_room(gathering)


def _back(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Return to where the button was: the remote, the groups, or the big screen of the room."""
    if request.POST.get("from") == "groups":
        return redirect("live:groups", organisation, pk)
    if request.POST.get("from") == "screen":
        _, room = _room(request, organisation, pk)
        return redirect("live:screen", room.secret)
    return redirect("live:remote", organisation, pk)
