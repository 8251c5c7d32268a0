"""Small groups in the hand of whoever leads: make them, see how they are, bring everybody back."""

from collections.abc import Callable
from functools import wraps
from random import SystemRandom
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods import small_groups
from alongside.people.models import Membership
from alongside.walls import queries as walls
from alongside.web.fields import key, typed

from .. import access, actions, in_group, queries, telling, voices
from ..forms import MakeGroupsForm, MergeForm, SaidForm, as_named
from ..models import Breakout, Room, SmallGroup, Step
from ..telling import Now

type View = Callable[..., HttpResponse]


def at_groups(view: View) -> View:
    """Hand the view whoever leads, and the step with small groups that the open room is at.
    Somebody else who leads may have gone on, or closed the room: the remote says where it is."""

    @wraps(view)
    def do(request: HttpRequest, organisation: str, pk: int, **more: Any) -> HttpResponse:
        me, gathering = access.runner(request.user, organisation, pk)
        room = queries.open_room(gathering)
        step = queries.current(room) if room is not None else None
        if step is None or step.kind != "breakout":
            return redirect("live:remote", organisation, pk)
        return view(request, me, room, step, **more)

    return do


@at_groups
def groups(request: HttpRequest, me: Membership, room: Room, step: Step) -> HttpResponse:
    return _page(request, me, room, step)


def _page(
    request: HttpRequest, me: Membership, room: Room, step: Step, **forms: Any
) -> HttpResponse:
    now = telling.look(room)
    breakout = now.breakout
    shown = [_shown(group, step.place) for group in now.groups]
    sizes = {one["group"]: len(one["group"].people) for one in shown}
    return render(
        request,
        "live/groups.html",
        {
            "me": me,
            "gathering": room.gathering,
            "room": room,
            "step": step,
            "now": now,
            "at": telling.moment(),
            "count": telling.count(now),
            "breakout": breakout,
            "shown": shown,
            "revision": telling.groups_led(now),
            "rest": queries.without_group(breakout).count() if breakout and now.in_groups else 0,
            "uneven": now.in_groups and small_groups.to_even_out(sizes) is not None,
            "over_groups": voices.over_groups([one["spread"] for one in shown]),
            "has_walls": any(group.wall_id for group in now.groups),
            "form": MakeGroupsForm(initial=_initial(step, breakout)),
            "merging": MergeForm(),
            **forms,
        },
    )


def _shown(group: SmallGroup, place: int) -> dict[str, Any]:
    """Return what whoever leads sees of a group at the step with this place."""
    people = group.people  # type: ignore[attr-defined]
    return {
        "group": group,
        "names": ", ".join(in_group.names(people)),
        "spread": voices.of_group(group),
        "waiting": walls.number_waiting(group.wall) if group.wall is not None else 0,
        "to_come": sum(one.seat.at != place for one in people),
    }


def _initial(step: Step, breakout: Breakout | None) -> dict[str, Any]:
    """Return what the form begins with: how they were made, or what the agenda says."""
    said = {name: step.item.get(name) for name in ("how", "size", "talk") if step.item.get(name)}
    if breakout is not None:
        said = {"how": breakout.how, "size": breakout.size, "talk": breakout.talk}
    return {"talk": "open", "named": as_named(step.item)} | said


@require_POST
@at_groups
def make_groups(request: HttpRequest, me: Membership, room: Room, step: Step) -> HttpResponse:
    """Make the groups that the page offered to make: pressed twice, or by two who lead, once."""
    form = MakeGroupsForm(request.POST)
    if not form.is_valid():
        return _page(request, me, room, step, form=form)
    try:
        actions.make_groups(
            room=room,
            by=me,
            now=timezone.now(),
            rng=SystemRandom(),
            instead_of=key(request.POST.get("seen", "")),
            **form.cleaned_data,
        )
    except actions.NotPossible as problem:
        form.add_error(None, str(problem))
        return _page(request, me, room, step, form=form)
    return _back(me, room)


def with_breakout(view: View) -> View:
    """Hand the view whoever leads, and what the room is at, with its groups; what is not possible
    is said on the page of the groups."""

    @require_POST
    @at_groups
    @wraps(view)
    def do(request: HttpRequest, me: Membership, room: Room, _: Step, **more: Any) -> HttpResponse:
        breakout = telling.look(room).breakout
        if breakout is None:
            return _back(me, room)
        try:
            return view(request, me, breakout, **more)
        except actions.NotPossible as problem:
            messages.error(request, str(problem))
            return _back(me, room)

    return do


def _back(me: Membership, room: Room) -> HttpResponse:
    return redirect("live:groups", me.organisation.slug, room.gathering_id)


@with_breakout
def even_out(request: HttpRequest, me: Membership, breakout: Breakout) -> HttpResponse:
    """Give everybody a place who has none, or make the groups even."""
    if request.POST.get("do") == "rest":
        actions.seat_rest(breakout=breakout)
    else:
        actions.even_out(breakout=breakout)
    return _back(me, breakout.step.room)


