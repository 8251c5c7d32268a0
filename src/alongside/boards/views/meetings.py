"""The meetings of a board."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.projects.queries.people import sides

from .. import access, actions, queries
from ..forms.meeting import NoteForm, PlanForm, VoteForm
from .page import act


def plan(request: HttpRequest, organisation: str, board: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    form = PlanForm(request.POST or None)

    def do(**data: Any) -> None:
        actions.plan(board=found, by=me, now=timezone.now(), **data)

    lead = "For one that has been, add its day here, then say who was there."
    return act(
        request, me, found, form, do, heading="Add a meeting", said="It is there.", lead=lead
    )


def meeting(request: HttpRequest, organisation: str, board: int, met: int) -> HttpResponse:
    """One meeting: who was there, what was voted on and decided."""
    me, found = access.board(request.user, organisation, board)
    one = access.meeting(found, met)
    there = queries.present(one)
    readable = queries.decisions_for(me).values("pk")
    context = {
        "me": me,
        "board": found,
        "meeting": one,
        "there": there,
        "sides": sides(there),
        "votes": one.votes.all(),
        "decisions": one.decisions.filter(pk__in=readable).select_related("project"),
        "may_run": access.may_run(me),
        "today": timezone.localdate(),
    }
    return render(request, "boards/meeting.html", context)


def note(request: HttpRequest, organisation: str, board: int, met: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    one = access.meeting(found, met)
    form = NoteForm(request.POST or None, meeting=one, me=me)

    def do(**data: Any) -> None:
        actions.note(meeting=one, by=me, now=timezone.now(), **data)

    to = ("boards:meeting", organisation, found.pk, one.pk)
    heading = "What happened at this meeting?"
    return act(request, me, found, form, do, heading=heading, said="It is noted.", to=to)


def vote(request: HttpRequest, organisation: str, board: int, met: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    one = access.meeting(found, met)
    form = VoteForm(request.POST or None)

    def do(**data: Any) -> None:
        actions.vote(meeting=one, **data)

    to = ("boards:meeting", organisation, found.pk, one.pk)
    return act(request, me, found, form, do, heading="Note a vote", said="It is noted.", to=to)
