"""The pages behind one person's private link."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.asks.modes import promise
from alongside.library import queries as library
from alongside.web import links
from alongside.web.square import square

from .. import access, actions, pledges, queries
from ..forms import NeedsForm
from ..invitation import invitation
from ..models import Attendance
from ..queries import Place


def with_place(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view what the link opens; say in words when it opens nothing."""

    @wraps(view)
    def do(request: HttpRequest, token: str) -> HttpResponse:
        try:
            place = access.place(token)
        except links.TooOld:
            return render(request, "gatherings/link.html", {"too_old": True}, status=410)
        except links.Spoilt:
            return render(request, "gatherings/link.html", {}, status=404)
        return view(request, place, token)

    return never_cache(do)


@with_place
def place(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    return _page(request, place, token)


def _page(
    request: HttpRequest,
    place: Place,
    token: str,
    form: NeedsForm | None = None,
    problem: str = "",
) -> HttpResponse:
    now, gathering, booking = timezone.now(), place.gathering, place.booking
    going = booking is not None and not booking.cancelled
    comes = booking is not None and booking.placed and going and not place.attendance
    evaluation = queries.open_evaluation(gathering, now)
    pledge = None if gathering.cancelled else pledges.of(place)
    return render(
        request,
        "gatherings/place.html",
        {
            "place": place,
            "gathering": gathering,
            "booking": booking,
            "token": token,
            "problem": problem,
            "trainers": queries.trainers(gathering),
            "over": gathering.over(now),
            "may_change": going and not gathering.cancelled and now < gathering.starts,
            "may_check_in": gathering.takes_check_in(now) and place.attendance is None,
            "may_book": gathering.takes_bookings(now),
            "saved": "saved" in request.GET,
            "form": form or NeedsForm(initial={"needs": booking.needs if booking else ""}),
            "evaluation": evaluation,
            "promise": promise(evaluation.mode) if evaluation else None,
            "pledge": pledge,
            "may_pledge": pledges.may_make(place, now),
            "to_read": library.published(gathering.organisation),
            "asks_what_came": pledge is not None and pledge.may_answer(now) and not pledge.outcome,
            "square": square(_address(token)) if comes else "",
        },
    )


def _address(token: str) -> str:
    return settings.ADDRESS + reverse("gatherings:place", args=[token])


@require_POST
@with_place
def change_needs(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    form = NeedsForm(request.POST)
    if not form.is_valid() or place.booking is None or place.booking.cancelled:
        return _page(request, place, token, form)
    actions.change_needs(booking=place.booking, **form.cleaned_data)
    answer = redirect("gatherings:place", token)
    answer["Location"] += "?saved=yes"
    return answer


@require_POST
@with_place
def cancel(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    if place.booking:
        try:
            actions.cancel_booking(booking=place.booking, now=timezone.now())
        except actions.NotPossible as problem:
            return _page(request, place, token, problem=str(problem))
    return redirect("gatherings:place", token)


@require_POST
@with_place
def check_in(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    try:
        actions.check_in(
            gathering=place.gathering,
            membership=place.membership,
            how=Attendance.How.LINK,
            now=timezone.now(),
        )
    except actions.NotPossible as problem:
        return _page(request, place, token, problem=str(problem))
    return redirect("gatherings:place", token)


@require_POST
@with_place
def own_questions(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    """Go on to the evaluation as this person, where answers carry a name."""
    try:
        return redirect(actions.own_questions(place=place, now=timezone.now()))
    except actions.NotPossible as problem:
        return _page(request, place, token, problem=str(problem))


@with_place
def certificate(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    """For whoever came; anybody else is led back to their page."""
    if place.attendance is None or timezone.now() < place.gathering.ends:
        return redirect("gatherings:place", token)
    return render(
        request,
        "gatherings/certificate.html",
        {
            "place": place,
            "gathering": place.gathering,
            "token": token,
            "trainers": queries.trainers(place.gathering),
        },
    )


@with_place
def calendar(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    if place.booking is None or not place.booking.placed:
        return redirect("gatherings:place", token)
    return HttpResponse(
        invitation(place.booking, now=timezone.now(), link=_address(token)),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="session.ics"'},
    )
