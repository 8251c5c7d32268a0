"""A person's own plan after a session, behind their private link; and what staff may see of all."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from alongside.methods.documents.html import to_html
from alongside.methods.documents.model import Document

from .. import access, actions, counts, pledge_figures, pledge_outcomes, pledges, queries
from ..forms import AgreementForm, FindPledgeForm, OutcomeForm, PledgeForm, PledgeGroupsForm
from ..models import Gathering, Pledge
from ..queries import Place
from .joining import with_code
from .places import with_place

ON_A_PAGE = 50


@with_place
def pledge(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    """The plan: to make and change it, later to say what came of it."""
    mine, now = pledges.of(place), timezone.now()
    if not pledges.may_make(place, now):
        if mine is None or place.gathering.cancelled:
            return redirect("gatherings:place", token)
        return _page(request, token, mine)
    form = PledgeForm(request.POST or None, initial=_typed_before(mine))
    if request.method == "POST" and form.is_valid():
        actions.pledge(
            gathering=place.gathering, membership=place.membership, now=now, **form.cleaned_data
        )
        return _saved(token)
    return render(
        request,
        "gatherings/pledge_form.html",
        {
            "gathering": place.gathering,
            "token": token,
            "pledge": mine,
            "form": form,
            "saved": "saved" in request.GET,
        },
    )


def _typed_before(mine: Pledge | None) -> dict[str, Any]:
    if mine is None:
        return {}
    return {"when": mine.when, "will": mine.will} | _agreed(mine)


def _agreed(mine: Pledge) -> dict[str, Any]:
    return {"ask_again": mine.agreed is not None, "may_read": mine.may_read}


def _saved(token: str) -> HttpResponse:
    answer = redirect("gatherings:pledge", token)
    answer["Location"] += "?saved=yes"
    return answer


def _page(
    request: HttpRequest,
    token: str,
    mine: Pledge,
    form: OutcomeForm | None = None,
    problem: str = "",
) -> HttpResponse:
    """The plan as it stays, with what came of it."""
    now = timezone.now()
    said = {"outcome": mine.outcome, "helped": mine.helped, "hindered": mine.hindered}
    return render(
        request,
        "gatherings/pledge.html",
        {
            "gathering": mine.gathering,
            "token": token,
            "pledge": mine,
            "form": form or OutcomeForm(initial=said),
            "agreement": AgreementForm(initial=_agreed(mine)),
            "may_answer": mine.may_answer(now),
            "late": mine.late(now),
            "problem": problem,
            "saved": "saved" in request.GET,
        },
    )


@require_POST
@with_place
def answer_pledge(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    mine = pledges.of(place)
    if mine is None:
        return redirect("gatherings:pledge", token)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, token, mine, form)
    try:
        actions.answer_pledge(pledge=mine, now=timezone.now(), **form.cleaned_data)
    except actions.NotPossible as problem:
        return _page(request, token, mine, form, str(problem))
    return _saved(token)


@require_POST
@with_place
def change_agreement(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    mine = pledges.of(place)
    form = AgreementForm(request.POST)
    if mine is not None and form.is_valid():
        actions.change_agreement(pledge=mine, now=timezone.now(), **form.cleaned_data)
        return _saved(token)
    return redirect("gatherings:pledge", token)


@with_code
def find_pledge(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """For whoever does not have their private link at hand: it comes by e-mail."""
    now = timezone.now()
    if now < gathering.starts or gathering.cancelled:
        return redirect("gatherings:join", gathering.code)
    form = FindPledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.send_pledge_link(gathering=gathering, now=now, **form.cleaned_data)
        return redirect("gatherings:pledge_link_sent", gathering.code)
    return render(
        request,
        "gatherings/find_pledge.html",
        {
            "gathering": gathering,
            "form": form,
            "takes_pledges": pledges.takes_pledges(gathering, now),
        },
    )


@with_code
def pledge_link_sent(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """The same page for everyone: only the letter says whether we know them."""
    return render(request, "gatherings/pledge_link_sent.html", {"gathering": gathering})


def programmes(request: HttpRequest, organisation: str) -> HttpResponse:
    """Which programme? Of the only one, when there is only one."""
    me = access.reader(request.user, organisation)
    found = list(queries.programmes(me.organisation))
    if len(found) == 1:
        return redirect("gatherings:pledges", organisation, found[0].pk)
    return render(request, "gatherings/pledge_programmes.html", {"me": me, "programmes": found})


def of_programme(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """What people plan and what came of it, as protected counts."""
    me = access.reader(request.user, organisation)
    programme, now = access.programme(me, pk), timezone.now()
    held = counts.held(me.organisation, now=now, programme=programme)
    minimum = me.organisation.minimum
    found = pledge_figures.figures(
        pledges.of_gatherings(held),
        groups=pledges.group_names(programme),
        minimum=minimum,
    )
    outcomes = pledge_outcomes.on_the_page(programme)
    document = Document(
        title=pledge_figures.TITLE,
        kicker=programme.name,
        blocks=tuple(pledge_figures.blocks(found, outcomes, minimum=minimum)),
    )
    return render(
        request,
        "gatherings/pledges.html",
        {
            "me": me,
            "programme": programme,
            "may_read": access.may_read_pledges(me),
            # The renderer escapes every text: its tests give it scripts.
            "body": mark_safe(to_html(document)),  # noqa: S308
            "any": bool(document.blocks),
        },
    )


def group_pledges(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Plans without names, to be put into groups."""
    me = access.pledge_reader(request.user, organisation)
    programme = access.programme(me, pk)
    page = Paginator(pledges.readable(programme), ON_A_PAGE).get_page(request.GET.get("page"))
    form = PledgeGroupsForm(
        request.POST or None, groups=pledges.groups(programme), pledges=list(page)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.group_pledges(programme=programme, **form.values())
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The groups are saved.")
            return redirect(request.get_full_path())
    return render(
        request,
        "gatherings/group_pledges.html",
        {
            "me": me,
            "programme": programme,
            "form": form,
            "page": page,
            "helped": pledges.told(programme, "helped"),
            "hindered": pledges.told(programme, "hindered"),
        },
    )
