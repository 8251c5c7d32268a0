"""The codes of somebody's own notes, by which they find out later what came of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from alongside.asks.receipts import in_fours

from .. import access, actions, identity, queries, receipts


@never_cache
def codes(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the codes, and read them for as long as this browser is the one that wrote."""
    wall = access.wall_by_code(code)
    author = identity.author_of(request, wall)
    if request.method == "POST":
        actions.give_codes(wall=wall, author=author)
        return redirect("walls:codes", wall.code)
    given = receipts.given(wall, author)
    context = {
        "wall": wall,
        "given": [(one.note.text, in_fours(one.code)) for one in given],
        "without": 0 if wall.closed else queries.without_receipt(wall, author).count(),
    }
    return render(request, "walls/codes.html", context)
