"""A wall as people see it: read, add, move, agree, undo. Works without JavaScript, and nobody needs
an account or a name."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import access, actions, identity, queries, showing
from ..changes import Outcome
from ..forms import NotUnderstood
from ..models import Wall
from . import changing

TYPED = ("text", "label", "symbol", "column", "client", "picture_says")
"""What stays in the boxes when a note could not be added."""


@never_cache
def wall(request: HttpRequest, code: str) -> HttpResponse:
    found = access.wall_by_code(code)
    answer = _page(request, found, identity.author_of(request, found))
    if not identity.token_of(request.COOKIES, found.code) and not found.closed:
        identity.remember(answer, found, identity.new_token())
    return answer


def _page(
    request: HttpRequest, wall: Wall, author: str, problem: str = "", field: str = ""
) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in TYPED} if field else None
    shown = showing.for_people(wall, author, typed=typed)
    return render(request, "walls/wall.html", {"w": shown, "problem": problem, "field": field})


@never_cache
@require_POST
def do(request: HttpRequest, code: str) -> HttpResponse:
    """Change something, the way without JavaScript; with it the change goes to `handlers`, unless
    it brings a picture."""
    found = access.wall_by_code(code)
    token = identity.token_of(request.COOKIES, found.code) or identity.new_token()
    author = identity.fingerprint(found.pk, token)
    answer: HttpResponse
    try:
        outcome = changing.done(request, found, author)
    except (NotUnderstood, actions.NotPossible) as problem:
        if changing.scripted(request):
            answer = changing.refused(problem)
        else:
            found.refresh_from_db()
            answer = _page(request, found, author, str(problem), getattr(problem, "field", ""))
    else:
        if changing.scripted(request):
            answer = JsonResponse(outcome.told)
        else:
            answer = redirect(f"{_back(request, found)}#{_place(outcome)}")
    return identity.remember(answer, found, token)


def _back(request: HttpRequest, wall: Wall) -> str:
    """Return the page that has the wall as a part, if the form came from one, or the wall's own."""
    return changing.own_page(request.POST.get("back", "")) or f"/wall/{wall.code}/"


def _place(outcome: Outcome) -> str:
    return f"note-{outcome.note}" if outcome.note else "wall"


@never_cache
def note(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """All that one person can do with one note."""
    found = access.wall_by_code(code)
    author = identity.author_of(request, found)
    shown = access.note(found, number, author=author)
    context: dict[str, Any] = {
        "note": shown,
        "w": showing.for_people(found, author, back=changing.own_page(request.GET.get("back", ""))),
        "own": shown.number in queries.mine(found, author),
    }
    return render(request, "walls/note.html", context)


@never_cache
@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Let the next person on this device be somebody else."""
    found = access.wall_by_code(code)
    return identity.remember(redirect("walls:wall", found.code), found, identity.new_token())