@with_breakout
def come_back(request: HttpRequest, me: Membership, breakout: Breakout) -> HttpResponse:
    """Bring everybody back, send them out again, or end writing alone."""
    does = {
        "back": actions.bring_back,
        "out": actions.out_again,
        "show": actions.show_notes,
    }.get(request.POST.get("do", ""))
    if does is not None:
        does(breakout=breakout, by=me, now=timezone.now())
    return _back(me, breakout.step.room)


@require_POST
@at_groups
def merge(request: HttpRequest, me: Membership, room: Room, step: Step) -> HttpResponse:
    """Put everything the groups wrote on one wall."""
    form = MergeForm(request.POST)
    breakout = telling.look(room).breakout
    if breakout is None:
        return _to_remote(me, room)
    if not form.is_valid():
        return _page(request, me, room, step, merging=form)
    try:
        actions.merge(breakout=breakout, by=me, now=timezone.now(), **form.cleaned_data)
    except actions.NotPossible as problem:
        form.add_error(None, str(problem))
        return _page(request, me, room, step, merging=form)
    return _to_remote(me, room)


def _to_remote(me: Membership, room: Room) -> HttpResponse:
    return redirect("live:remote", me.organisation.slug, room.gathering_id)


@at_groups
def one_group(
    request: HttpRequest, me: Membership, room: Room, _: Step, number: int
) -> HttpResponse:
    """Who sits in a group; move them, and write for a group that has no device."""
    return _one(request, me, telling.look(room), number)


def _one(
    request: HttpRequest, me: Membership, now: Now, number: int, form: SaidForm | None = None
) -> HttpResponse:
    group = next((one for one in now.groups if one.number == number), None)
    if group is None:
        raise Http404("no such group at this step")
    people = group.people  # type: ignore[attr-defined]
    return render(
        request,
        "live/one_group.html",
        {
            "me": me,
            "gathering": now.room.gathering,
            "step": now.step,
            "breakout": now.breakout,
            "group": group,
            "people": [
                {"pk": one.pk, "name": name, "to_come": one.seat.at != now.room.place}
                for name, one in zip(in_group.names(people), people, strict=True)
            ],
            "others": [one for one in now.groups if one.pk != group.pk],
            "form": form or SaidForm(initial={"said": group.said}),
        },
    )


def _group_of(breakout: Breakout, number: int | None) -> SmallGroup:
    return access.small_group(breakout.step.room, number)


def _to_group(me: Membership, breakout: Breakout, number: int) -> HttpResponse:
    return redirect("live:one_group", me.organisation.slug, breakout.step.room.gathering_id, number)


@with_breakout
def move(request: HttpRequest, me: Membership, breakout: Breakout, number: int) -> HttpResponse:
    """Have somebody sit in another group, or say that they have left."""
    sitting = access.sitting(breakout, key(request.POST.get("who", "")))
    if request.POST.get("do") == "left":
        actions.leave(seat=sitting.seat)
        messages.success(request, "They are in no group now.")
        return _to_group(me, breakout, number)
    other = _group_of(breakout, key(request.POST.get("to", "")))
    actions.move(sitting=sitting, group=other)
    messages.success(request, f"Moved to {other}.")
    return _to_group(me, breakout, number)


@with_breakout
def add_person(
    request: HttpRequest, me: Membership, breakout: Breakout, number: int
) -> HttpResponse:
    """Have somebody sit here who has no device."""
    name = typed(request.POST.get("name", ""), most=40)
    actions.sit_somebody(group=_group_of(breakout, number), name=name)
    return _to_group(me, breakout, number)


@with_breakout
def answer_help(
    request: HttpRequest, me: Membership, breakout: Breakout, number: int
) -> HttpResponse:
    """Say that somebody is on the way, or that it is done."""
    coming = request.POST.get("do") == "coming"
    actions.answer_help(group=_group_of(breakout, number), coming=coming)
    return _back(me, breakout.step.room)


@with_breakout
def say(request: HttpRequest, me: Membership, breakout: Breakout, number: int) -> HttpResponse:
    """Keep what a group without a device says."""
    form = SaidForm(request.POST)
    if not form.is_valid():
        return _one(request, me, telling.look(breakout.step.room), number, form)
    actions.say(group=_group_of(breakout, number), text=form.cleaned_data["said"])
    messages.success(request, "It is kept.")
    return _to_group(me, breakout, number)


def who_is_heard(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """How what is said spreads over people, without saying who they are."""
    me, gathering = access.runner(request.user, organisation, pk)
    room = access.open_room(gathering)
    step = queries.current(room)
    wall = step.wall if step is not None else None
    shown = {
        "me": me,
        "gathering": gathering,
        "whole": voices.of_room(room),
        "wall": voices.of_wall(wall, room) if wall is not None else None,
    }
    return render(request, "live/voices.html", shown)
