"""How many of those invited have answered, by team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.methods.response_rates import whole
from alongside.people import access as people

from .. import access, queries
from .. import rates as rating


def rates(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Response rates by team; which teams are furthest; and whom to ask for help where few have
    answered: managers, never the people."""
    me = people.staff(request.user, organisation)
    found = access.wave(request.user, organisation, wave)
    teams, day = rating.shown(found)
    everybody = whole(teams)
    compared = rating.compared(found, teams)
    context = {
        "me": me,
        "wave": found,
        "state": queries.state(found, timezone.now()).name,
        "teams": teams,
        "everybody": everybody,
        "day": day,
        "compared": compared if len(compared) > 1 else [],
        "behind": rating.managers(found, teams, everybody.rate),
    }
    return render(request, "asks/waves/rates.html", context)
