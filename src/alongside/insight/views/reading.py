"""Putting comments into themes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from alongside.web.fields import key, typed

from .. import access, actions, queries
from ..models import Kind
from .hiding import AT_ONCE
from .saying import problems_said

NO_THEME = "none"


def reading(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The comments of one kind that wait to be read, or with `?kind=none` those in no theme."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    kinds, waiting = queries.kinds(analysis), queries.waiting(analysis)
    wanted, last = request.GET.get("kind", ""), key(request.GET.get("last", ""))
    passed = wanted == NO_THEME
    left = next((kind for kind in kinds if waiting.get(kind)), kinds[0])
    kind = next((kind for kind in kinds if kind == wanted), left)
    together = bool(request.GET.get("together")) and not passed
    there: Any = queries.without_theme(analysis) if passed else queries.to_read(analysis, kind)
    if together:
        there = queries.together(analysis, kind)
    themes = list(queries.themes(analysis))
    context = {
        "me": me,
        "analysis": analysis,
        "kind": kind,
        "kinds": [(each, waiting.get(each, 0)) for each in kinds],
        "wanted": wanted if passed else kind,
        "passed": passed,
        "together": together,
        "without": queries.without_theme(analysis).count(),
        "page": Paginator(there, AT_ONCE).get_page(request.GET.get("page")),
        "themes": [theme for theme in themes if theme.kind == kind],
        "others": [theme for theme in themes if theme.kind != kind],
        "last": queries.checked(analysis).filter(pk=last).first() if last else None,
        "progress": queries.progress([analysis])[analysis.pk],
    }
    return render(request, "insight/reading.html", context)


def _to_reading(request: HttpRequest, organisation: str, pk: int, comment: Any) -> HttpResponse:
    """Go on with the next comment; the last one is shown above, to undo or to put in more."""
    kind = _known(request.POST.get("kind", ""), comment.kind)
    together = {"together": "yes"} if request.POST.get("together") else {}
    query = urlencode({"kind": kind, "last": comment.pk} | together)
    return redirect(f"{reverse('insight:reading', args=(organisation, pk))}?{query}#reading")


@require_POST
def put(request: HttpRequest, organisation: str, pk: int, comment: int) -> HttpResponse:
    """Put a comment into a theme, or into a new one when `new` names it."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    one = access.comment(analysis, comment)
    name = typed(request.POST.get("new", ""), most=120)
    kind, key = request.POST.get("kind", ""), request.POST.get("theme", "")
    with problems_said(request):
        if not (name or key):
            raise actions.NotPossible("Enter the name of the new theme.")
        if name:
            theme = actions.add_theme(
                analysis=analysis,
                kind=_known(kind, one.kind),
                name=name,
                by=me,
                now=timezone.now(),
            )
        else:
            theme = access.theme(analysis, key)
        actions.put(comment=one, theme=theme, by=me, now=timezone.now())
    return _to_reading(request, organisation, pk, one)


def _known(kind: str, otherwise: str) -> str:
    return kind if kind in Kind.values else otherwise


@require_POST
def no_theme(request: HttpRequest, organisation: str, pk: int, comment: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    one = access.comment(analysis, comment)
    with problems_said(request):
        actions.pass_over(analysis=analysis, comment=one, by=me, now=timezone.now())
    return _to_reading(request, organisation, pk, one)


@require_POST
def take_out(request: HttpRequest, organisation: str, pk: int, comment: int) -> HttpResponse:
    """Undo: out of this theme, or out of "no theme" when none is named."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    one = access.comment(analysis, comment)
    key = request.POST.get("theme", "")
    theme = access.theme(analysis, key) if key else None
    with problems_said(request):
        actions.take_out(analysis=analysis, comment=one, theme=theme)
    if theme and request.POST.get("from") == "theme":
        return redirect("insight:theme", organisation, pk, theme.pk)
    return _to_reading(request, organisation, pk, one)


@require_POST
def move(request: HttpRequest, organisation: str, pk: int, comment: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    one = access.comment(analysis, comment)
    theme = access.theme(analysis, request.POST.get("theme", ""))
    into = access.theme(analysis, request.POST.get("into", ""))
    with problems_said(request):
        actions.move(comment=one, theme=theme, into=into, by=me, now=timezone.now())
        messages.success(request, f"Moved to “{into}”.")
    return redirect("insight:theme", organisation, pk, theme.pk)


@require_POST
def quote(request: HttpRequest, organisation: str, pk: int, comment: int) -> HttpResponse:
    """Choose the words of a comment as a quote under a theme, or no longer (`chosen` empty)."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    theme = access.theme(analysis, request.POST.get("theme", ""))
    one = access.comment(analysis, comment)
    with problems_said(request):
        actions.quote(theme=theme, comment=one, chosen=bool(request.POST.get("chosen")))
    return redirect("insight:theme", organisation, pk, theme.pk)
