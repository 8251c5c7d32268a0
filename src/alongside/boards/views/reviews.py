"""A board looks back: who is asked, what was said, and what is done about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.people.actions import NotPossible
from alongside.projects.forms.stepping import StepForm
from alongside.web.found import again_to
from alongside.web.square import as_typed, square

from .. import access, actions, private, queries
from ..forms.reviewing import AgreeForm, BeginReviewForm
from ..models import Board, SelfReview
from .page import act


def begin(request: HttpRequest, organisation: str, board: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    form = BeginReviewForm(request.POST or None)

    def do(**data: Any) -> None:
        actions.begin_review(board=found, by=me, now=timezone.now(), **data)

    lead = (
        "Everybody who is on the board now is asked what you did, what you learned, what you are "
        "pleased about and what could have been different. First each writes alone; then you read "
        "it together, without names."
    )
    return act(
        request,
        me,
        found,
        form,
        do,
        heading="Look back together",
        said="People are asked.",
        lead=lead,
        button="Ask everybody on the board",
    )


def review(request: HttpRequest, organisation: str, board: int, self_review: int) -> HttpResponse:
    me, found = access.board(request.user, organisation, board)
    one = access.review(me, found, self_review)
    places = list(one.places.select_related("member"))
    mine = next((place for place in places if place.member_id == me.pk), None)
    context = {
        "me": me,
        "board": found,
        "review": one,
        "asked": len(places),
        "own": private.key(one.pk, me.pk) if mine and one.closed is None else "",
        "headings": queries.points(one) if one.closed else [],
        "may_run": access.may_run(me),
    }
    return render(request, "boards/review.html", context)


@never_cache
def links(request: HttpRequest, organisation: str, board: int, self_review: int) -> HttpResponse:
    """The private links of those whom no letter reaches, to print and hand over."""
    me, found = access.to_run(request.user, organisation, board)
    one = access.review(me, found, self_review)
    without = {seat.membership_id for seat in queries.reached(found) if not seat.address}
    places = one.places.filter(member__in=without).select_related("member")
    context = {
        "me": me,
        "board": found,
        "review": one,
        "slips": [] if one.closed else [_slip(place) for place in places],
    }
    return render(request, "boards/links.html", context)


def _slip(place: Any) -> tuple[Any, str, str]:
    address = private.address(place)
    return place, as_typed(address), square(address)


@require_POST
def close(request: HttpRequest, organisation: str, board: int, self_review: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    one = access.review(me, found, self_review)
    actions.close(review=one, now=timezone.now())
    messages.success(request, "The part alone has closed. Read together what was said.")
    return _to_review(organisation, found, one)


def _to_review(organisation: str, board: Board, review: SelfReview) -> HttpResponse:
    return redirect("boards:review", organisation, board.pk, review.pk)


def agree(request: HttpRequest, organisation: str, board: int, self_review: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    one = access.review(me, found, self_review)
    form = AgreeForm(request.POST or None)

    def do(**data: Any) -> None:
        actions.agree(review=one, **data)

    to = ("boards:review", organisation, found.pk, one.pk)
    heading = "Write down what you agree on"
    return act(request, me, found, form, do, heading=heading, said="It is written down.", to=to)


def promise(request: HttpRequest, organisation: str, board: int, point: int) -> HttpResponse:
    me, found = access.to_run(request.user, organisation, board)
    one = access.point(found, point)
    form = StepForm(
        request.POST or None, organisation=me.organisation, initial={"text": one.text[:300]}
    )

    def do(**data: Any) -> None:
        actions.promise(point=one, by=me, now=timezone.now(), **data)

    to = ("boards:review", organisation, found.pk, one.review_id)
    said = "It is promised. Whoever sees to it finds it on their start page."
    heading, lead = "What do you do about it?", f"“{one}”"
    return act(request, me, found, form, do, heading=heading, said=said, lead=lead, to=to)


@again_to("boards:board", "organisation", "board")
@require_POST
def take_back(request: HttpRequest, organisation: str, board: int, point: int) -> HttpResponse:
    _, found = access.to_run(request.user, organisation, board)
    one = access.point(found, point)
    try:
        actions.take_back(point=one)
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"“{one}” is taken away.")
    return _to_review(organisation, found, one.review)
