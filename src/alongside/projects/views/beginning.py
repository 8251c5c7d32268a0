from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from .. import access, actions
from ..forms.beginning import ChangeForm, ProjectForm
from .doing import done, form_page


def projects(request: HttpRequest, organisation: str) -> HttpResponse:
    """The projects that somebody may read, newest first."""
    me, found = access.projects(request.user, organisation)
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    context = {"me": me, "page": page, "may_run": access.may_run(me)}
    return render(request, "projects/projects.html", context)


def begin(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.beginner(request.user, organisation)
    today = timezone.localdate()
    form = ProjectForm(request.POST or None, organisation=me.organisation, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            project = actions.begin(
                organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{project} is there. Say next who is in it.")
            return redirect("home:project", organisation, project.pk)
    return render(request, "projects/begin.html", {"me": me, "form": form})


def change(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    form = ChangeForm(request.POST or None, project=found)
    if request.method == "POST" and done(form, actions.change, project=found, by=me):
        messages.success(request, "What you changed is saved.")
        return redirect("home:project", organisation, project)
    return form_page(
        request,
        me,
        found,
        form,
        here="change",
        heading="Change the project",
        button="Save",
    )
