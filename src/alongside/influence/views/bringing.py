"""What people said elsewhere comes into a project: from walls, a spreadsheet, a survey."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.insight import queries as insight
from alongside.insight.models import Theme
from alongside.methods.formats.sheets import NotASheet
from alongside.projects import access as projects
from alongside.projects.models import Project
from alongside.web.fields import key, typed

from .. import actions, sheets
from ..actions import NotPossible
from ..forms.said import BringForm, SaidSheetForm
from ..models import Contribution
from ..queries import said
from ..sheets import Line

SHOWN = 20
"""Lines of a file that are shown before they are brought in."""


def bring(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """What was kept from walls and rooms, and is no contribution yet."""
    me, shown = projects.runner(request.user, organisation, project)
    words = typed(request.GET.get("q", ""))
    rows = said.to_bring(shown)
    form = BringForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            brought = actions.bring_several(
                project=shown, kept=list(form.cleaned_data["kept"]), by=me, now=timezone.now()
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{len(brought)} brought in.")
            return redirect("influence:contributions", organisation, project)
    page = Paginator(said.to_bring(shown, words), said.PAGE).get_page(request.GET.get("page"))
    context = {"me": me, "project": shown, "page": page, "search": words, "form": form}
    return render(request, "influence/bring.html", context)


def bring_theme(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Themes of surveys, with protected numbers, that can be brought into a project."""
    me, shown = projects.runner(request.user, organisation, project)
    if request.method == "POST":
        return _draw(request, organisation, shown, me)
    page = Paginator(said.analyses_to_draw(shown), 10).get_page(request.GET.get("page"))
    there = set(shown.themes.exclude(drawn_from=None).values_list("drawn_from", flat=True))
    found = insight.findings_of(page)
    analyses = [(one, [(f, f.theme.pk in there) for f in found[one.pk]]) for one in page]
    context = {"me": me, "project": shown, "page": page, "analyses": analyses}
    return render(request, "influence/bring_theme.html", context)


def _draw(request: HttpRequest, organisation: str, project: Project, me: Any) -> HttpResponse:
    wanted = key(request.POST.get("theme", "")) or 0
    shared = insight.shared(project.organisation)
    theme = Theme.objects.filter(pk=wanted, analysis__in=shared).first()
    try:
        if theme is None:
            raise NotPossible("Choose a theme of a survey that is shared.")
        drawn = actions.draw_theme(project=project, theme=theme, by=me, now=timezone.now())
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("influence:bring_theme", organisation, project.pk)
    messages.success(request, f"“{drawn}” is a theme of this project now.")
    return redirect("influence:theme", organisation, project.pk, drawn.pk)


def sheet(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """A spreadsheet of what people said: first what was understood, then it is brought in."""
    me, shown = projects.runner(request.user, organisation, project)
    today = timezone.localdate()
    if "lines" in request.POST:
        lines = sheets.unpack(request.POST["lines"], project=shown.pk)
        if lines is None:
            messages.error(request, "What was understood has been lost. Send the file again.")
            return redirect("influence:said_sheet", organisation, project)
        brought = actions.bring_lines(project=shown, lines=lines, by=me, now=timezone.now())
        messages.success(
            request, f"{len(brought)} brought in, {len(lines) - len(brought)} already there."
        )
        return redirect("influence:contributions", organisation, project)
    form = SaidSheetForm(request.POST or None, request.FILES or None, today=today)
    context = {"me": me, "project": shown, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            context |= _understood(form.cleaned_data, shown)
        except NotASheet as problem:
            form.add_error("file", str(problem))
        else:
            return render(request, "influence/said_sheet_understood.html", context)
    return render(request, "influence/said_sheet.html", context)


def _understood(given: dict[str, Any], project: Project) -> dict[str, Any]:
    """Return what a page says of a file before anything of it is kept."""
    lines, refused = sheets.understand(
        sheets.read(given["file"].read()),
        project=project.pk,
        day=given["said_on"],
        where=given["where"],
        quoting=given["quoting"],
        today=timezone.localdate(),
    )
    marks = [line.mark for line in lines]
    there = Contribution.objects.filter(project=project, client_id__in=marks).count()
    return {
        "file_name": given["file"].name,
        "lines": [(line, _allowed(line)) for line in lines[:SHOWN]],
        "many": len(lines),
        "new": len(lines) - there,
        "there": there,
        "refused": refused,
        "packed": sheets.pack(lines, project=project.pk),
    }


def _allowed(line: Line) -> bool:
    return line.quoting != Contribution.Quoting.NO
