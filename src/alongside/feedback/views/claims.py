from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.projects.views.doing import done

from .. import access, actions, base, queries
from ..forms import ClaimForm
from ..models import Claim
from .log import csv_file, form_page


def add_claim(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.writer(request.user, organisation)
    form = ClaimForm(request.POST or None, projects=access.projects(me), today=timezone.localdate())
    about: dict[str, Any] = {"organisation": me.organisation, "by": me, "now": timezone.now()}
    made: list[Claim] = []

    def do(**said: Any) -> None:
        made.append(actions.claim(**said, **about))

    if request.method == "POST" and done(form, do):
        messages.success(request, "Look at what it stands on.")
        return redirect("feedback:claim", organisation, made[0].pk)
    return form_page(
        request, me, form, heading="What do you say of your feedback?", button="See its base"
    )


def claim(request: HttpRequest, organisation: str, claim: int) -> HttpResponse:
    """What is said, and what it stands on today."""
    me = access.reader(request.user, organisation)
    found = access.claim(me, claim)
    on = base.base(queries.of_claim(found), me.organisation.minimum)
    context = {
        "me": me,
        "claim": found,
        "on": on,
        "verdict": base.verdict(found, on, queries.contradicted(found)),
        "to_read": queries.to_read(found),
        "may_write": access.may_run(me),
    }
    return render(request, "feedback/claim.html", context)


def claim_file(request: HttpRequest, organisation: str, claim: int) -> HttpResponse:
    """What it stands on, as CSV."""
    me = access.reader(request.user, organisation)
    found = access.claim(me, claim)
    on = base.base(queries.of_claim(found), me.organisation.minimum)
    return csv_file(base.as_rows(str(found), on), f"feedback-{found.pk}")


@require_POST
def publish(request: HttpRequest, organisation: str, claim: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.claim(me, claim)
    try:
        actions.publish(claim=found, now=timezone.now())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Everybody can read it, with what it stands on.")
    return redirect("feedback:claim", organisation, found.pk)


@require_POST
def take_down(request: HttpRequest, organisation: str, claim: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.claim(me, claim)
    actions.take_down(claim=found)
    messages.success(request, "Nobody else can read it any more.")
    return redirect("feedback:claim", organisation, found.pk)
