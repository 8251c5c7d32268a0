from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.people.models import Membership
from alongside.web.fields import typed

from .. import access, actions, findings
from ..forms import NeedForm
from ..models import Need

MOST_WORDS = 300


def needs(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    page = Paginator(access.needs(me), 50).get_page(request.GET.get("page"))
    context = {"me": me, "page": page, "may_plan": access.may_plan(me)}
    return render(request, "learning/needs.html", context)


def need(request: HttpRequest, organisation: str, need: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    found = access.need(me, need)
    context = {
        "me": me,
        "need": found,
        "activities": found.activities.filter(plan__in=access.plans(me)).select_related("plan"),
        "may_plan": access.may_plan(me),
    }
    return render(request, "learning/need.html", context)


def add_need(request: HttpRequest, organisation: str) -> HttpResponse:
    """Write down a need; `?finding=` carries what a survey found, `?words=` words to begin with."""
    me = access.planner(request.user, organisation)
    token = request.GET.get("finding", "")
    finding = findings.read(me.organisation, token) if token else None
    initial = {"owner": me.pk, "words": typed(request.GET.get("words", ""), MOST_WORDS)}
    form = NeedForm(request.POST or None, organisation=me.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_need(
                organisation=me.organisation,
                finding=finding,
                by=me,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The need is written down. Put it into a plan next.")
            return redirect("learning:need", organisation, made.pk)
    spoilt = bool(token) and finding is None
    return _form(request, me, form, "Write down a need", None, finding, spoilt=spoilt)


def change_need(request: HttpRequest, organisation: str, need: int) -> HttpResponse:
    me = access.planner(request.user, organisation)
    found = access.need(me, need)
    initial = {"words": found.words, "owner": found.owner_id, "team": found.team_id}
    form = NeedForm(request.POST or None, organisation=me.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.cleaned_data.pop("client_id")
        actions.change_need(need=found, **form.cleaned_data)
        messages.success(request, "It is changed.")
        return redirect("learning:need", organisation, found.pk)
    return _form(request, me, form, "Change the need", found)


def _form(
    request: HttpRequest,
    me: Membership,
    form: Any,
    heading: str,
    need: Need | None,
    finding: findings.Finding | None = None,
    spoilt: bool = False,
) -> HttpResponse:
    context = {
        "me": me,
        "form": form,
        "heading": heading,
        "need": need,
        "finding": finding,
        "spoilt": spoilt,
    }
    return render(request, "learning/need_form.html", context)
