"""What people share, for those who run the event."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.methods.documents.rows import to_csv
from alongside.people.models import Membership

from .. import access, actions, queries
from .. import counts as shared
from ..forms import AnswerForm
from ..models import Share


@never_cache
def session(request: HttpRequest, organisation: str, gathering: int) -> HttpResponse:
    me, found = access.session(request.user, organisation, gathering)
    shares = queries.for_session(found, timezone.localdate())
    return _page(request, me, shares, gathering=found)


@never_cache
def part(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    me, found = access.part(request.user, organisation, opportunity, part)
    shares = queries.for_part(found, timezone.localdate())
    return _page(request, me, shares, part=found)


def counts(request: HttpRequest, organisation: str) -> HttpResponse:
    """How many people shared which kind of thing, and whether it was there, protected."""
    me = access.counter(request.user, organisation)
    found = shared.shown(me.organisation, timezone.localdate())
    return render(request, "passports/counts.html", {"me": me, "found": found})


def counts_file(request: HttpRequest, organisation: str) -> HttpResponse:
    """The same as CSV."""
    me = access.counter(request.user, organisation)
    found = shared.shown(me.organisation, timezone.localdate())
    return HttpResponse(
        to_csv(shared.as_rows(str(me.organisation), found)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="what-helps.csv"'},
    )


def _page(
    request: HttpRequest, me: Membership, found: QuerySet[Share], **event: Any
) -> HttpResponse:
    shares = list(found)
    actions.note_looks(shares=shares, by=me, today=timezone.localdate())
    return render(request, "passports/event.html", {"me": me, "shares": shares} | event)


@never_cache
def answer_session(
    request: HttpRequest, organisation: str, gathering: int, share: int
) -> HttpResponse:
    me, found = access.session(request.user, organisation, gathering)
    shares = queries.for_session(found, timezone.localdate())
    one = access.share(shares, share)
    return _answer(request, me, one, "passports:session", organisation, gathering)


@never_cache
def answer_part(
    request: HttpRequest, organisation: str, opportunity: int, part: int, share: int
) -> HttpResponse:
    me, found = access.part(request.user, organisation, opportunity, part)
    one = access.share(queries.for_part(found, timezone.localdate()), share)
    return _answer(request, me, one, "passports:part", organisation, opportunity, part)


def _answer(request: HttpRequest, me: Membership, share: Share, *back: Any) -> HttpResponse:
    initial = {"answer": share.answer, "words": share.words}
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(share=share, by=me, now=timezone.now(), **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            messages.success(request, f"{share.need.member} reads it on their own page.")
            return redirect(*back)
    actions.note_looks(shares=[share], by=me, today=timezone.localdate())
    context = {"me": me, "share": share, "form": form, "back": redirect(*back)["Location"]}
    return render(request, "passports/answer.html", context)
