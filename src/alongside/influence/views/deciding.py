"""Decisions of a project: the register, a decision, what bears on it, and deciding."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods.tracing import Trace
from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.models import Project
from alongside.web.fields import keys

from .. import access, actions
from ..actions import NotPossible
from ..forms.deciding import CorrectForm, DecideForm, DeclareForm, LinkForm, WhenForm
from ..models import Decision
from ..queries import deciding, disputes, tracing, voting


def decisions(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """The register: what is open by when it is due, then what was decided."""
    me, found = projects.reader(request.user, organisation, project)
    page = Paginator(deciding.decided(found), 50).get_page(request.GET.get("page"))
    votes = voting.votes(page.object_list)
    context = {
        "page": page,
        "me": me,
        "project": found,
        "open": deciding.open_decisions(found),
        "decided": [(one, votes[one.pk]) for one in page.object_list],
        "disputed": disputes.disputed(found),
        "today": timezone.localdate(),
        "may_run": projects.may_run(me),
    }
    return render(request, "influence/decisions/register.html", context)


def declare(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Write down a question before it is decided, and how far people can influence it."""
    me, found = projects.runner(request.user, organisation, project)
    form = DeclareForm(request.POST or None, project=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.declare(project=found, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, "The question is in the register. Link next what bears on it."
            )
            return redirect("influence:decision", organisation, project, made.pk)
    context = {"me": me, "project": found, "form": form}
    return render(request, "influence/decisions/declare.html", context)


def declare_anew(
    request: HttpRequest, organisation: str, project: int, decision: int
) -> HttpResponse:
    """Ask the question again: what is decided then takes the place of what was decided."""
    me, found = projects.runner(request.user, organisation, project)
    before = access.decision(found, decision)
    initial = {
        "question": before.question,
        "open_to": before.open_to,
        "limits": before.limits,
        "options": "\n".join(one.text for one in before.options.all()),
    }
    form = DeclareForm(request.POST or None, project=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            anew = actions.declare_anew(
                decision=before, by=me, now=timezone.now(), **form.cleaned_data
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("influence:decision", organisation, project, anew.pk)
    context = {"me": me, "project": found, "form": form, "before": before}
    return render(request, "influence/decisions/declare.html", context)


def decision(request: HttpRequest, organisation: str, project: int, decision: int) -> HttpResponse:
    """One decision: the question, what bears on it, what was decided and why, and what followed."""
    me, found = projects.reader(request.user, organisation, project)
    return _page(request, me, found, access.decision(found, decision))


@require_POST
def link(request: HttpRequest, organisation: str, project: int, decision: int) -> HttpResponse:
    """Say that a theme or one contribution bears on a decision."""
    me, found = projects.runner(request.user, organisation, project)
    one = access.decision(found, decision)
    form = LinkForm(request.POST, decision=one)
    if form.is_valid():
        theme, contribution = form.cleaned_data["theme"], form.cleaned_data["contribution"]
        try:
            if theme:
                actions.link_theme(decision=one, theme=theme)
            if contribution:
                actions.link_words(decision=one, contribution=contribution)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("influence:decision", organisation, project, decision)
    return _page(request, me, found, one, form)


@require_POST
def unlink(request: HttpRequest, organisation: str, project: int, decision: int) -> HttpResponse:
    """Take the link to a theme or to a contribution away."""
    _, found = projects.runner(request.user, organisation, project)
    one = access.decision(found, decision)
    theme = found.themes.filter(pk__in=keys(request.POST.getlist("theme"))).first()
    said = found.contributions.filter(pk__in=keys(request.POST.getlist("contribution"))).first()
    try:
        if theme:
            actions.unlink_theme(decision=one, theme=theme)
        if said:
            actions.unlink_words(decision=one, contribution=said)
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("influence:decision", organisation, project, decision)


def _page(
    request: HttpRequest,
    me: Membership,
    project: Project,
    one: Decision,
    form: LinkForm | None = None,
) -> HttpResponse:
    votes = voting.votes([one])[one.pk]
    context = {
        "me": me,
        "project": project,
        "decision": one,
        "votes": votes,
        "room": deciding.vote_of(one.room.all()),
        "facts": deciding.facts(one, votes),
        "outcomes": deciding.outcomes(one),
        "disputed": disputes.disputed(project),
        "today": timezone.localdate(),
        "may_run": projects.may_run(me),
        "form": form or LinkForm(decision=one),
        **_bearing(one, runs=projects.may_run(me)),
    }
    return render(request, "influence/decisions/decision.html", context)


def _bearing(one: Decision, *, runs: bool) -> dict[str, Any]:
    """Return what bears on a decision, each with how far its trace goes. That one person disputes
    it stands beside their own words only for whoever runs the project (`runs`)."""
    bearings = list(one.bearings.all())
    citings = list(one.citings.select_related("contribution__kept"))
    themes = tracing.of_themes((each.theme_id, one.pk) for each in bearings)
    said = tracing.of_contributions((each.contribution_id, one.pk) for each in citings)
    return {
        "bearings": [(each, themes[each.theme_id, one.pk]) for each in bearings],
        "citings": [(each, _told(said[each.contribution_id, one.pk], runs)) for each in citings],
    }


def _told(trace: Trace, runs: bool) -> Trace:
    return trace if runs else replace(trace, disputed=False)


def decide(request: HttpRequest, organisation: str, project: int, decision: int) -> HttpResponse:
    """Say what was decided and why. What was typed stays until it can be kept."""
    me, found = projects.runner(request.user, organisation, project)
    one, now = access.decision(found, decision), timezone.now()
    if request.method == "GET" and one.made:
        return redirect("influence:decision", organisation, project, decision)
    today = timezone.localdate(now)
    form = DecideForm(request.POST or None, decision=one, today=today)
    if "take_over" in request.POST:
        form = DecideForm(initial=form.taken_over(request.POST), decision=one, today=today)
    elif request.method == "POST" and form.is_valid():
        try:
            actions.decide(decision=one, what=form.what(), by=me, now=now)
        except NotPossible as problem:
            if not _pressed_twice(one, form, me):
                form.add_error(None, str(problem))
        if not form.errors:
            messages.success(request, "The decision is kept, and why. Say next what will be done.")
            return redirect("influence:decision", organisation, project, decision)
    context = {"me": me, "project": found, "decision": one, "form": form}
    return render(request, "influence/decisions/decide.html", context)


def _pressed_twice(one: Decision, form: DecideForm, me: Membership) -> bool:
    """Return whether the same person has recorded the same a moment ago."""
    kept = Decision.objects.get(pk=one.pk)
    same = (kept.outcome, kept.decided, kept.why) == tuple(
        form.cleaned_data[name] for name in ("outcome", "decided", "why")
    )
    return kept.made and kept.recorded_by_id == me.pk and same


def correct(request: HttpRequest, organisation: str, project: int, decision: int) -> HttpResponse:
    """Put right what was recorded of a decision, beside the first words."""
    me, found = projects.runner(request.user, organisation, project)
    one = access.decision(found, decision)
    if not one.made:
        return redirect("influence:decision", organisation, project, decision)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(decision=one, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It stands beside the first words, wherever they are read.")
            return redirect("influence:decision", organisation, project, decision)
    context = {"me": me, "project": found, "decision": one, "form": form}
    return render(request, "influence/decisions/correct.html", context)


def when(request: HttpRequest, organisation: str, project: int, decision: int) -> HttpResponse:
    """Say anew when something is to be decided, and who sees to it."""
    me, found = projects.runner(request.user, organisation, project)
    one = access.decision(found, decision)
    form = WhenForm(request.POST or None, decision=one)
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan(decision=one, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("influence:decision", organisation, project, decision)
    context = {"me": me, "project": found, "decision": one, "form": form}
    return render(request, "influence/decisions/when.html", context)
