from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.models import Project

from .. import access, actions, steps
from ..actions import NotPossible
from ..forms.planning import DecisionForm, StepForm
from ..models import Promise
from ..queries import chain, planning
from ..steps import STEPS, Step


def plan(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """What is settled before anybody is invited, and what is not."""
    me, found = projects.reader(request.user, organisation, project)
    context = _facts(me, found) | {"may_run": projects.may_run(me)}
    return render(request, "influence/plan.html", context)


def sheet(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """What people can expect, on one page for those who are invited."""
    me, found = projects.reader(request.user, organisation, project)
    return render(request, "influence/plan_sheet.html", _facts(me, found))


def _facts(me: Membership, project: Project) -> dict[str, Any]:
    standing = planning.standing(project, timezone.now())
    promises = _promises(project)
    decisions = list(chain.decisions(project).order_by("pk"))
    said = [
        {
            "step": one.step,
            "lacks": one.lacks,
            "words": getattr(standing.plan, one.step.field, "") if standing.plan else "",
            "promises": [p for p in promises if p.kind == one.step.kind],
        }
        for one in standing.settled
    ]
    return {
        "me": me,
        "project": project,
        "standing": standing,
        "said": said,
        "decisions": decisions,
    }


def _promises(project: Project) -> list[Promise]:
    found = project.promises.filter(private=False, given_up=None).select_related("owner")
    return list(found)


def plan_step(request: HttpRequest, organisation: str, project: int, step: str) -> HttpResponse:
    """One question of the plan."""
    me, found = projects.runner(request.user, organisation, project)
    one = access.step(step)
    if one.slug == "decisions":
        return _decisions(request, me, found, one)
    standing = planning.standing(found, timezone.now())
    form = StepForm(
        request.POST or None, step=one, plan=standing.plan, organisation=me.organisation
    )
    if request.method == "POST" and form.is_valid():
        try:
            _settle(me, found, one, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return _go_on(request, me, found, one)
    context = _page(me, found, one) | {"form": form}
    return render(request, "influence/plan_step.html", context)


def _settle(me: Membership, project: Project, step: Step, form: StepForm) -> None:
    now = timezone.now()
    if form.promise:
        actions.promise(
            organisation=me.organisation,
            project=project,
            kind=step.kind,
            to_whom="Everybody who takes part",
            by=me,
            now=now,
            **form.promise,
        )
    actions.settle(
        project=project,
        step=step.slug,
        words=form.cleaned_data["words"],
        pays=form.cleaned_data.get("pays"),
        by=me,
        now=now,
    )


def _go_on(request: HttpRequest, me: Membership, project: Project, step: Step) -> HttpResponse:
    """Say what the answer still lacks, and go to the next question."""
    settled = planning.standing(project, timezone.now()).settled
    lacks = next(one.lacks for one in settled if one.step == step)
    messages.success(request, f"Saved. {lacks}".strip())
    following = steps.after(step)
    if following is None:
        return redirect("influence:plan", me.organisation.slug, project.pk)
    return redirect("influence:plan_step", me.organisation.slug, project.pk, following.slug)


def _page(me: Membership, project: Project, step: Step) -> dict[str, Any]:
    return {
        "me": me,
        "project": project,
        "step": step,
        "number": STEPS.index(step) + 1,
        "of": len(STEPS),
        "following": steps.after(step),
        "promises": [one for one in _promises(project) if one.kind == step.kind],
    }


def _decisions(request: HttpRequest, me: Membership, project: Project, step: Step) -> HttpResponse:
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare(project=project, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The decision is in the plan. Add another, or go on.")
            return redirect("influence:plan_step", me.organisation.slug, project.pk, step.slug)
    context = _page(me, project, step) | {
        "form": form,
        "decisions": chain.decisions(project).order_by("pk"),
        "standing": planning.standing(project, timezone.now()),
    }
    return render(request, "influence/plan_decisions.html", context)


@require_POST
def nothing_open(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Say that nothing can be influenced, or take that back."""
    me, found = projects.runner(request.user, organisation, project)
    nothing = request.POST.get("nothing") == "yes"
    try:
        actions.say_what_is_open(project=found, nothing=nothing, by=me, now=timezone.now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Saved.")
    return redirect("influence:plan_step", organisation, project, "decisions")


def plans(request: HttpRequest, organisation: str) -> HttpResponse:
    """Which projects had a whole plan before they invited anybody."""
    me = access.reader(request.user, organisation)
    _, found = projects.projects(request.user, organisation)
    standings = planning.standings(found, timezone.now())
    context = {
        "me": me,
        "page": Paginator(standings, 20).get_page(request.GET.get("page")),
        "share": planning.share(standings),
    }
    return render(request, "influence/plans.html", context)
