"""What people said about a project: the list, one thing that somebody said, and its receipt."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.asks import receipts
from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.models import Project
from alongside.web.square import as_typed, square

from .. import access, actions
from ..actions import NotPossible
from ..forms.said import ConsentForm, LookForm, PutForm, TickForm, WriteDownForm
from ..models import Contribution
from ..queries import chain, disputes, said


def contributions(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """What people said, as far as whoever looks may read it. Staff put ticked ones into a theme."""
    me, shown = projects.reader(request.user, organisation, project)
    sees = access.sees(me)
    look = LookForm(request.GET, project=shown)
    rows = said.found(shown, sees, look.looking())
    put = PutForm(None, rows=rows.none(), project=shown)
    if request.method == "POST":
        _, shown = projects.runner(request.user, organisation, project)
        put = PutForm(request.POST, rows=said.contributions(shown, sees), project=shown)
        if put.is_valid() and _put(request, me, put):
            return redirect(request.get_full_path())
    page = Paginator(rows, said.PAGE).get_page(request.GET.get("page"))
    context = {
        "me": me,
        "project": shown,
        "sees": sees,
        "look": look,
        "put": put,
        "page": page,
        "heard": said.heard(page, sees),
        "rest": _without_page(request),
    }
    return render(request, "influence/contributions.html", context)


def _put(request: HttpRequest, me: Membership, form: PutForm) -> bool:
    theme, rows = form.cleaned_data["theme"], list(form.cleaned_data["contribution"])
    try:
        actions.place(theme=theme, contributions=rows, by=me, now=timezone.now())
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    things = "1 thing" if len(rows) == 1 else f"{len(rows)} things"
    messages.success(request, f"{things} that people said: now in “{theme}”.")
    return True


def _without_page(request: HttpRequest) -> str:
    """Return the search of a list, to be kept from page to page."""
    rest = request.GET.copy()
    rest.pop("page", None)
    return rest.urlencode()


def write_down(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    me, shown = projects.runner(request.user, organisation, project)
    form = WriteDownForm(request.POST or None, project=shown, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.write_down(project=shown, by=me, now=timezone.now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Their words are written down. Give them their receipt.")
            return redirect("influence:contribution", organisation, project, one.pk)
    context = {"me": me, "project": shown, "form": form}
    return render(request, "influence/write_down.html", context)


def contribution(
    request: HttpRequest, organisation: str, project: int, contribution: int
) -> HttpResponse:
    """One thing that somebody said: the words, where they came from, what was decided so far."""
    me, shown = projects.reader(request.user, organisation, project)
    one = access.contribution(me, shown, contribution)
    sees = access.sees(me)
    context = {
        "me": me,
        "project": shown,
        "sees": sees,
        "heard": said.heard([one], sees)[0],
        "themes": chain.themes(shown).filter(placings__contribution=one),
        "others": chain.themes(shown).exclude(placings__contribution=one),
        "decisions": chain.decided_of(one),
        "disputed": disputes.disputed(shown),
    }
    return render(request, "influence/contribution.html", context)


def _mine(
    request: HttpRequest, organisation: str, project: int, contribution: int
) -> tuple[Membership, Project, Contribution]:
    """Return who looks, and something that was said in the open, which they may change."""
    me, shown = projects.runner(request.user, organisation, project)
    one = access.contribution(me, shown, contribution)
    if one.comment_id:
        raise Http404("words of a survey are changed by nobody here")
    return me, shown, one


def consent(
    request: HttpRequest, organisation: str, project: int, contribution: int
) -> HttpResponse:
    me, shown, one = _mine(request, organisation, project, contribution)
    before = {"quoting": one.quoting, "name": one.name}
    form = ConsentForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_consent(contribution=one, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "What they agreed to is changed. It holds from now on.")
            return redirect("influence:contribution", organisation, project, one.pk)
    context = {"me": me, "project": shown, "one": one, "form": form}
    return render(request, "influence/consent.html", context)


def take_back(
    request: HttpRequest, organisation: str, project: int, contribution: int
) -> HttpResponse:
    me, shown, one = _mine(request, organisation, project, contribution)
    if request.method == "POST":
        actions.take_back(contribution=one, now=timezone.now())
        messages.success(request, "Their words are deleted here.")
        return redirect("influence:contribution", organisation, project, one.pk)
    context = {"me": me, "project": shown, "one": one}
    return render(request, "influence/take_back.html", context)


@never_cache
def receipt(
    request: HttpRequest, organisation: str, project: int, contribution: int
) -> HttpResponse:
    """Draw a code for whoever said it, and show it once."""
    me, shown, one = _mine(request, organisation, project, contribution)
    context: dict[str, Any] = {"me": me, "project": shown, "one": one, "slips": []}
    if request.method == "POST":
        try:
            context["slips"] = [_slip(one, actions.give_receipt(contribution=one))]
        except NotPossible as problem:
            messages.error(request, str(problem))
            return redirect("influence:contribution", organisation, project, one.pk)
    return render(request, "influence/receipt.html", context)


@never_cache
def receipts_to_print(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """Several receipts on one sheet: the codes are drawn when it is printed, and not before."""
    me, shown = projects.runner(request.user, organisation, project)
    rows = said.without_receipt(shown)
    page = Paginator(rows, said.PAGE).get_page(request.GET.get("page"))
    form = TickForm(request.POST if request.method == "POST" else None, rows=rows)
    context: dict[str, Any] = {"me": me, "project": shown, "page": page, "form": form}
    if request.method == "POST" and form.is_valid():
        given = actions.give_receipts(contributions=list(form.cleaned_data["contribution"]))
        context["slips"] = [_slip(*one) for one in given]
        return render(request, "influence/receipt.html", context)
    context["heard"] = said.heard(page, access.sees(me))
    return render(request, "influence/receipts_to_print.html", context)


def _slip(one: Contribution, code: str) -> dict[str, Any]:
    """Return what stands on the slip of somebody: their words, and their code with its address."""
    address = settings.ADDRESS + reverse("influence:came_of", args=[code])
    return {
        "words": one.words,
        "said_on": one.said_on,
        "code": receipts.in_fours(code),
        "address": as_typed(settings.ADDRESS + reverse("influence:said")),
        "square": square(address),
    }


@require_POST
def put(request: HttpRequest, organisation: str, project: int, contribution: int) -> HttpResponse:
    """Put one thing that somebody said into a theme."""
    me, shown = projects.runner(request.user, organisation, project)
    one = access.contribution(me, shown, contribution)
    sent = {"theme": request.POST.get("theme", ""), "contribution": [one.pk]}
    rows = said.contributions(shown, access.sees(me))
    form = PutForm(sent, rows=rows, project=shown)
    if not (form.is_valid() and _put(request, me, form)):
        problems = [problem for told in form.errors.values() for problem in told]
        messages.error(request, f"{problems[0]}.".replace("..", "."))
    return redirect("influence:contribution", organisation, project, one.pk)
