"""The one address on posters, `/j/CODE`: booking before the day, check-in on it, and afterwards the
way to the evaluation. For people without an account."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.asks.modes import promise
from alongside.library import queries as library

from .. import access, actions, pledges, queries
from ..forms import BookingForm, CheckInForm, WalkInForm, WhichTeamForm
from ..models import Attendance, Booking, Gathering


def with_code(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the session of the code; answer in words when there is none."""

    @wraps(view)
    def do(request: HttpRequest, code: str) -> HttpResponse:
        try:
            gathering = access.joined(code)
        except access.NoSuchCode:
            return render(request, "gatherings/no_such_code.html", {"code": code}, status=404)
        return view(request, gathering)

    return never_cache(do)


@with_code
def join(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    now = timezone.now()
    if now >= gathering.ends and not gathering.cancelled:
        return _page(
            request,
            gathering,
            "after",
            **_how_was_it(gathering, now),
            takes_check_in=gathering.takes_check_in(now),
            takes_pledges=pledges.takes_pledges(gathering, now),
        )
    if gathering.takes_check_in(now):
        asked = _how_was_it(gathering, now)
        return _page(request, gathering, "check_in", form=CheckInForm(), **asked)
    if gathering.takes_bookings(now):
        return _booking(request, gathering, BookingForm(organisation=gathering.organisation))
    return _no_booking(request, gathering, now)


def _how_was_it(gathering: Gathering, now: datetime) -> dict[str, Any]:
    """Return the evaluation that can be answered now, and what it promises."""
    wave = queries.open_evaluation(gathering, now)
    return {"evaluation": wave, "promise": promise(wave.mode) if wave else None}


def _page(request: HttpRequest, gathering: Gathering, name: str, **context: Any) -> HttpResponse:
    shown = {"gathering": gathering, "to_read": library.published(gathering.organisation)}
    return render(request, f"gatherings/{name}.html", shown | context)


def _booking(request: HttpRequest, gathering: Gathering, form: BookingForm) -> HttpResponse:
    return _page(
        request,
        gathering,
        "book",
        form=form,
        full=queries.full(gathering),
        trainers=queries.trainers(gathering),
    )


def _no_booking(request: HttpRequest, gathering: Gathering, now: datetime) -> HttpResponse:
    return _page(
        request,
        gathering,
        "no_booking",
        state=gathering.state(now),
        trainers=queries.trainers(gathering),
    )


@with_code
def book(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    if request.method != "POST":
        return redirect("gatherings:join", gathering.code)
    form = BookingForm(request.POST, organisation=gathering.organisation)
    if not form.is_valid():
        return _booking(request, gathering, form)
    now = timezone.now()
    typed_from = request.META.get("REMOTE_ADDR", "")
    try:
        actions.book(gathering=gathering, now=now, typed_from=typed_from, **form.cleaned_data)
    except actions.TooMany as problem:
        form.add_error("email", str(problem))
        return _booking(request, gathering, form)
    except actions.NotPossible:
        return _no_booking(request, gathering, now)
    return redirect("gatherings:asked", gathering.code)


@with_code
def asked(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """The same page for everyone: only the letter says whether there was a place, or a booking."""
    return _page(request, gathering, "asked")


@with_code
def check_in(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    now = timezone.now()
    if not gathering.takes_check_in(now):
        return redirect("gatherings:join", gathering.code)
    if request.method != "POST":
        return _page(request, gathering, "check_in", form=CheckInForm())
    form = (
        WhichTeamForm(request.POST, organisation=gathering.organisation)
        if "team" in request.POST
        else CheckInForm(request.POST)
    )
    if not form.is_valid():
        return _page(request, gathering, "check_in", form=form)
    found = queries.booked_as(gathering, **form.cleaned_data)
    if len(found) != 1:
        return _not_sure(request, gathering, form, found)
    actions.check_in(
        gathering=gathering, membership=found[0].membership, how=Attendance.How.CODE, now=now
    )
    return redirect("gatherings:here", gathering.code)


def _not_sure(
    request: HttpRequest, gathering: Gathering, form: CheckInForm, found: list[Booking]
) -> HttpResponse:
    """Nobody booked under this name, or several did: offer to come in, or ask for the team."""
    who = form.cleaned_data["who"]
    if isinstance(form, WhichTeamForm):
        form.add_error("team", "We cannot tell who you are. Ask at the door to be ticked in")
    elif found:
        form = WhichTeamForm(organisation=gathering.organisation, initial={"who": who})
    else:
        walk_in = WalkInForm(organisation=gathering.organisation, typed=who)
        return _page(request, gathering, "join_walk_in", form=walk_in, not_found=who)
    return _page(request, gathering, "check_in", form=form)


@with_code
def walk_in(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    now = timezone.now()
    if not gathering.takes_check_in(now):
        return redirect("gatherings:join", gathering.code)
    form = WalkInForm(request.POST or None, organisation=gathering.organisation)
    typed_from = request.META.get("REMOTE_ADDR", "")
    if request.method == "POST" and form.is_valid():
        try:
            actions.walk_in(
                gathering=gathering, now=now, typed_from=typed_from, **form.cleaned_data
            )
            return redirect("gatherings:here", gathering.code)
        except actions.TooMany as problem:
            form.add_error("email", f"{problem} You can come in without an address.")
    return _page(request, gathering, "join_walk_in", form=form)


@with_code
def here(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    now = timezone.now()
    return _page(
        request,
        gathering,
        "here",
        over=now >= gathering.ends,
        **_how_was_it(gathering, now),
    )
