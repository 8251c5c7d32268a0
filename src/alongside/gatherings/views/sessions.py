"""Pages of sessions for staff: the list, planning, the page of one session, the poster."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from alongside.asks import access as asks
from alongside.asks import marks
from alongside.methods.questions.messages import said
from alongside.people.models import Membership, Role
from alongside.projects import access as projects
from alongside.web.fields import key
from alongside.web.square import as_typed, square

from .. import access, actions, counts, queries
from ..forms import CancelForm, EvaluationForm, SessionForm
from ..models import Gathering
from ..next_step import next_step

PLANNED = "The session is planned. It has its own code and booking page."
WRITTEN_DOWN = "The session is written down. Its day has passed, so nobody can book."


def sessions(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    now = timezone.now()
    page = Paginator(queries.past(me.organisation, now), 20).get_page(request.GET.get("page"))
    upcoming = list(queries.upcoming(me.organisation, now)) if page.number == 1 else []
    return render(
        request,
        "gatherings/sessions.html",
        {
            "me": me,
            "may_run": access.may_run(me),
            "page": page,
            "upcoming": [(gathering, gathering.state(now)) for gathering in upcoming],
            "past": [(row, counts.shown(me.organisation, row.came)) for row in page],
        },
    )


def plan(request: HttpRequest, organisation: str) -> HttpResponse:
    """Plan a session of the programme in `?programme=`; of the only one, when there is only one. It
    follows the design in `?design=`, if there is one."""
    me = access.runner(request.user, organisation)
    programmes = list(queries.programmes(me.organisation)[:2])
    wanted = key(request.GET.get("programme", ""))
    if wanted is None and len(programmes) != 1:
        page = "programmes" if programmes else "add_programme"
        return redirect(f"gatherings:{page}", organisation)
    programme = access.programme(me, programmes[0].pk if wanted is None else wanted)
    form = SessionForm(
        request.POST or None,
        programme=programme,
        copy=queries.last_of(programme),
        design=key(request.GET.get("design", "")),
        projects=projects.readable(me),
    )
    if request.method == "POST" and form.is_valid():
        gathering = actions.plan(
            programme=programme,
            details=form.details(),
            by=me,
            now=timezone.now(),
            client_id=form.cleaned_data["client_id"],
            **form.leaders(),
        )
        messages.success(request, WRITTEN_DOWN if gathering.over(timezone.now()) else PLANNED)
        return redirect("gatherings:session", organisation, gathering.pk)
    return render(request, "gatherings/plan.html", {"me": me, "programme": programme, "form": form})


@vary_on_headers("HX-Request")
def session(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    return session_page(request, me, access.gathering(me, pk), timezone.now())


def session_page(
    request: HttpRequest, me: Membership, gathering: Gathering, now: datetime
) -> HttpResponse:
    """The whole page, or only the register when the page asks for it to update itself."""
    rows = queries.register(gathering)
    context: dict[str, Any] = {
        "me": me,
        "gathering": gathering,
        "may_run": access.may_run(me),
        "rows": rows,
        "figures": queries.figures(gathering, rows, counts.areas_of_teams(me.organisation)),
        "part": bool(request.headers.get("HX-Request")),
        "over": now >= gathering.ends,
        "may_check_in": now >= gathering.check_in_opens and not gathering.cancelled,
        "live": gathering.takes_check_in(now),
        "can_come_back": queries.can_come_back(gathering, now) if now < gathering.starts else [],
    }
    if context["part"]:
        access.check_runs(me)
        return render(request, "gatherings/session.html#register", context)
    number, of = queries.number_in_programme(gathering)
    context |= {
        "started": now >= gathering.starts,
        "today": timezone.localdate(now) == timezone.localdate(gathering.starts),
        "state": gathering.state(now),
        "takes_bookings": gathering.takes_bookings(now),
        "next": next_step(gathering, rows, now),
        "number": number,
        "of": of,
        "trainers": queries.trainers(gathering),
        "agenda": queries.agenda(gathering),
        "areas": counts.shown_by_area(gathering) if now >= gathering.starts else [],
        "came": counts.shown(me.organisation, context["figures"].came),
        "evaluation_open": queries.open_evaluation(gathering, now),
        "to_mark": _to_mark(me, gathering),
        "may_read_words": me.holds(Role.Name.ANALYST, Role.Name.LEAD),
        "join_words": as_typed(join_address(gathering)),
    }
    return render(request, "gatherings/session.html", context)


def _to_mark(me: Membership, gathering: Gathering) -> list[tuple[str, str]]:
    """Return name and words of the questions whose marks this member may look at."""
    wave = gathering.evaluation
    if wave is None or wave.closed is None or not asks.may_mark(me):
        return []
    return [(question["name"], said(question["label"])) for question in marks.questions(wave)]


def join_address(gathering: Gathering) -> str:
    """Return the address on posters: booking before the day, check-in on it."""
    return settings.ADDRESS + reverse("gatherings:join", args=[gathering.code])


def change(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    gathering = access.gathering(me, pk)
    form = SessionForm(
        request.POST or None,
        programme=gathering.programme,
        copy=gathering,
        change=True,
        projects=projects.readable(me),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                gathering=gathering, details=form.details(), now=timezone.now(), **form.leaders()
            )
        except actions.NotPossible as problem:
            form.add_error("capacity", str(problem))
        else:
            messages.success(request, "The session is changed.")
            return redirect("gatherings:session", organisation, pk)
    return render(
        request,
        "gatherings/plan.html",
        {"me": me, "programme": gathering.programme, "gathering": gathering, "form": form},
    )


def cancel(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    gathering = access.gathering(me, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(gathering=gathering, now=timezone.now(), **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The session is cancelled, and everyone is written to.")
            return redirect("gatherings:session", organisation, pk)
    going = gathering.bookings.filter(cancelled=None).count()
    return render(
        request,
        "gatherings/cancel.html",
        {"me": me, "gathering": gathering, "form": form, "going": going},
    )


@require_POST
def open_booking(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    try:
        actions.open_booking(gathering=access.gathering(me, pk), now=timezone.now())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Booking is open until the session starts.")
    return redirect("gatherings:session", organisation, pk)


@require_POST
def close_booking(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    actions.close_booking(gathering=access.gathering(me, pk), now=timezone.now())
    messages.success(request, "Booking is closed. You can open it again below.")
    return redirect("gatherings:session", organisation, pk)


def evaluation(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    gathering = access.gathering(me, pk)
    form = EvaluationForm(request.POST or None, gathering=gathering)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_evaluation(gathering=gathering, **form.values())
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The evaluation opens by itself when the session ends.")
            return redirect("gatherings:session", organisation, pk)
    return render(
        request, "gatherings/evaluation.html", {"me": me, "gathering": gathering, "form": form}
    )


def poster(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    gathering = access.gathering(me, pk)
    address = join_address(gathering)
    return render(
        request,
        "gatherings/poster.html",
        {
            "me": me,
            "gathering": gathering,
            "trainers": queries.trainers(gathering),
            "address": as_typed(address),
            "square": square(address),
        },
    )
