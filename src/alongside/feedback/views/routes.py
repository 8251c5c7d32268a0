from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.projects.views.doing import done
from alongside.web.square import as_typed, square

from .. import access, actions, queries
from ..forms import AskedForm, DayForm, RouteForm, WaveForm
from ..models import Route
from .log import form_page


def routes(request: HttpRequest, organisation: str) -> HttpResponse:
    """The ways by which feedback can come, and could."""
    me = access.reader(request.user, organisation)
    context = {
        "me": me,
        "routes": queries.routes(me.organisation),
        "may_write": access.may_run(me),
    }
    return render(request, "feedback/routes.html", context)


def add_route(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.writer(request.user, organisation)
    form = RouteForm(request.POST or None, projects=access.projects(me), today=timezone.localdate())
    about = {"organisation": me.organisation, "by": me}
    if request.method == "POST" and done(form, actions.add_route, **about):
        messages.success(request, "People can use it, and it stands beside what you say of it.")
        return redirect("feedback:routes", organisation)
    return form_page(request, me, form, heading="A way by which feedback can come", button="Add it")


def route(request: HttpRequest, organisation: str, route: int) -> HttpResponse:
    """One route: how people get there, and how many were asked by it."""
    me = access.reader(request.user, organisation)
    found = access.route(me, route)
    context = {
        "me": me,
        "route": found,
        "address": as_typed(address(found)),
        "times": found.times.all()[:100],
        "end": DayForm(None, label="Which was the last day?", today=timezone.localdate()),
        "may_write": access.may_run(me),
    }
    return render(request, "feedback/route.html", context)


def address(route: Route) -> str:
    """Return the whole address where anybody can write."""
    return settings.ADDRESS + reverse("feedback:tell", args=[route.code])


def note_asked(request: HttpRequest, organisation: str, route: int) -> HttpResponse:
    """Note how many people were asked, and how many answered."""
    me = access.writer(request.user, organisation)
    found = access.route(me, route)
    form = AskedForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and done(form, actions.note_asked, route=found, by=me):
        messages.success(request, "It is noted.")
        return redirect("feedback:route", organisation, found.pk)
    return form_page(
        request, me, form, heading="How many were asked, and answered", button="Note it"
    )


def note_wave(request: HttpRequest, organisation: str, route: int) -> HttpResponse:
    """Note how many were asked in a survey, and answered it."""
    me = access.writer(request.user, organisation)
    found = access.route(me, route)
    form = WaveForm(request.POST or None, organisation=me.organisation)
    if request.method == "POST" and done(form, actions.note_wave, route=found, by=me):
        messages.success(request, "It is noted.")
        return redirect("feedback:route", organisation, found.pk)
    return form_page(request, me, form, heading="People were asked in a survey", button="Note it")


@require_POST
def end_route(request: HttpRequest, organisation: str, route: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.route(me, route)
    form = DayForm(request.POST, label="Which was the last day?", today=timezone.localdate())
    if form.is_valid():
        try:
            actions.end_route(route=found, until=form.cleaned_data["day"])
        except actions.NotPossible as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "It has ended. What came by it stays in the log.")
    else:
        messages.error(request, "Enter the last day: today or an earlier day.")
    return redirect("feedback:route", organisation, found.pk)


def poster(request: HttpRequest, organisation: str, route: int) -> HttpResponse:
    """A page to print: the square code, and the address to type."""
    me = access.reader(request.user, organisation)
    found = access.route(me, route)
    if not found.open_link:
        raise Http404("this route has no link")
    where = address(found)
    context = {"me": me, "route": found, "address": as_typed(where), "square": square(where)}
    return render(request, "feedback/poster.html", context)
