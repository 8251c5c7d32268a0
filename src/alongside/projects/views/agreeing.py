"""The ground rules of a project: read, written in versions, agreed to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.web.fields import key

from .. import access, actions
from ..forms.agreeing import NoteAgreedForm, RulesForm
from ..models import GroundRules, Project
from ..queries import agreeing
from ..starters import RULES
from .doing import done, form_page


def rules(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """The newest version, who agreed to it and who has not."""
    me, found = access.reader(request.user, organisation, project)
    newest = agreeing.newest(found)
    agreed, others = agreeing.who_agreed(newest) if newest else ([], [])
    context = {
        "me": me,
        "project": found,
        "rules": newest,
        "agreed": agreed,
        "others": others,
        "in_team": len(agreed) + len(others),
        "mine": next((seat for seat in others if seat.member_id == me.pk), None),
        "versions": found.ground_rules.all()[1:],
        "may_run": access.may_run(me),
    }
    return render(request, "projects/rules.html", context)


def version(request: HttpRequest, organisation: str, project: int, number: int) -> HttpResponse:
    """One version as it was agreed."""
    me, found = access.reader(request.user, organisation, project)
    read = access.rules(found, number)
    newest = agreeing.newest(found)
    context = {
        "me": me,
        "project": found,
        "rules": read,
        "newest": newest,
        "agreed": read.agreements.select_related("seat__member").order_by("day", "pk"),
        "may_run": access.may_run(me),
    }
    return render(request, "projects/rules_version.html", context)


def write(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = access.runner(request.user, organisation, project)
    newest = agreeing.newest(found)
    form = RulesForm(request.POST or None, newest=newest, words=RULES)
    now = timezone.now()
    if request.method == "POST" and done(form, actions.write_rules, project=found, by=me, now=now):
        messages.success(request, "The ground rules are written down. Now each can agree to them.")
        return redirect("projects:rules", organisation, project)
    first = "These are words to begin with. Change them together, with everybody in the team."
    return form_page(
        request,
        me,
        found,
        form,
        here="rules",
        heading="Write the next version" if newest else "Write ground rules",
        lead="" if newest else first,
        button="Save as the next version" if newest else "Save the ground rules",
        back="projects:rules",
    )


@require_POST
def agree(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Whoever is signed in and in the team agrees for themselves."""
    me, found = access.reader(request.user, organisation, project)
    seat = access.own_seat(me, found)
    if seat is None:
        raise PermissionDenied("only people in the team agree")
    try:
        actions.agree(rules=_read(request, found), seats=[seat], day=timezone.localdate())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "You agreed to the ground rules.")
    return redirect("projects:rules", organisation, project)


def note_agreed(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Somebody who runs the project notes who agreed at a meeting."""
    me, found = access.runner(request.user, organisation, project)
    newest = agreeing.newest(found)
    if newest is None:
        return redirect("projects:rules", organisation, project)
    _, others = agreeing.who_agreed(newest)
    form = NoteAgreedForm(request.POST or None, seats=others, today=timezone.localdate())
    if request.method == "POST" and done(form, actions.agree, rules=newest):
        messages.success(request, "It is noted who agreed.")
        return redirect("projects:rules", organisation, project)
    return form_page(
        request,
        me,
        found,
        form,
        here="rules",
        heading=f"Note who agreed to version {newest.number}",
        button="Note it",
        back="projects:rules",
    )


@require_POST
def take_back(request: HttpRequest, organisation: str, project: int, seat: int) -> HttpResponse:
    """Somebody no longer agrees to the newest version, or never did."""
    me, found = access.reader(request.user, organisation, project)
    theirs = access.seat(found, seat)
    if theirs.member_id != me.pk and not access.may_run(me):
        raise PermissionDenied("only for oneself")
    newest = agreeing.newest(found)
    if newest:
        actions.no_longer_agrees(rules=newest, seat=theirs)
        messages.success(request, f"It is not noted any more that {theirs} agreed.")
    return redirect("projects:rules", organisation, project)


def _read(request: HttpRequest, project: Project) -> GroundRules:
    """Return the version that somebody has read and agrees to."""
    number = key(request.POST.get("number", ""))
    if number is None:
        raise Http404("no such version")
    return access.rules(project, number)
