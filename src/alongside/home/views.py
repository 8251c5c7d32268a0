from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.people import access as people
from alongside.people.queries import memberships_of

from . import queries


def front(request: HttpRequest) -> HttpResponse:
    return render(request, "home/front.html", {"demo": settings.DEMO})


def start(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: the one organisation of this person, or the choice between them."""
    if not request.user.is_authenticated:
        return redirect("account_request_login_code")
    mine = list(memberships_of(request.user))
    if len(mine) == 1:
        return redirect("home:today", mine[0].organisation.slug)
    return render(request, "home/start.html", {"mine": mine})


def today(request: HttpRequest, organisation: str) -> HttpResponse:
    me = people.member(request.user, organisation)
    reads = me.holds(*people.READERS)
    found = queries.today(me, timezone.now()) if reads else None
    return render(request, "home/today.html", {"me": me, "today": found})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html")
