"""How well people are answered, and what of it is public."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.projects import access as projects
from alongside.projects import actions
from alongside.projects.actions import NotPossible

from ..queries import in_public, measures

PROJECTS = 50
"""Projects on one page."""


def all_measures(request: HttpRequest, organisation: str) -> HttpResponse:
    """Every project that somebody may read, and how well people in it are answered."""
    me, found = projects.projects(request.user, organisation)
    minimum, today = me.organisation.minimum, timezone.localdate()
    page = Paginator(found, PROJECTS).get_page(request.GET.get("page"))
    of_each = measures.of([one.pk for one in found], minimum=minimum, today=today)
    context = {
        "me": me,
        "page": page,
        "projects": [(one, of_each[one.pk]) for one in page],
        "measures": measures.together(list(of_each.values()), minimum),
        "today": today,
    }
    return render(request, "influence/measures.html", context)


def measures_of(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """How well people are answered in one project."""
    me, found = projects.reader(request.user, organisation, project)
    today = timezone.localdate()
    of_it = measures.of([found.pk], minimum=me.organisation.minimum, today=today)[found.pk]
    context = {"me": me, "project": found, "measures": of_it, "today": today}
    return render(request, "influence/measures_of.html", context)


def public_page(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """What everybody would read of a project, and whether they can."""
    me, found = projects.runner(request.user, organisation, project)
    standings = in_public.standings(found)
    context = {"me": me, "project": found, "tallied": in_public.tallied(standings)}
    return render(request, "influence/public_page.html", context)


@require_POST
def publish_project(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    _, found = projects.runner(request.user, organisation, project)
    try:
        actions.publish(project=found, now=timezone.now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "The page is public now.")
    return redirect("influence:public_page", organisation, project)


@require_POST
def take_down_project(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    _, found = projects.runner(request.user, organisation, project)
    actions.take_down(project=found)
    messages.success(request, "The page is no longer public. Its address is kept.")
    return redirect("influence:public_page", organisation, project)
