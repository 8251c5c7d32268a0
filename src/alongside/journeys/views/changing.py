"""Changing a journey: its stages, what shows them, steps forward and back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.people.models import Membership
from alongside.projects.forms.sharing import EvidenceForm
from alongside.web.found import again_to

from .. import access, actions, queries
from ..actions import NotPossible
from ..forms import (
    AddStageForm,
    BackForm,
    BeginForm,
    JourneyForm,
    ProjectsForm,
    ReachedForm,
    StageForm,
)
from ..models import Journey, Stage


def act_on(
    request: HttpRequest,
    me: Membership,
    journey: Journey | None,
    form: Form,
    act: Callable[..., Any],
    *,
    done: str,
    to: str = "journeys:journey",
    stage: Stage | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a form about a journey, and do what it says once it is right. `more`: its `heading`,
    `lead`, `button`, and `multipart` where it takes a file."""
    if request.method == "POST" and form.is_valid():
        try:
            made = act(**form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, done)
            at = reverse(to, args=[me.organisation.slug, (journey or made).pk])
            return redirect(f"{at}#stage-{stage.pk}" if stage else at)
    context = {"me": me, "journey": journey, "stage": stage, "form": form} | more
    return render(request, "journeys/form.html", context)


def begin(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.writer(request.user, organisation)

    def act(**data: Any) -> Journey:
        return actions.begin(organisation=me.organisation, by=me, now=timezone.now(), **data)

    return act_on(
        request,
        me,
        None,
        BeginForm(request.POST or None),
        act,
        done="The journey is there. Say next what its stages mean to you.",
        heading="Begin a journey",
        button="Begin the journey",
    )


def change(request: HttpRequest, organisation: str, journey: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.journey(me, journey)
    words = {"title": found.title, "about": found.about}

    def act(**data: Any) -> None:
        actions.change(journey=found, **data)

    form = JourneyForm(request.POST or None, initial=words)
    return act_on(request, me, found, form, act, done="It is saved.", heading="Change the journey")


def add_stage(request: HttpRequest, organisation: str, journey: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.journey(me, journey)

    def act(**data: Any) -> None:
        actions.add_stage(journey=found, **data)

    return act_on(
        request,
        me,
        found,
        AddStageForm(request.POST or None),
        act,
        done="The stage is there, at the end. You can move it.",
        heading="Add a stage",
        button="Add the stage",
    )


def _found(
    request: HttpRequest, organisation: str, journey: int, stage: int
) -> tuple[Membership, Journey, Stage]:
    """Return who is looking, and a stage that they may change, with its journey."""
    me = access.writer(request.user, organisation)
    found = access.journey(me, journey)
    return me, found, access.stage(found, stage)


def change_stage(request: HttpRequest, organisation: str, journey: int, stage: int) -> HttpResponse:
    me, found, one = _found(request, organisation, journey, stage)
    form = StageForm(request.POST or None, stage=one, today=timezone.localdate())

    def act(**data: Any) -> None:
        actions.change_stage(stage=one, by=me, now=timezone.now(), **data)

    return act_on(
        request,
        me,
        found,
        form,
        act,
        stage=one,
        done="It is saved.",
        heading=f"Change the stage “{one}”",
        leaves=not one.times_reached.exists() and not one.evidence.exists(),
    )


def reached(request: HttpRequest, organisation: str, journey: int, stage: int) -> HttpResponse:
    me, found, one = _found(request, organisation, journey, stage)
    today = timezone.localdate()
    form = ReachedForm(request.POST or None, today=today, initial={"since": today})

    def act(**data: Any) -> None:
        actions.reach(stage=one, by=me, now=timezone.now(), **data)

    return act_on(
        request,
        me,
        found,
        form,
        act,
        stage=one,
        done="It is noted. It counts as reached once something shows it.",
        heading=f"“{one}” is reached",
        lead=one.means,
        button="Say that it is reached",
    )


def back(request: HttpRequest, organisation: str, journey: int, stage: int) -> HttpResponse:
    me, found, one = _found(request, organisation, journey, stage)
    today = timezone.localdate()
    form = BackForm(request.POST or None, today=today, initial={"until": today})

    def act(**data: Any) -> None:
        actions.step_back(stage=one, now=timezone.now(), **data)

    return act_on(
        request,
        me,
        found,
        form,
        act,
        stage=one,
        done="The step back is noted, with why.",
        heading=f"“{one}” is no longer reached",
        lead="That it was reached stays known. Evidence of a later day can show it again.",
        button="Note the step back",
    )


def show(request: HttpRequest, organisation: str, journey: int, stage: int) -> HttpResponse:
    me, found, one = _found(request, organisation, journey, stage)
    linked = access.readable_projects(me).filter(journey_stages=one)
    form = EvidenceForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        records=queries.records(me.organisation, linked, timezone.now()),
        today=timezone.localdate(),
    )
    form.fields["record"].label = "Which record shows it?"

    def act(**data: Any) -> None:
        actions.show(stage=one, by=me, now=timezone.now(), **data)

    return act_on(
        request,
        me,
        found,
        form,
        act,
        stage=one,
        done="The evidence is kept.",
        heading=f"What shows “{one}”?",
        lead="It counts only when it can be looked at: a record made here, or a file with its "
        "day. Meetings and decisions can be chosen once their project belongs to the stage.",
        button="Add the evidence",
        multipart=True,
    )


def projects(request: HttpRequest, organisation: str, journey: int, stage: int) -> HttpResponse:
    me, found, one = _found(request, organisation, journey, stage)
    readable = access.readable_projects(me)
    chosen = {"projects": list(one.projects.values_list("pk", flat=True))}
    form = ProjectsForm(request.POST or None, projects=readable, initial=chosen)
    if request.method == "POST":
        form = ProjectsForm(request.POST, projects=readable)

    def act(**data: Any) -> None:
        actions.link_projects(stage=one, readable=readable, **data)

    return act_on(
        request,
        me,
        found,
        form,
        act,
        stage=one,
        done="It is saved.",
        heading=f"Projects of the stage “{one}”",
        lead="" if readable.exists() else "There is no project yet that you may read.",
    )


@require_POST
def move(request: HttpRequest, organisation: str, journey: int, stage: int) -> HttpResponse:
    me, found, one = _found(request, organisation, journey, stage)
    actions.move(stage=one, down=request.POST.get("way") == "down")
    at = reverse("journeys:journey", args=[me.organisation.slug, found.pk])
    return redirect(f"{at}#stage-{one.pk}")


@again_to("journeys:journey", "organisation", "journey")
@require_POST
def take_stage_away(
    request: HttpRequest, organisation: str, journey: int, stage: int
) -> HttpResponse:
    _, found, one = _found(request, organisation, journey, stage)
    try:
        actions.take_stage_away(stage=one)
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"The stage “{one}” is taken away.")
    return redirect("journeys:journey", organisation, found.pk)


@again_to("journeys:journey", "organisation", "journey")
@require_POST
def take_evidence_away(
    request: HttpRequest, organisation: str, journey: int, stage: int, evidence: int
) -> HttpResponse:
    me, found, one = _found(request, organisation, journey, stage)
    kept = access.evidence(one, evidence)
    actions.take_evidence_away(stage=one, evidence=kept, now=timezone.now())
    messages.success(request, "The evidence no longer stands beside the stage.")
    at = reverse("journeys:journey", args=[me.organisation.slug, found.pk])
    return redirect(f"{at}#stage-{one.pk}")


@require_POST
def publish(request: HttpRequest, organisation: str, journey: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    actions.publish(journey=access.journey(me, journey), now=timezone.now())
    messages.success(request, "Anybody can read the journey now.")
    return redirect("journeys:journey", organisation, journey)


@require_POST
def take_down(request: HttpRequest, organisation: str, journey: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    actions.take_down(journey=access.journey(me, journey))
    messages.success(request, "The journey is no longer public. Its address is kept.")
    return redirect("journeys:journey", organisation, journey)
