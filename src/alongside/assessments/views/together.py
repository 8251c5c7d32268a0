"""What the group sees of each item, and what it comes to."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.people.models import Membership
from alongside.projects.forms.stepping import DoneForm

from .. import access, actions, positions, queries
from ..actions import NotPossible
from ..forms import AgreeForm, ShowsForm, StepForm
from ..models import Assessment


def together(request: HttpRequest, organisation: str, assessment: int) -> HttpResponse:
    """Every item with where the group stands, and what to talk about first."""
    me, found = access.of_group(request.user, organisation, assessment)
    inside = positions.inside(found)
    context = {
        "me": me,
        "assessment": found,
        "instrument": found.instrument,
        "inside": inside,
        "talked": queries.talked(found),
        "first": [one.item for one in inside.values() if one.talk_first],
        "took_part": positions.took_part(found),
        "rule": positions.rule(found.instrument),
        "today": timezone.localdate(),
        "may_write": access.may_write(found, me),
    }
    return render(request, "assessments/together.html", context)


def item(request: HttpRequest, organisation: str, assessment: int, item: str) -> HttpResponse:
    """One item: positions, evidence, next steps, and the answer that the group agrees on."""
    me, found = access.of_group(request.user, organisation, assessment)
    about = access.item(found, item)
    may_write = access.may_write(found, me)
    talked = queries.talked(found)[item]
    instrument = found.instrument
    if request.method == "POST":
        access.writer(request.user, organisation, assessment)
    form = AgreeForm(request.POST or None, instrument=instrument, outcome=talked.outcome)
    following = _after(found, item)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree(
                assessment=found, item=item, by=me, now=timezone.now(), **form.cleaned_data
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"It is written down: {about.text}")
            if following:
                return redirect("assessments:item", organisation, found.pk, following)
            return redirect("assessments:together", organisation, found.pk)
    context = {
        "me": me,
        "assessment": found,
        "instrument": instrument,
        "item": about,
        "on": positions.inside(found).get(item),
        "about": talked,
        "form": form,
        "may_write": may_write,
        "following": following,
        "number": [one.key for one in instrument.items].index(item) + 1,
        "rule": positions.rule(instrument),
        "today": timezone.localdate(),
    }
    return render(request, "assessments/item.html", context)


def _after(assessment: Assessment, item: str) -> str:
    """Return the key of the item after this one; "" after the last."""
    keys = [one.key for one in assessment.instrument.items]
    return [*keys[1:], ""][keys.index(item)]


def _act(
    request: HttpRequest,
    me: Membership,
    assessment: Assessment,
    item: str,
    form: Form,
    act: Callable[..., Any],
    **more: Any,
) -> HttpResponse:
    """Show a form about an item, and do what it says once it is right."""
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is noted.")
            return redirect("assessments:item", me.organisation.slug, assessment.pk, item)
    context = {"me": me, "assessment": assessment, "form": form, "item": item, "button": "Save"}
    return render(request, "assessments/form.html", context | more)


def shows(request: HttpRequest, organisation: str, assessment: int, item: str) -> HttpResponse:
    me, found = access.writer(request.user, organisation, assessment)
    about = access.item(found, item)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ShowsForm(*sent, organisation=me.organisation)

    def act(**data: Any) -> None:
        actions.show(assessment=found, item=item, by=me, now=timezone.now(), **data)

    return _act(
        request, me, found, item, form, act, heading=f"What shows it? {about.text}", multipart=True
    )


def step(request: HttpRequest, organisation: str, assessment: int, item: str) -> HttpResponse:
    me, found = access.writer(request.user, organisation, assessment)
    about = access.item(found, item)
    form = StepForm(request.POST or None, organisation=me.organisation)

    def act(**data: Any) -> None:
        actions.plan_step(assessment=found, item=item, **data)

    return _act(request, me, found, item, form, act, heading=f"What comes next? {about.text}")


def done(request: HttpRequest, organisation: str, assessment: int, step: int) -> HttpResponse:
    me, found = access.writer(request.user, organisation, assessment)
    one = access.step(found, step)
    form = DoneForm(request.POST or None, initial={"done_on": timezone.localdate()})

    def act(**data: Any) -> None:
        actions.finish_step(step=one, now=timezone.now(), **data)

    return _act(request, me, found, one.item, form, act, heading=f"Done: {one}")
