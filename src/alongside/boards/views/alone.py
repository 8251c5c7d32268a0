"""The page behind somebody's private link: what they say alone, and what all said afterwards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.projects.views.doing import done
from alongside.web import links

from .. import access, actions, queries
from ..forms.reviewing import AloneForm
from ..queries.reviews import is_open


@never_cache
def alone(request: HttpRequest, token: str) -> HttpResponse:
    try:
        place = access.place_by_link(token)
    except links.Spoilt:
        return render(request, "boards/link.html", {}, status=404)
    now = timezone.now()
    shows = access.shows_words(request.user, place)
    form = AloneForm(request.POST if request.method == "POST" else None, place=place, shows=shows)

    def do(**said: str) -> None:
        if shows or any(said.values()):
            actions.keep(place=place, said=said, now=now)

    if request.method == "POST" and done(form, do):
        saved = redirect("boards:alone", token)
        saved["Location"] += "?saved=yes"
        return saved
    review = place.review
    context = {
        "place": place,
        "review": review,
        "board": review.board,
        "organisation": review.board.organisation,
        "open": is_open(review, now),
        "form": form,
        "saved_before": bool(place.said) and not shows,
        "saved": "saved" in request.GET,
        "headings": queries.points(review) if review.closed else [],
    }
    return render(request, "boards/alone.html", context)
