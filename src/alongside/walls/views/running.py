"""A wall in the hand of whoever leads: show all notes, lock, sort, hide a note, bring it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.people.models import Membership
from alongside.web.square import as_typed, square

from .. import access, actions, identity, queries, showing
from ..forms import NotUnderstood
from ..models import Wall
from . import changing
from .files import come_in_at


def run(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    return _page(request, me, access.wall(me, pk))


def _page(
    request: HttpRequest, me: Membership, wall: Wall, problem: str = "", field: str = ""
) -> HttpResponse:
    typed = (
        {name: request.POST.get(name, "") for name in ("text", "column", "picture_says")}
        if field
        else None
    )
    address = come_in_at(wall)
    came_from = changing.own_page(request.GET.get("back", ""))
    context = {
        "me": me,
        "w": showing.for_leaders(
            wall, me.pk, may_run=access.may_run(me), typed=typed, came_from=came_from
        ),
        "wall": wall,
        "problem": problem,
        "field": field,
        "address": as_typed(address),
        "square": square(address),
    }
    return render(request, "walls/run.html", context)


@require_POST
def do(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Change something as whoever leads. Our script asks for JSON, a form for a page."""
    me = access.runner(request.user, organisation)
    wall = access.wall(me, pk)
    try:
        outcome = changing.done(request, wall, identity.leader(me.pk, wall), by=me)
    except (NotUnderstood, actions.NotPossible) as problem:
        if changing.scripted(request):
            return changing.refused(problem)
        wall.refresh_from_db()
        return _page(request, me, wall, str(problem), getattr(problem, "field", ""))
    if changing.scripted(request):
        return JsonResponse(outcome.told)
    query = f"?{request.META['QUERY_STRING']}" if request.GET else ""
    return redirect(f"{request.path.removesuffix('do/')}{query}#note-{outcome.note}")


def note(request: HttpRequest, organisation: str, pk: int, number: int) -> HttpResponse:
    """All that somebody who leads can do with one note. Nobody learns who wrote it."""
    me = access.runner(request.user, organisation)
    wall = access.wall(me, pk)
    shown = access.note(wall, number, leads=True)
    context = {
        "me": me,
        "wall": wall,
        "note": shown,
        "w": showing.for_leaders(
            wall, me.pk, may_run=True, came_from=changing.own_page(request.GET.get("back", ""))
        ),
        "own": number in queries.mine(wall, identity.leader(me.pk, wall)),
        "kept": queries.kept_of(me.organisation, f"note:{shown.pk}"),
    }
    return render(request, "walls/lead_note.html", context)


def close(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Say what closing means, and do it."""
    me = access.runner(request.user, organisation)
    wall = access.wall(me, pk)
    if request.method == "POST":
        actions.close(wall=wall, now=timezone.now())
        messages.success(request, "The wall is closed. Its notes stay.")
        return redirect("walls:run", organisation, pk)
    return render(request, "walls/close.html", {"me": me, "wall": wall})
