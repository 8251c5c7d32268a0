"""Boards, what stands on each, and who is on it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.projects.views.doing import done
from alongside.web.fields import typed

from .. import access, actions, queries
from ..forms.forming import AboutForm, AddForm, BeginForm, LeaveForm, MemberForm, about
from ..models import Board, BoardMeeting
from .page import act


def boards(request: HttpRequest, organisation: str) -> HttpResponse:
    me, found = access.reader(request.user, organisation)
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    alerts = {one.board_id: one for one in queries.open_alerts(me.organisation)}
    context = {
        "me": me,
        "page": page,
        "boards": [(board, alerts.get(board.pk)) for board in page],
        "may_run": access.may_run(me),
    }
    return render(request, "boards/boards.html", context)


def begin(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.runner(request.user, organisation)
    form = BeginForm(
        request.POST or None,
        organisation=me.organisation,
        initial={"group": typed(request.GET.get("group", "")), "every": 4},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin(
                organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, "The board is there. Say who is on it next.")
            return redirect("boards:board", organisation, made.pk)
    context = {"me": me, "form": form, "heading": "Add a board or a working group"}
    return render(request, "boards/form.html", context | {"button": "Save"})


def board(request: HttpRequest, organisation: str, board: int) -> HttpResponse:
    """What a board is for, who is on it, when it met, and whether it still does."""
    me, found = access.board(request.user, organisation, board)
    members = queries.members(found)
    meetings = list(queries.meetings(found))
    today = timezone.localdate()
    past = [one for one in meetings if one.state != BoardMeeting.State.PLANNED or one.day < today]
    held = next((one for one in meetings if one.state == BoardMeeting.State.HELD), None)
    alerts = list(found.alerts.select_related("answered_by"))
    runs = access.may_run(me)
    context = {
        "me": me,
        "board": found,
        "members": members,
        "before": queries.before(found),
        "parity": queries.parity(members, queries.present(held) if held else None),
        "meetings": Paginator(meetings, 20).get_page(request.GET.get("meetings")),
        "held": held,
        "took_place": sum(one.state == BoardMeeting.State.HELD for one in past),
        "were_planned": len(past),
        "alert": next((one for one in alerts if one.answered is None), None),
        "answered": [one for one in alerts if one.answered],
        "untold": _untold(found) if runs and alerts else [],
        "work": queries.open_work(found),
        "reviews": queries.reviews_of(found, None if runs else me),
        "may_run": runs,
        "today": today,
    }
    return render(request, "boards/board.html", context)


def _untold(board: Board) -> list[str]:
    """Return the names of those on a board whom no letter reaches."""
    return [one.membership.name for one in queries.reached(board) if not one.address]


def change(request: HttpRequest, organisation: str, board: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    form = AboutForm(request.POST or None, organisation=me.organisation, initial=about(found))

    def do(**data: Any) -> None:
        actions.change(board=found, **data)

    return act(request, me, found, form, do, heading=f"Change {found}", said="It is saved.")


def add(request: HttpRequest, organisation: str, board: int) -> HttpResponse:
    """Somebody comes onto a board."""
    me, found = access.to_run(request.user, organisation, board)
    search = typed(request.GET.get("q", ""))
    form = AddForm(request.POST or None, board=found, search=search)

    def do(**data: Any) -> None:
        actions.add_member(board=found, now=timezone.now(), **data)

    if request.method == "POST" and done(form, do):
        messages.success(request, f"{form.cleaned_data['member']} is on the board.")
        return redirect("boards:board", organisation, found.pk)
    context = {"me": me, "board": found, "form": form, "search": search}
    return render(request, "boards/add.html", context)


def member(request: HttpRequest, organisation: str, board: int, place: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    theirs = access.place(found, place)
    (now,) = (one for one in queries.members(found) if one.place.pk == place)
    sides = [side for side in ("experience", "staff") if getattr(now, side)]
    initial = {"sides": sides, "votes": now.votes, "chair": now.chair}
    form = MemberForm(request.POST or None, initial=initial)

    def do(**data: Any) -> None:
        actions.change_member(place=theirs, **data)

    heading = f"{now.name} on the board"
    lead = (
        "This changes the past too. If something is different from a day on, let them leave and "
        "add them again: then what was before stays as it was."
    )
    return act(request, me, found, form, do, heading=heading, said="It is saved.", lead=lead)


def leave(request: HttpRequest, organisation: str, board: int, place: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    theirs = access.place(found, place)
    name = theirs.membership.name
    form = LeaveForm(request.POST or None, initial={"day": timezone.localdate()})

    def do(**data: Any) -> None:
        actions.leave(place=theirs, now=timezone.now(), **data)

    heading, said = f"{name} leaves the board", f"{name} is not on the board any more."
    return act(request, me, found, form, do, heading=heading, said=said)
