from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.people.models import Membership
from alongside.web.fields import key

from .. import access, actions, months, writing
from ..forms import ActivityForm, ChangePlanForm, HeldForm, MoveForm, PlanForm
from ..models import Activity, Plan
from ..queries import planned
from ..starters import NAMES, starter

NEEDS_TO_CHOOSE = 50
"""How many of the newest needs are offered."""


def plans(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    page = Paginator(access.plans(me), 50).get_page(request.GET.get("page"))
    rows = planned.counted(access.plans(me), timezone.now())
    page.object_list = rows.filter(pk__in=[one.pk for one in page])
    context = {
        "me": me,
        "page": page,
        "needs": access.needs(me)[:5],
        "may_plan": access.may_plan(me),
    }
    return render(request, "learning/plans.html", context)


def plan(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    """The year at a glance, and one month of it."""
    me = access.reader(request.user, organisation)
    found, now = access.plan(me, plan), timezone.now()
    year = planned.year(found, now)
    rows = planned.activities(found, now)
    month = None
    if sum(one.planned for one in year) > planned.SHOWN_TOGETHER:
        today = months.first(timezone.localdate(now))
        asked = months.read(request.GET.get("month", ""))
        month = asked or min(max(today, found.start), found.last_month)
        rows = rows.filter(month=month)
    version = planned.versions(found).first()
    context = {
        "me": me,
        "plan": found,
        "year": planned.by_month(year, rows),
        "month": month,
        "late": planned.activities(found, now).filter(stands=planned.LATE)[:20],
        "late_many": sum(one.late for one in year),
        "cost": planned.costs(found),
        "version": version,
        "state": planned.state(version),
        "since": writing.since(version.content, writing.frozen(found)) if version else "",
        "to_sign": version is not None
        and not version.sign_offs.all()
        and access.may_sign(me, version),
        "may_plan": access.may_plan(me),
    }
    return render(request, "learning/plan.html", context)


def make_plan(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.planner(request.user, organisation)
    today = timezone.localdate()
    needs = access.needs(me).filter(answered=0)[:NEEDS_TO_CHOOSE]
    rows = access.needs(me).filter(pk__in=[one.pk for one in needs])
    chosen = key(request.GET.get("need", ""))
    initial: dict[str, Any] = {"owner": me.pk, "needs": [chosen] if chosen else []}
    name = request.GET.get("begin", "")
    if name in NAMES:
        initial |= {"title": starter(name)["title"], "aim": starter(name)["aim"]}
        initial["begin_from"] = name
    form = PlanForm(
        request.POST or None,
        organisation=me.organisation,
        needs=rows,
        today=today,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        made = actions.make_plan(
            organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "The plan is there. Add what people will learn, month by month.")
        return redirect("learning:plan", organisation, made.pk)
    context = {"me": me, "form": form, "heading": "Make a plan", "plan": None}
    return render(request, "learning/plan_form.html", context)


def change_plan(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    initial = {
        "title": found.title,
        "aim": found.aim,
        "owner": found.owner_id,
        "group": found.group_id,
    }
    form = ChangePlanForm(request.POST or None, organisation=me.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_plan(plan=found, **form.cleaned_data)
        messages.success(request, "It is changed. Send it to be signed again.")
        return redirect("learning:plan", organisation, found.pk)
    context = {"me": me, "form": form, "heading": "Change the plan", "plan": found}
    return render(request, "learning/plan_form.html", context)


def activity(request: HttpRequest, organisation: str, plan: int, activity: int) -> HttpResponse:
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    one = access.activity(found, activity)
    context = {
        "me": me,
        "plan": found,
        "activity": one,
        "moves": one.moves.all(),
        "may_plan": access.may_plan(me),
    }
    return render(request, "learning/activity.html", context)


def add_activity(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    initial = {
        "owner": me.pk,
        "kind": Activity.Kind.SESSION,
        "month": months.read(request.GET.get("month", "")),
        "need": key(request.GET.get("need", "")),
    }
    form = ActivityForm(request.POST or None, plan=found, needs=access.needs(me), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.add_activity(plan=found, by=me, now=timezone.now(), **form.cleaned_data)
        messages.success(request, f"“{made}” is in the plan.")
        return redirect("learning:activity", organisation, found.pk, made.pk)
    return _form(request, me, found, form, "Add an activity", "Add it")


def change_activity(
    request: HttpRequest, organisation: str, plan: int, activity: int
) -> HttpResponse:
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    one = access.activity(found, activity)
    names = ("kind", "title", "objective", "audience", "cost")
    initial = {name: getattr(one, name) for name in names}
    initial |= {"need": one.need_id, "owner": one.owner_id}
    form = ActivityForm(request.POST or None, plan=found, needs=access.needs(me), initial=initial)
    del form.fields["month"], form.fields["client_id"]
    if request.method == "POST" and form.is_valid():
        actions.change_activity(activity=one, **form.cleaned_data)
        messages.success(request, "It is changed.")
        return redirect("learning:activity", organisation, found.pk, one.pk)
    return _form(request, me, found, form, "Change the activity", "Save", one)


def move(request: HttpRequest, organisation: str, plan: int, activity: int) -> HttpResponse:
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    one = access.activity(found, activity)
    form = MoveForm(request.POST or None, activity=one)
    if request.method == "POST" and form.is_valid():
        actions.move_activity(activity=one, by=me, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is moved. When it was planned at first stays there.")
        return redirect("learning:activity", organisation, found.pk, one.pk)
    return _form(request, me, found, form, "Move it to another month", "Move it", one)


def held(request: HttpRequest, organisation: str, plan: int, activity: int) -> HttpResponse:
    """Say what became of an activity."""
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    one = access.activity(found, activity)
    initial = {
        "gathering": one.gathering_id,
        "held_on": one.held_on,
        "because": one.not_held_because,
        "became": HeldForm.SESSION if one.gathering_id else None,
    }
    form = HeldForm(request.POST or None, plan=found, today=timezone.localdate(), initial=initial)
    if request.method == "POST" and form.is_valid():
        _note(one, form)
        messages.success(request, "It is written down.")
        return redirect("learning:activity", organisation, found.pk, one.pk)
    return _form(request, me, found, form, "What became of it?", "Save", one)


def _note(activity: Activity, form: HeldForm) -> None:
    given, now = form.cleaned_data, timezone.now()
    if given["became"] == form.NOT_HELD:
        actions.note_not_held(activity=activity, because=given["because"])
    elif given["became"] == form.HELD:
        actions.note_held(activity=activity, held_on=given["held_on"], now=now)
    else:
        actions.note_held(activity=activity, gathering=given["gathering"], now=now)


def _form(
    request: HttpRequest,
    me: Membership,
    plan: Plan,
    form: Any,
    heading: str,
    button: str,
    activity: Activity | None = None,
) -> HttpResponse:
    context = {
        "me": me,
        "plan": plan,
        "form": form,
        "heading": heading,
        "button": button,
        "activity": activity,
    }
    return render(request, "learning/form.html", context)
