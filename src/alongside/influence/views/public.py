"""What anybody may read: a project, its open data, and the projects of an organisation."""

import csv
import io
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from .. import access, open_data
from ..forms.answering import ReceiptForm
from ..queries import disputes, documents, in_public, measures

THEMES = 20
"""Themes on one page, and promises, documents and pieces of information."""


def project_page(request: HttpRequest, code: str) -> HttpResponse:
    """We asked, you said, we did, and what we could not do and why."""
    project = access.public_project(code)
    minimum, today = project.organisation.minimum, timezone.localdate()
    standings = in_public.standings(project)
    page = Paginator(standings, THEMES).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "page": page,
        "told": in_public.told(list(page)),
        "disputed": disputes.disputed(project),
        "tallied": in_public.tallied(standings),
        "measures": measures.of([project.pk], minimum=minimum, today=today)[project.pk],
        "promises": _some(request, "promises", in_public.promises(project)),
        "documents": _some(request, "documents", documents.shown(project)),
        "information": _some(request, "information", in_public.information(project)),
        "form": ReceiptForm(),
        "today": today,
    }
    return render(request, "influence/public_project.html", context)


def _some(request: HttpRequest, of: str, rows: QuerySet[Any]) -> Page:
    """Return the page of one of several lists that its own number in the address asks for."""
    return Paginator(rows, THEMES).get_page(request.GET.get(of))


def data_json(request: HttpRequest, code: str) -> JsonResponse:
    """The numbers and the chain of a public project, for anybody to use."""
    project = access.public_project(code)
    return JsonResponse(open_data.as_json(project, timezone.localdate()))


def data_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The chain of a public project, a row for each theme."""
    project = access.public_project(code)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(open_data.as_rows(project))
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="project-{project.code}.csv"'
    return answer


def public_projects(request: HttpRequest, whose: str) -> HttpResponse:
    """The public projects of an organisation, and how well it answers people in all of them."""
    organisation = access.public_organisation(whose)
    minimum, today = organisation.minimum, timezone.localdate()
    projects = list(in_public.projects(organisation))
    found = measures.of([one.pk for one in projects], minimum=minimum, today=today)
    page = Paginator(projects, THEMES).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "page": page,
        "projects": [(one, found[one.pk]) for one in page],
        "measures": measures.together(list(found.values()), minimum),
        "today": today,
    }
    return render(request, "influence/public_projects.html", context)
