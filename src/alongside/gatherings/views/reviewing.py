"""The page behind the private link of somebody who is asked about a design."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.web import links

from .. import access, actions
from ..forms import ReviewForm
from ..reviews import Asked


def with_review(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view what the link opens; say in words when it opens nothing."""

    @wraps(view)
    def do(request: HttpRequest, token: str) -> HttpResponse:
        try:
            asked = access.asked(token)
        except links.TooOld:
            return render(request, "gatherings/review_link.html", {"too_old": True}, status=410)
        except access.NotInGroup:
            return render(request, "gatherings/review_link.html", {"gone": True}, status=410)
        except links.Spoilt:
            return render(request, "gatherings/review_link.html", {}, status=404)
        return view(request, asked, token)

    return never_cache(do)


@with_review
def answer(request: HttpRequest, asked: Asked, token: str) -> HttpResponse:
    now, typed = timezone.now(), request.POST if request.method == "POST" else None
    form = ReviewForm(typed, review=asked.review, answer=asked.answer)
    if typed is not None and form.is_valid():
        try:
            actions.answer_review(
                review=asked.review, membership=asked.membership, now=now, **form.said()
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            saved = redirect("gatherings:answer_review", token)
            saved["Location"] += "?saved=yes"
            return saved
    return render(
        request,
        "gatherings/answer_review.html",
        {
            "asked": asked,
            "review": asked.review,
            "organisation": asked.review.organisation,
            "form": form,
            "open": asked.review.open(now),
            "saved": "saved" in request.GET and not form.is_bound,
            "changes": asked.review.changes.order_by("number"),
        },
    )
