"""Reviews: a person looks again at what somebody says is not right (R57). And who was told in
person."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.people.actions import NotPossible
from alongside.projects import access as projects

from .. import access, actions
from ..forms.receipts import ReviewForm, ToldForm
from ..models import Told
from ..queries import chain, disputes, receipts

MOST = 20
"""Reviews on a page."""


def all_reviews(request: HttpRequest, organisation: str) -> HttpResponse:
    """The reviews of every project that somebody may read."""
    me, mine = projects.projects(request.user, organisation)
    page = Paginator(disputes.reviews(mine), MOST).get_page(request.GET.get("page"))
    context = {"me": me, "page": page, "today": timezone.localdate()}
    return render(request, "influence/reviews.html", context)


def reviews(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, found = projects.reader(request.user, organisation, project)
    page = Paginator(disputes.reviews([found]), MOST).get_page(request.GET.get("page"))
    context = {"me": me, "project": found, "page": page, "today": timezone.localdate()}
    return render(request, "influence/reviews.html", context)


def review(request: HttpRequest, organisation: str, project: int, review: int) -> HttpResponse:
    """One review: what was said, what was decided, what is wrong with it, and what came of it."""
    me, found = projects.reader(request.user, organisation, project)
    one, may_run = access.review(found, review), projects.may_run(me)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_run:
            raise PermissionDenied("this page needs another role")
        if form.is_valid():
            try:
                actions.close_review(review=one, by=me, now=timezone.now(), **form.cleaned_data)
            except NotPossible as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(request, "Closed. Whoever disagreed reads it on their receipt.")
                return redirect("influence:reviews", organisation, project)
    context = {
        "me": me,
        "project": found,
        "review": one,
        "contribution": one.countersign.contribution,
        "may_run": may_run,
        "form": form,
        "today": timezone.localdate(),
    }
    return render(request, "influence/review.html", context)


def told_in_person(
    request: HttpRequest, organisation: str, project: int, contribution: int
) -> HttpResponse:
    """Somebody told whoever said something what was decided about it."""
    me, found = projects.runner(request.user, organisation, project)
    one = access.contribution(me, found, contribution)
    decisions = list(chain.decided_of(one))
    told = receipts.told_of(one)
    today = timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    form = ToldForm(sent, today=today, initial={"day": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_told(
                contribution=one,
                decisions=decisions,
                how=Told.How.IN_PERSON,
                day=form.cleaned_data["day"],
                now=timezone.now(),
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is noted that you told them.")
            return redirect("influence:contribution", organisation, project, one.pk)
    context = {
        "me": me,
        "project": found,
        "contribution": one,
        "decisions": [(decision, decision.pk in told) for decision in decisions],
        "form": form,
    }
    return render(request, "influence/told_in_person.html", context)
