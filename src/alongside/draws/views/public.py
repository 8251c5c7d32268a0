"""What anybody can read and check of a draw."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from .. import access, queries


def draw(request: HttpRequest, code: str) -> HttpResponse:
    """How lots are drawn here, what was settled and what came of it."""
    found = access.public(code)
    settlement = queries.settlement_of(found)
    drawing = getattr(settlement, "drawing", None)
    context: dict[str, Any] = {
        "draw": found,
        "opportunity": found.opportunity,
        "features": queries.features(found),
        "settlement": settlement,
        "drawing": drawing,
        "listed": settlement.people.count() if settlement else 0,
        "left_out": queries.left_out(settlement) if settlement else False,
    }
    if settlement and drawing:
        context |= {
            "panel": queries.on_the_panel(settlement),
            "changes": queries.changes(settlement),
            "mixes": queries.panel(found, settlement),
            "others": queries.not_drawn_with_a_place(settlement),
        }
    return render(request, "draws/public.html", context)


def file(_request: HttpRequest, code: str) -> JsonResponse:
    """The list, and once lots are drawn what came of it: what `alongside draw check` reads."""
    settlement = access.settlement(access.public(code))
    return JsonResponse(
        queries.public_file(settlement),
        json_dumps_params={"ensure_ascii": False},
        headers={"Content-Disposition": 'attachment; filename="draw.json"'},
    )
