"""All walls of an organisation, and a new one: from a template or from nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.projects import access as projects

from .. import access, actions, queries
from ..forms import WallForm
from ..starters import starter, starters


def walls(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    context = {
        "me": me,
        "may_run": access.may_run(me),
        "walls": queries.walls(me.organisation),
        "starters": starters(),
    }
    return render(request, "walls/walls.html", context)


def make(request: HttpRequest, organisation: str) -> HttpResponse:
    """Make a wall. A template fills the form, and everything in it can be changed."""
    me = access.runner(request.user, organisation)
    found = starter(request.GET.get("from", ""))
    initial = found.as_typed() if found else None
    form = WallForm(request.POST or None, initial=initial, projects=projects.readable(me))
    if form.is_valid():
        wall = actions.make_wall(
            organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "The wall is ready. People come in with its code.")
        return redirect("walls:run", organisation, wall.pk)
    return render(request, "walls/make.html", {"me": me, "form": form, "starter": found})
