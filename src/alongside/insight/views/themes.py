"""Themes: their names, their order, what is in them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from alongside.people.models import Membership

from .. import access, actions, queries
from ..actions import NotPossible
from ..forms import MergeForm, ThemeForm
from ..models import Analysis
from .hiding import AT_ONCE
from .saying import problems_said


@require_POST
def add_theme(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    form = ThemeForm(request.POST)
    with problems_said(request):
        if form.is_valid():
            actions.add_theme(analysis=analysis, **form.cleaned_data)
        else:
            messages.error(request, str(next(iter(form.errors.values()))[0]))
    query = urlencode({"kind": request.POST.get("kind", "")[:20]})
    return redirect(f"{reverse('insight:reading', args=(organisation, pk))}?{query}#themes")


def theme(request: HttpRequest, organisation: str, pk: int, theme: int) -> HttpResponse:
    """One theme: what is in it, and its name."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    one = access.theme(analysis, theme)
    form = ThemeForm(request.POST or None, initial={"name": one.name, "kind": one.kind})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_theme(theme=one, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, "The theme is saved.")
            return redirect("insight:theme", organisation, pk, theme)
    return _theme_page(request, me, analysis, theme, form=form)


def _theme_page(
    request: HttpRequest, me: Membership, analysis: Analysis, theme: int, **forms: Any
) -> HttpResponse:
    one = access.theme(analysis, theme)
    page = Paginator(queries.in_theme(one), AT_ONCE).get_page(request.GET.get("page"))
    quotes = dict(
        queries.allowed_quotes([analysis]).filter(theme=one).values_list("comment", "quoted")
    )
    context = {
        "me": me,
        "analysis": analysis,
        "theme": one,
        "page": page,
        "rows": [(comment, quotes.get(comment.pk)) for comment in page],
        "others": analysis.themes.exclude(pk=one.pk),
        "form": ThemeForm(initial={"name": one.name, "kind": one.kind}),
        "merge_form": MergeForm(theme=one),
    }
    return render(request, "insight/theme.html", context | forms)


@require_POST
def merge(request: HttpRequest, organisation: str, pk: int, theme: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    one = access.theme(analysis, theme)
    form = MergeForm(request.POST, theme=one)
    if form.is_valid():
        try:
            into = actions.merge(theme=one, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("into", str(problem))
        else:
            messages.success(request, f"“{one.name}” is now part of “{into.name}”.")
            return redirect("insight:theme", organisation, pk, into.pk)
    return _theme_page(request, me, analysis, theme, merge_form=form)


@require_POST
def remove(request: HttpRequest, organisation: str, pk: int, theme: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    one = access.theme(access.analysis(me, pk), theme)
    try:
        actions.remove_theme(theme=one)
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("insight:theme", organisation, pk, theme)
    messages.success(request, f"“{one.name}” is removed.")
    return redirect("insight:analysis", organisation, pk)


@require_POST
def move_up(request: HttpRequest, organisation: str, pk: int, theme: int) -> HttpResponse:
    return _moved(request, organisation, pk, theme, up=True)


@require_POST
def move_down(request: HttpRequest, organisation: str, pk: int, theme: int) -> HttpResponse:
    return _moved(request, organisation, pk, theme, up=False)


def _moved(
    request: HttpRequest, organisation: str, pk: int, theme: int, *, up: bool
) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    one = access.theme(access.analysis(me, pk), theme)
    with problems_said(request):
        actions.move_theme(theme=one, up=up)
    return redirect("insight:analysis", organisation, pk)
