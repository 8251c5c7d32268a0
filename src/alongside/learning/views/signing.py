from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.people.models import Membership

from .. import access, actions
from ..forms import ChangesForm
from ..models import Plan, PlanVersion
from ..queries import planned


@require_POST
def send(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    """Freeze the plan as it is now, to be signed."""
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    try:
        version = actions.send(plan=found, by=me, now=timezone.now())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("learning:plan", organisation, found.pk)
    messages.success(request, "It waits to be signed. Those who can sign it get a letter.")
    return redirect("learning:version", organisation, found.pk, version.number)


def versions(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    rows = [(one, planned.state(one)) for one in planned.versions(found)]
    return render(request, "learning/versions.html", {"me": me, "plan": found, "versions": rows})


def version(request: HttpRequest, organisation: str, plan: int, number: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    return _version(request, me, found, access.version(found, number), ChangesForm())


@require_POST
def sign(request: HttpRequest, organisation: str, plan: int, number: int) -> HttpResponse:
    """Sign a version."""
    me, found, one = _to_answer(request, organisation, plan, number)
    try:
        actions.answer(version=one, signed=True, by=me, now=timezone.now())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "You have signed it. Your name and the day stand beside it.")
    return redirect("learning:version", organisation, found.pk, number)


@require_POST
def ask_for_changes(
    request: HttpRequest, organisation: str, plan: int, number: int
) -> HttpResponse:
    """Say what has to change first."""
    me, found, one = _to_answer(request, organisation, plan, number)
    form = ChangesForm(request.POST)
    if form.is_valid():
        try:
            actions.answer(
                version=one, signed=False, by=me, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "They read what should change. The next version comes back.")
            return redirect("learning:version", organisation, found.pk, number)
    return _version(request, me, found, one, form)


def _to_answer(
    request: HttpRequest, organisation: str, plan: int, number: int
) -> tuple[Membership, Plan, PlanVersion]:
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    access.signer(me, found)
    return me, found, access.version(found, number)


def _version(
    request: HttpRequest, me: Membership, plan: Plan, version: PlanVersion, form: ChangesForm
) -> HttpResponse:
    newest = plan.versions.first()
    context = {
        "me": me,
        "plan": plan,
        "version": version,
        "form": form,
        "state": planned.state(version),
        "newest": newest if newest and newest.pk != version.pk else None,
        "may_sign": access.may_sign(me, version),
        "may_plan": access.may_plan(me),
    }
    return render(request, "learning/version.html", context)
