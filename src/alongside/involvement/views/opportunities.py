"""Staff write opportunities, and see who asked."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.projects.views.doing import done
from alongside.web.found import again_to

from .. import access, actions, queries
from ..forms.offering import OpportunityForm, PreparationForm


def opportunities(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.member(request.user, organisation)
    found = queries.opportunities(me.organisation)
    if not access.may_run(me):
        found = found.filter(published__isnull=False)
    context = {
        "me": me,
        "page": Paginator(found, 20).get_page(request.GET.get("page")),
        "may_run": access.may_run(me),
        "may_pay": access.may_pay(me),
        "today": timezone.localdate(),
        "public": found.filter(published__isnull=False).exists(),
    }
    return render(request, "involvement/opportunities.html", context)


def make(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.runner(request.user, organisation)
    form = OpportunityForm(request.POST or None, me=me, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make(
                organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is there. Read it once more, then make it public.")
            return redirect("involvement:one", organisation, made.pk)
    context = {
        "me": me,
        "form": form,
        "heading": "Offer something to take part in",
        "button": "Save, do not make it public yet",
    }
    return render(request, "involvement/form.html", context)


def one(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """One opportunity for staff: what it says, who asked, what there is to know."""
    me = access.member(request.user, organisation)
    found = access.opportunity(me, opportunity)
    may_run = access.may_run(me)
    context = {
        "me": me,
        "opportunity": found,
        "may_run": may_run,
        "parts": queries.parts(found) if may_run else [],
        "worries": queries.checked_in_badly(found) if may_run else [],
        "preparation": found.preparation.all(),
        "left": queries.places_left(found),
        "open": found.open(timezone.localdate()),
    }
    return render(request, "involvement/one.html", context)


def change(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.opportunity(me, opportunity)
    form = OpportunityForm(
        request.POST or None, me=me, today=timezone.localdate(), opportunity=found
    )
    if request.method == "POST" and done(form, actions.change, opportunity=found):
        messages.success(request, "What you changed is saved.")
        return redirect("involvement:one", organisation, opportunity)
    return _page(request, me, found, form, heading="Change it", button="Save")


def prepare(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.opportunity(me, opportunity)
    form = PreparationForm(request.POST or None)
    if request.method == "POST" and done(form, actions.prepare, opportunity=found):
        messages.success(request, "It is there.")
        return redirect("involvement:one", organisation, opportunity)
    return _page(request, me, found, form, heading="Something to know before", button="Save")


def _page(request: HttpRequest, me: Any, opportunity: Any, form: Any, **more: Any) -> HttpResponse:
    context = {"me": me, "opportunity": opportunity, "form": form} | more
    return render(request, "involvement/form.html", context)


@again_to("involvement:one", "organisation", "opportunity")
@require_POST
def unprepare(
    request: HttpRequest, organisation: str, opportunity: int, preparation: int
) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.opportunity(me, opportunity)
    actions.unprepare(preparation=access.preparation(found, preparation))
    messages.success(request, "It is taken out.")
    return redirect("involvement:one", organisation, opportunity)


@require_POST
def publish(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.opportunity(me, opportunity)
    actions.publish(opportunity=found, now=timezone.now())
    messages.success(request, "Anybody can read it now, and ask to take part.")
    return redirect("involvement:one", organisation, opportunity)


@require_POST
def take_down(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    actions.take_down(opportunity=access.opportunity(me, opportunity))
    messages.success(request, "It is not public any more. Who asked keeps their own page.")
    return redirect("involvement:one", organisation, opportunity)


def interests(request: HttpRequest, organisation: str) -> HttpResponse:
    """How many people would like what: never who."""
    me = access.runner(request.user, organisation)
    whole, counts = queries.counted(me.organisation)
    context = {"me": me, "whole": whole, "counts": counts}
    return render(request, "involvement/interests.html", context)


@require_POST
def tell(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """Have everybody told for whom this is; nobody hears who or how many."""
    me = access.runner(request.user, organisation)
    found = access.opportunity(me, opportunity)
    try:
        actions.tell_matching(opportunity=found, now=timezone.now(), today=timezone.localdate())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Whoever it is for and who wants letters is told, once.")
    return redirect("involvement:one", organisation, opportunity)
