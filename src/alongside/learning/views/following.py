from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from .. import access, actions
from ..forms import CheckForm, DoneForm
from ..queries import chain as chains
from ..queries import evidence

A_PAGE = 40


def chain(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    """From finding to result, strand by strand: as a picture and as a table."""
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    keys = found.activities.order_by("month", "pk").values_list("pk", flat=True)
    page = Paginator(keys, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "plan": found,
        "page": page,
        "strands": chains.strands(found, timezone.now(), list(page.object_list)),
    }
    return render(request, "learning/chain.html", context)


def checks(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    """When it is looked at how the plan goes: as we go along, and at the end."""
    me = access.reader(request.user, organisation)
    found = access.plan(me, plan)
    context = {
        "me": me,
        "plan": found,
        "checks": found.checks.select_related("wave").prefetch_related("looks__by"),
        "levels": [
            (level.label, lines)
            for level, lines in evidence.by_level(found, timezone.now()).items()
        ],
        "today": timezone.localdate(),
        "may_plan": access.may_plan(me),
    }
    return render(request, "learning/checks.html", context)


@require_POST
def usual_checks(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    """Begin with the checks a plan usually has."""
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    actions.add_usual_checks(plan=found, now=timezone.now())
    messages.success(request, "They are there, each at the end of its month.")
    return redirect("learning:checks", organisation, found.pk)


def add_check(request: HttpRequest, organisation: str, plan: int) -> HttpResponse:
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    form = CheckForm(request.POST or None, waves=evidence.surveys(me.organisation))
    if request.method == "POST" and form.is_valid():
        actions.add_check(plan=found, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is in the calendar.")
        return redirect("learning:checks", organisation, found.pk)
    context = {
        "me": me,
        "plan": found,
        "form": form,
        "heading": "Add a day on which you look",
        "button": "Add it",
        "back": reverse("learning:checks", args=[organisation, found.pk]),
        "back_to": "When we look how it goes",
    }
    return render(request, "learning/form.html", context)


def check_done(request: HttpRequest, organisation: str, plan: int, check: int) -> HttpResponse:
    """Say what was found."""
    me = access.planner(request.user, organisation)
    found = access.plan(me, plan)
    one = access.check(found, check)
    last = one.looks.first()
    initial = {"found": last.found, "done_on": last.done_on} if last else {}
    form = DoneForm(request.POST or None, today=timezone.localdate(), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.note_done(check=one, by=me, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is written down.")
        return redirect("learning:checks", organisation, found.pk)
    context = {
        "me": me,
        "plan": found,
        "form": form,
        "heading": one.what,
        "about": f"{one.get_level_display()}, due on {one.due.day} {one.due:%B %Y}",
        "button": "Save",
        "back": reverse("learning:checks", args=[organisation, found.pk]),
        "back_to": "When we look how it goes",
    }
    return render(request, "learning/form.html", context)
