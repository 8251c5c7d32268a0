from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.web.found import again_to

from .. import access, actions
from ..forms import ClaimForm, FileForm
from ..queries.standing import chosen


def say(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Say on which rung a project is, or which it aims for."""
    me, found = access.runner(request.user, organisation, project)
    ladder, now = chosen(me.organisation), timezone.now()
    form = ClaimForm(request.POST or None, ladder=ladder, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            claim = actions.say(project=found, by=me, now=now, **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error("rung", str(problem))
        else:
            words = "We aim for" if claim.aim else "We say"
            messages.success(request, f"{words} {claim.rung}, {claim.label}.")
            return redirect("ladder:project", organisation, project)
    context = {"me": me, "project": found, "form": form, "ladder": ladder}
    return render(request, "ladder/say.html", context)


def say_of_activity(
    request: HttpRequest, organisation: str, project: int, kind: str, activity: int
) -> HttpResponse:
    """Say on which rung one activity is."""
    me, found = access.runner(request.user, organisation, project)
    one = access.one_activity(me, found, kind, activity)
    ladder, now = chosen(me.organisation), timezone.now()
    today = timezone.localdate(now)
    form = ClaimForm(request.POST or None, ladder=ladder, today=today, whole=False)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_of_activity(
                project=found, activity=one, by=me, now=now, **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error("rung", str(problem))
        else:
            messages.success(request, "What you say of it is kept.")
            return redirect("ladder:project", organisation, project)
    context = {"me": me, "project": found, "form": form, "ladder": ladder, "activity": one}
    return render(request, "ladder/say.html", context)


@require_POST
def had_to_come(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Say whether people had to come."""
    me, found = access.runner(request.user, organisation, project)
    required = request.POST.get("required") == "yes"
    actions.say_who_had_to_come(project=found, required=required, by=me, now=timezone.now())
    messages.success(request, "People had to come." if required else "Nobody had to come.")
    return redirect("ladder:project", organisation, project)


def put_beside(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Put a dated file beside the fact that it shows."""
    me, found = access.runner(request.user, organisation, project)
    files = access.files(found)
    initial = {"fact": request.GET.get("fact", "")}
    form = FileForm(request.POST or None, files=files, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_beside(project=found, by=me, now=timezone.now(), **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error("evidence", str(problem))
        else:
            messages.success(request, "The file stands beside the fact.")
            return redirect("ladder:project", organisation, project)
    context = {"me": me, "project": found, "form": form, "some": files.exists()}
    return render(request, "ladder/put_beside.html", context)


@again_to("ladder:project", "organisation", "project")
@require_POST
def take_away(request: HttpRequest, organisation: str, project: int, shown: int) -> HttpResponse:
    """Take a file away from beside a fact."""
    _, found = access.runner(request.user, organisation, project)
    actions.take_away(shown=access.shown(found, shown))
    messages.success(request, "The file stands beside the fact no more.")
    return redirect("ladder:project", organisation, project)
