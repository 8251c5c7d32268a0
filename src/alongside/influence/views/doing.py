"""Actions of a project, how far they are, and what was seen later."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.files import showing
from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.models import Project

from .. import access
from .. import actions as act
from ..actions import NotPossible
from ..forms.doing import (
    ActionForm,
    ChangeActionForm,
    DoneForm,
    ProgressForm,
    SeenForm,
    StopForm,
)
from ..models import Action
from ..queries import deciding

ACTIONS = 50
"""Actions on one page."""


def actions(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """What is done in a project because of its decisions: late first, then by when it is due."""
    me, found = projects.reader(request.user, organisation, project)
    page = Paginator(deciding.actions(found), ACTIONS).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "project": found,
        "page": page,
        "to_do": [one for one in page if not (one.done_on or one.stopped)],
        "over": [one for one in page if one.done_on or one.stopped],
        "today": timezone.localdate(),
    }
    return render(request, "influence/actions/actions.html", context)


def begin(request: HttpRequest, organisation: str, project: int, decision: int) -> HttpResponse:
    """Say what will be done because of a decision, by whom and by when."""
    me, found = projects.runner(request.user, organisation, project)
    one = access.decision(found, decision)
    form = ActionForm(request.POST or None, project=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = act.begin_action(decision=one, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("influence:action", organisation, project, made.pk)
    context = {"me": me, "project": found, "decision": one, "form": form}
    return render(request, "influence/actions/begin.html", context)


def seen(request: HttpRequest, organisation: str, project: int, decision: int) -> HttpResponse:
    """Say what can be seen of a decision later, good or bad, and what shows it."""
    me, found = projects.runner(request.user, organisation, project)
    one, now = access.decision(found, decision), timezone.now()
    form = SeenForm(
        request.POST or None, request.FILES or None, project=found, today=timezone.localdate(now)
    )
    if request.method == "POST" and form.is_valid():
        text, day = form.cleaned_data["text"], form.cleaned_data["day"]
        try:
            act.see(decision=one, text=text, day=day, shown=form.shown(), by=me, now=now)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "What you saw stands on the page of the decision.")
            return redirect("influence:decision", organisation, project, decision)
    context = {"me": me, "project": found, "decision": one, "form": form}
    return render(request, "influence/actions/seen.html", context)


def action(request: HttpRequest, organisation: str, project: int, action: int) -> HttpResponse:
    """One action: how far it is, and what shows that it is done."""
    me, found = projects.reader(request.user, organisation, project)
    one = access.action(found, action)
    context = {
        "me": me,
        "project": found,
        "action": one,
        "progress": one.progress.select_related("by"),
        "evidence": one.evidence.select_related("file"),
        "today": timezone.localdate(),
        "may_run": projects.may_run(me),
        "may_change": projects.may_run(me) or one.owner_id == me.pk,
    }
    return render(request, "influence/actions/action.html", context)


def _mine(
    request: HttpRequest, organisation: str, project: int, action: int
) -> tuple[Membership, Project, Action]:
    me, found = projects.reader(request.user, organisation, project)
    return me, found, access.changeable(me, found, action)


def _write(
    request: HttpRequest,
    me: Membership,
    one: Action,
    form: Form,
    do: Callable[..., Any],
    template: str,
) -> HttpResponse:
    project = one.decision.project
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("influence:action", me.organisation.slug, project.pk, one.pk)
    context = {"me": me, "project": project, "action": one, "form": form}
    return render(request, f"influence/actions/{template}.html", context)


def progress(request: HttpRequest, organisation: str, project: int, action: int) -> HttpResponse:
    me, _, one = _mine(request, organisation, project, action)
    now = timezone.now()
    form = ProgressForm(request.POST or None, today=timezone.localdate(now))
    return _write(
        request,
        me,
        one,
        form,
        lambda: act.note_progress(action=one, by=me, now=now, **form.cleaned_data),
        "progress",
    )


def done(request: HttpRequest, organisation: str, project: int, action: int) -> HttpResponse:
    """Say that an action is done, what is different now and what shows it; or add what shows it."""
    me, found, one = _mine(request, organisation, project, action)
    now = timezone.now()
    before = {"result": one.result, "done_on": one.done_on} if one.done_on else {}
    form = DoneForm(
        request.POST or None,
        request.FILES or None,
        project=found,
        today=timezone.localdate(now),
        initial=before,
    )
    return _write(
        request,
        me,
        one,
        form,
        lambda: act.finish(
            action=one,
            result=form.cleaned_data["result"],
            done_on=form.cleaned_data["done_on"],
            shown=form.shown(),
            by=me,
            now=now,
        ),
        "done",
    )


def stop(request: HttpRequest, organisation: str, project: int, action: int) -> HttpResponse:
    me, _, one = _mine(request, organisation, project, action)
    form = StopForm(request.POST or None)
    day = timezone.localdate()
    return _write(
        request,
        me,
        one,
        form,
        lambda: act.stop_action(action=one, because=form.cleaned_data["because"], day=day),
        "stop",
    )


def hand_over(request: HttpRequest, organisation: str, project: int, action: int) -> HttpResponse:
    """Say anew who does an action, and by when."""
    me, found = projects.runner(request.user, organisation, project)
    one = access.action(found, action)
    now = {"owner": one.owner_id, "due": one.due}
    form = ChangeActionForm(request.POST or None, project=found, initial=now)
    return _write(
        request,
        me,
        one,
        form,
        lambda: act.hand_over(action=one, **form.cleaned_data),
        "hand_over",
    )


@never_cache
def evidence_file(
    request: HttpRequest, organisation: str, project: int, evidence: int
) -> HttpResponse:
    """A file that shows something, for whoever may read the project."""
    _, found = projects.reader(request.user, organisation, project)
    return showing.answer(access.evidence_file(found, evidence))
