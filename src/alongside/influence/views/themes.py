"""The themes of a project: what several people said, in a few words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.insight import queries as insight
from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.models import Project
from alongside.web.fields import key, typed

from .. import access, actions
from ..actions import NotPossible
from ..forms.said import TickForm
from ..forms.themes import MergeForm, ThemeForm
from ..models import ProjectTheme
from ..queries import chain, disputes, said
from ..queries import grouping as queries


def themes(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Every theme of a project in its order, and how much is in none."""
    me, shown = projects.reader(request.user, organisation, project)
    page = Paginator(queries.themes(shown), said.PAGE).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "project": shown,
        "page": page,
        "themes": [(theme, queries.sorted_by(theme)) for theme in page],
        "counts": said.counts(shown),
        "may_run": projects.may_run(me),
    }
    return render(request, "influence/themes.html", context)


def theme(request: HttpRequest, organisation: str, project: int, of_project: int) -> HttpResponse:
    """One theme with what is in it, and what was decided about it."""
    me, shown = projects.reader(request.user, organisation, project)
    access.of_project(shown, of_project)
    one = queries.themes(shown).get(pk=of_project)
    sees = access.sees(me)
    rows = queries.in_theme(one, said.contributions(shown, sees))
    page = Paginator(rows, said.PAGE).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "project": shown,
        "theme": one,
        "sorted": queries.sorted_by(one),
        "survey": _finding(one),
        "page": page,
        "heard": said.heard(page, sees),
        "sees": sees,
        "decisions": chain.decided(one),
        "disputed": disputes.disputed(shown),
        "mergeable": sees.runs and queries.others(one).exists(),
    }
    return render(request, "influence/theme.html", context)


def _finding(theme: ProjectTheme) -> insight.Finding | None:
    """Return what may be shown of the survey that a theme was brought from."""
    if theme.drawn_from is None or theme.drawn_from.analysis.shared is None:
        return None
    found = insight.findings(theme.drawn_from.analysis)
    return next((one for one in found if one.theme == theme.drawn_from), None)


def make_theme(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, shown = projects.runner(request.user, organisation, project)
    initial = {"sorted_on": timezone.localdate()}
    form = ThemeForm(request.POST or None, project=shown, initial=initial)

    def make(**values: Any) -> ProjectTheme:
        return actions.make_theme(project=shown, by=me, now=timezone.now(), **values)

    return _write(request, me, shown, form, make, None)


def change_theme(
    request: HttpRequest, organisation: str, project: int, of_project: int
) -> HttpResponse:
    me, shown = projects.runner(request.user, organisation, project)
    one = access.of_project(shown, of_project)
    form = ThemeForm(request.POST or None, project=shown, theme=one)

    def change(**values: Any) -> ProjectTheme:
        return actions.change_theme(theme=one, **values)

    return _write(request, me, shown, form, change, one)


def _write(
    request: HttpRequest,
    me: Membership,
    project: Project,
    form: ThemeForm,
    act: Callable[..., ProjectTheme],
    theme: ProjectTheme | None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            one = act(**form.cleaned_data)
        except NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, f"“{one}” is saved.")
            return redirect("influence:theme", me.organisation.slug, project.pk, one.pk)
    context = {"me": me, "project": project, "form": form, "theme": theme}
    return render(request, "influence/write_theme.html", context)


def put_in(request: HttpRequest, organisation: str, project: int, of_project: int) -> HttpResponse:
    """Tick what people said that belongs in a theme."""
    me, shown = projects.runner(request.user, organisation, project)
    one = access.of_project(shown, of_project)
    sees = access.sees(me)
    words = typed(request.GET.get("q", ""))
    rows = queries.not_in(one, said.contributions(shown, sees))
    form = TickForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        ticked = list(form.cleaned_data["contribution"])
        actions.place(theme=one, contributions=ticked, by=me, now=timezone.now())
        messages.success(request, f"Now in “{one}”: {len(ticked)} more.")
        return redirect("influence:theme", organisation, project, one.pk)
    looked = said.found(shown, sees, said.Looking(words=words))
    page = Paginator(queries.not_in(one, looked), said.PAGE).get_page(request.GET.get("page"))
    context = {"me": me, "project": shown, "theme": one, "page": page, "search": words}
    context |= {"heard": said.heard(page, sees), "form": form}
    return render(request, "influence/put_in.html", context)


@require_POST
def take_out(
    request: HttpRequest, organisation: str, project: int, of_project: int
) -> HttpResponse:
    me, shown = projects.runner(request.user, organisation, project)
    one = access.of_project(shown, of_project)
    said_ = access.contribution(me, shown, key(request.POST.get("contribution", "")) or 0)
    try:
        actions.take_out(theme=one, contribution=said_)
        messages.success(request, f"It is not in “{one}” any more.")
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("influence:theme", organisation, project, one.pk)


def merge(request: HttpRequest, organisation: str, project: int, of_project: int) -> HttpResponse:
    """Two themes turn out to be one: say which goes into which."""
    me, shown = projects.runner(request.user, organisation, project)
    one = access.of_project(shown, of_project)
    form = MergeForm(request.POST if request.method == "POST" else None, theme=one)
    if request.method == "POST" and form.is_valid():
        try:
            into = actions.merge_themes(theme=one, into=form.cleaned_data["into"])
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"What was in “{one}” is in “{into}” now.")
            return redirect("influence:theme", organisation, project, into.pk)
    context = {"me": me, "project": shown, "theme": one, "form": form}
    return render(request, "influence/merge.html", context)


@require_POST
def up(request: HttpRequest, organisation: str, project: int, of_project: int) -> HttpResponse:
    return _move(request, organisation, project, of_project, up=True)


@require_POST
def down(request: HttpRequest, organisation: str, project: int, of_project: int) -> HttpResponse:
    return _move(request, organisation, project, of_project, up=False)


def _move(
    request: HttpRequest, organisation: str, project: int, of_project: int, *, up: bool
) -> HttpResponse:
    _, shown = projects.runner(request.user, organisation, project)
    actions.move_theme(theme=access.of_project(shown, of_project), up=up)
    return redirect("influence:themes", organisation, project)
