from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.involvement import queries as involvement
from alongside.people.models import Membership
from alongside.web.fields import key

from .. import access, actions, comparing, months
from ..forms import CompareForm, ExpectationForm, ResultForm, StoryForm
from ..models import Expectation, Plan
from ..queries import evidence, planned


def expectations(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    """Return on expectations: what was expected, what records show, and what it cost."""
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    rows = list(evidence.expectations(found))
    lines = evidence.gathered(rows, timezone.now())
    context = {
        "me": me,
        "plan": found,
        "rows": [(one, lines[one.pk], cost_of(one)) for one in rows],
        "cost": planned.costs(found),
        "may_plan": access.may_plan(me),
    }
    return render(request, "learning/expectations.html", context)


def cost_of(expectation: Expectation) -> int:
    """Return what the activities it rests on cost together, in pence."""
    return sum(one.cost or 0 for one in expectation.activities.all())


def expectation(
    request: HttpRequest, organisation: str, plan: int, expectation: int
) -> HttpResponse:
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    one = access.expectation(found, expectation)
    return render(request, "learning/expectation.html", _context(me, found, one))


def _context(me: Membership, plan: Plan, one: Expectation) -> dict[str, Any]:
    question, answer = "", ""
    if one.before is not None:
        question, answer = comparing.words(one.before.version.definition, one.measured)
    return {
        "me": me,
        "plan": plan,
        "expectation": one,
        "lines": evidence.gathered([one], timezone.now())[one.pk],
        "cost": cost_of(one),
        "question": question,
        "answer": answer,
        "may_plan": access.may_plan(me),
        "may_judge": access.may_plan(me) or me.holds(*access.SIGNERS),
    }


def expect(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    form = ExpectationForm(
        request.POST or None, plan=found, projects=access.projects(me), initial={"due": _end(found)}
    )
    if request.method == "POST" and form.is_valid():
        made = actions.expect(plan=found, by=me, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is written down. What records show is gathered by itself.")
        return redirect("learning:expectation", organisation, found.pk, made.pk)
    return _form(request, me, found, form, "Write down what somebody expects", None)


def _end(plan: Plan) -> date:
    return months.last_day(plan.last_month)


def change(request: HttpRequest, organisation: str, plan: int, expectation: int) -> HttpResponse:
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    one = access.expectation(found, expectation)
    initial = {name: getattr(one, name) for name in ("who", "what", "seen", "measure", "due")}
    initial |= {"project": one.project_id, "activities": [a.pk for a in one.activities.all()]}
    form = ExpectationForm(
        request.POST or None, plan=found, projects=access.projects(me), initial=initial
    )
    del form.fields["client_id"]
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_expectation(expectation=one, **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is changed.")
            return redirect("learning:expectation", organisation, found.pk, one.pk)
    return _form(request, me, found, form, "Change what is expected", one)


def judge(request: HttpRequest, organisation: str, plan: int, expectation: int) -> HttpResponse:
    """Say whether it was met."""
    me = access.judge(request.user, organisation)
    found = access.plan(me, plan)
    one = access.expectation(found, expectation)
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.judge(expectation=one, by=me, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is written down, with what records show today.")
        return redirect("learning:expectation", organisation, found.pk, one.pk)
    context = _context(me, found, one) | {"form": form}
    return render(request, "learning/result_form.html", context)


def compare(request: HttpRequest, organisation: str, plan: int, expectation: int) -> HttpResponse:
    """Choose a survey that was asked twice, and then which answer of it shows the expectation."""
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    one = access.expectation(found, expectation)
    pair = _pair(me, key(request.GET.get("after", "")))
    form = CompareForm(request.POST or None, before=pair[0]) if pair else None
    if request.method == "POST" and pair and form and form.is_valid():
        try:
            actions.compare(expectation=one, before=pair[0], after=pair[1], **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error("measured", str(problem))
        else:
            messages.success(request, "Both times stand beside each other now.")
            return redirect("learning:expectation", organisation, found.pk, one.pk)
    context = {
        "me": me,
        "plan": found,
        "expectation": one,
        "pairs": [] if pair else evidence.pairs(me.organisation),
        "pair": pair,
        "form": form,
    }
    return render(request, "learning/compare.html", context)


def story(request: HttpRequest, organisation: str, plan: int, expectation: int) -> HttpResponse:
    """Choose the story that tells what came of it."""
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    one = access.expectation(found, expectation)
    form = StoryForm(
        request.POST if request.method == "POST" else None,
        stories=involvement.stories(me.organisation),
        initial={"story": one.story_id},
    )
    if request.method == "POST" and form.is_valid():
        actions.tell_story(expectation=one, **form.cleaned_data)
        messages.success(request, "It is saved.")
        return redirect("learning:expectation", organisation, found.pk, one.pk)
    return _form(request, me, found, form, "The story of it", one)


def _pair(me: Membership, after: int | None) -> tuple[Wave, Wave] | None:
    if after is None:
        return None
    found = next((one for one in evidence.pairs(me.organisation) if one[1].pk == after), None)
    if found is None:
        raise Http404("no survey here that was asked twice")
    return found


def _form(
    request: HttpRequest,
    me: Membership,
    plan: Plan,
    form: Any,
    heading: str,
    one: Expectation | None,
) -> HttpResponse:
    parts = [me.organisation.slug, plan.pk]
    back = reverse("learning:expectations", args=parts)
    if one is not None:
        back = reverse("learning:expectation", args=[*parts, one.pk])
    context = {
        "me": me,
        "plan": plan,
        "form": form,
        "heading": heading,
        "button": "Save",
        "back": back,
        "back_to": str(one or "What is expected"),
    }
    return render(request, "learning/form.html", context)
