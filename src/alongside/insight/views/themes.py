"""Themes: their names, their order, what is in them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from alongside.asks.models import Comment
from alongside.methods.documents.rows import Rows, Variable, to_csv
from alongside.people.models import Membership
from alongside.web.fields import key, keys
from alongside.web.found import again_to

from .. import access, actions, queries
from ..actions import NotPossible
from ..forms import MergeForm, ThemeForm
from ..models import Analysis, Kind, Theme
from .hiding import AT_ONCE
from .saying import problems_said

CODEBOOK = (
    Variable("version", "Version of the codebook", "number"),
    Variable("about", "What it is about", "text"),
    Variable("theme", "Theme", "text"),
    Variable("means", "What belongs here, and what does not", "text"),
)
"""The columns of a codebook for a spreadsheet."""


@require_POST
def add_theme(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    form = ThemeForm(request.POST)
    with problems_said(request):
        if form.is_valid():
            actions.add_theme(analysis=analysis, by=me, now=timezone.now(), **form.cleaned_data)
        else:
            messages.error(request, str(next(iter(form.errors.values()))[0]))
    query = urlencode({"kind": request.POST.get("kind", "")[:20]})
    return redirect(f"{reverse('insight:reading', args=(organisation, pk))}?{query}#themes")


def theme(request: HttpRequest, organisation: str, pk: int, theme: int) -> HttpResponse:
    """One theme: what is in it, and its name."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    one = access.theme(analysis, theme)
    form = ThemeForm(request.POST or None, initial=_as_it_is(one))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_theme(theme=one, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, "The theme is saved.")
            return redirect("insight:theme", organisation, pk, theme)
    return _theme_page(request, me, analysis, theme, form=form)


def _as_it_is(theme: Theme) -> dict[str, str]:
    return {"name": theme.name, "kind": theme.kind, "means": theme.means}


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
        "before": _put_before(analysis, one, page),
        "others": analysis.themes.exclude(pk=one.pk),
        "outdated": queries.outdated(analysis).filter(theme=one).count(),
        "form": ThemeForm(initial=_as_it_is(one)),
        "merge_form": MergeForm(theme=one),
    }
    return render(request, "insight/theme.html", context | forms)


def _put_before(analysis: Analysis, theme: Theme, page: Iterable[Comment]) -> set[int]:
    """Return which of these comments were put into the theme before it was changed."""
    shown = [comment.pk for comment in page]
    found = queries.outdated(analysis).filter(theme=theme, comment__in=shown)
    return set(found.values_list("comment", flat=True))


@require_POST
def still_fits(request: HttpRequest, organisation: str, pk: int, theme: int) -> HttpResponse:
    """The comments shown were looked at again, and belong in the theme as it is now."""
    me = access.analyst(request.user, organisation)
    one = access.theme(access.analysis(me, pk), theme)
    with problems_said(request):
        looked_at = keys(request.POST.getlist("comment"))
        count = actions.still_fits(theme=one, comments=looked_at, by=me, now=timezone.now())
        messages.success(request, f"Looked at again: {count}.")
    return redirect("insight:theme", organisation, pk, theme)


def codebook(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The themes with what belongs in each, as they are or in an earlier `?version=`."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    number = key(request.GET.get("version", ""))
    shown = queries.codebook(analysis, number)
    if shown is None and number is not None:
        raise Http404("no such version of this codebook")
    kinds = dict(Kind.choices)
    context = {
        "me": me,
        "analysis": analysis,
        "shown": shown,
        "rows": [(kinds[one["kind"]], one) for one in shown.themes] if shown else [],
        "versions": analysis.codebooks.select_related("by").order_by("-number"),
        "progress": queries.progress([analysis])[analysis.pk],
        "outdated": queries.outdated(analysis).count(),
    }
    return render(request, "insight/codebook.html", context)


def codebook_file(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The newest version of the codebook, for a spreadsheet."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    shown = queries.codebook(analysis)
    if shown is None:
        raise Http404("there is no theme yet")
    kinds = dict(Kind.choices)
    rows = Rows(
        analysis.title,
        CODEBOOK,
        tuple((shown.number, kinds[t["kind"]], t["name"], t["means"]) for t in shown.themes),
    )
    name = f"{slugify(analysis.title)[:60] or 'themes'}-codebook-{shown.number}.csv"
    return HttpResponse(
        to_csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def merge(request: HttpRequest, organisation: str, pk: int, theme: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    one = access.theme(analysis, theme)
    form = MergeForm(request.POST, theme=one)
    if form.is_valid():
        try:
            into = actions.merge(theme=one, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("into", str(problem))
        else:
            messages.success(request, f"“{one.name}” is now part of “{into.name}”.")
            return redirect("insight:theme", organisation, pk, into.pk)
    return _theme_page(request, me, analysis, theme, merge_form=form)


@again_to("insight:analysis", "organisation", "pk")
@require_POST
def remove(request: HttpRequest, organisation: str, pk: int, theme: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    one = access.theme(access.analysis(me, pk), theme)
    try:
        actions.remove_theme(theme=one, by=me, now=timezone.now())
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
