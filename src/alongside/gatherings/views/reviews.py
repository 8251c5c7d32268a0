"""Pages for staff of the reviews of a design: asking a group, what it said, what it covers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from .. import access, actions, queries
from .. import reviews as read
from ..forms import AskGroupForm, LastDayForm, ReviewForm


def reviews(request: HttpRequest, organisation: str) -> HttpResponse:
    """Every review, or with `?group=` those of one group."""
    me = access.reader(request.user, organisation)
    group = access.group_wanted(me, request.GET.get("group", ""))
    rows = read.of_organisation(me.organisation, group)
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    now = timezone.now()
    return render(
        request,
        "gatherings/reviews.html",
        {
            "me": me,
            "group": group,
            "page": page,
            "reviews": [(review, review.open(now)) for review in page],
        },
    )


def ask(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Put the newest version of a design before a group."""
    me = access.runner(request.user, organisation)
    design = access.design(me, pk)
    version = queries.latest(design)
    form = AskGroupForm(request.POST or None, organisation=me.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            review = actions.ask_group(
                version=version, by=me, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error("group", str(problem))
        else:
            messages.success(request, "The group is asked. Everybody with an address has a letter.")
            return redirect("gatherings:review", organisation, review.pk)
    context = {"me": me, "design": design, "version": version, "form": form}
    return render(request, "gatherings/ask_group.html", context)


def review(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Names and words are for those who run sessions; others see what the group covers."""
    me = access.reader(request.user, organisation)
    shown, now = access.review(me, pk), timezone.now()
    may_run = access.may_run(me)
    return render(
        request,
        "gatherings/review.html",
        {
            "me": me,
            "may_run": may_run,
            "review": shown,
            "open": shown.open(now),
            "standing": read.standing(shown, now),
            "parts": read.by_part(shown) if may_run else [],
            "missing": read.missing(shown) if may_run else [],
            "coverage": read.coverage(shown, now),
            "changes": shown.changes.order_by("number"),
        },
    )


@require_POST
def close(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    actions.close_review(review=access.review(me, pk), now=timezone.now())
    messages.success(request, "The review is closed. You can open it again with a new last day.")
    return redirect("gatherings:review", organisation, pk)


def move_closing(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    shown = access.review(me, pk)
    form = LastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.move_review_closing(review=shown, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "The last day to answer is changed.")
        return redirect("gatherings:review", organisation, pk)
    context = {"me": me, "review": shown, "open": shown.open(timezone.now()), "form": form}
    return render(request, "gatherings/review_closing.html", context)


def write_down(request: HttpRequest, organisation: str, pk: int, member: int) -> HttpResponse:
    """Write down what somebody of the group said on paper, by phone or across the table."""
    me = access.runner(request.user, organisation)
    shown = access.review(me, pk)
    asked = access.without_help(shown, member)
    form = ReviewForm(request.POST or None, review=shown, answer=asked.answer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_review(
                review=shown,
                membership=asked.membership,
                noted_by=me,
                now=timezone.now(),
                **form.said(),
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"What {asked.membership} said is written down.")
            return redirect("gatherings:review", organisation, pk)
    context = {"me": me, "review": shown, "them": asked.membership, "form": form}
    return render(request, "gatherings/write_down.html", context)
