"""What is kept as a contribution: by whoever leads, for anybody who has its address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.web.fields import key

from .. import access, actions, queries


def read(request: HttpRequest, code: str) -> HttpResponse:
    """One contribution, at the address that a decision points to."""
    found = access.kept_by_code(code)
    status = 410 if found.withdrawn else 200
    return render(request, "walls/kept.html", {"kept": found}, status=status)


def all_kept(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    context = {"me": me, "may_run": access.may_run(me), "kept": queries.kept(me.organisation)}
    return render(request, "walls/all_kept.html", context)


@require_POST
def keep(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    wall = access.wall(me, pk)
    note = access.note(wall, key(request.POST.get("note", "")) or 0, leads=True)
    try:
        actions.keep_note(note=note, by=me, now=timezone.now())
        messages.success(request, "Kept. The contribution has an address of its own now.")
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("walls:lead_note", organisation, pk, note.number)


@require_POST
def withdraw(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    actions.withdraw(kept=access.kept(me, pk), now=timezone.now())
    messages.success(request, "Its address shows the words to nobody any more.")
    return redirect("walls:all_kept", organisation)


@require_POST
def bring_back(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    try:
        actions.bring_back(kept=access.kept(me, pk))
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "People can read it again.")
    return redirect("walls:all_kept", organisation)
