"""Staff set up a draw, settle its list, and type the seed."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods import lots
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.views.doing import done
from alongside.web.found import again_to

from .. import access, actions, queries
from ..forms import DrawForm, FeatureForm, QuotaForm, SeedForm, SettleForm, suggested
from ..models import Draw, Ticketed

RNG = secrets.SystemRandom()
MOST_NAMES = 200
"""How many of those who wait stand on a page at most."""


def draw(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """Where the draw stands, and what is next."""
    me = access.reader(request.user, organisation)
    about = access.opportunity(me, opportunity)
    found = queries.draws().filter(opportunity=about).first()
    context: dict[str, Any] = {
        "me": me,
        "opportunity": about,
        "draw": found,
        "may_draw": access.may_draw(me),
    }
    if found is None:
        return render(request, "draws/none.html", context)
    today = timezone.localdate()
    closed = bool(found.opened) and today > max(found.closes, about.closes)
    settlement = queries.settlement_of(found)
    context |= {
        "features": queries.features(found),
        "settlement": settlement,
        "drawing": getattr(settlement, "drawing", None),
        "wanting": queries.wanting(found).count(),
        "answered": found.said.count(),
        "closed": closed,
        "mixes": queries.answered(found) if closed and settlement is None else [],
        "today": today,
    }
    return render(request, "draws/draw.html", context)


def set_up(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    me = access.drawer(request.user, organisation)
    about = access.opportunity(me, opportunity)
    found = queries.draws().filter(opportunity=about).first()
    of = found or about
    form = DrawForm(request.POST or None, initial={"places": of.places, "closes": of.closes})
    more = {"opportunity": about, "by": me, "now": timezone.now()}
    if request.method == "POST" and done(form, actions.begin, **more):
        return redirect("draws:draw", organisation, opportunity)
    context = {
        "me": me,
        "opportunity": about,
        "form": form,
        "heading": "Places and the last day",
        "button": "Save",
    }
    return render(request, "draws/form.html", context)


def ask(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """Ask everybody one thing more."""
    return _form(
        request,
        organisation,
        opportunity,
        FeatureForm(request.POST or None),
        actions.ask,
        heading="Ask one thing",
        lead="Ask only what the panel needs a mix of. Everybody can say “I would rather not say”.",
        button="Add it",
    )


@again_to("draws:draw", "organisation", "opportunity")
@require_POST
def drop(request: HttpRequest, organisation: str, opportunity: int, feature: int) -> HttpResponse:
    me = access.drawer(request.user, organisation)
    found = access.feature(access.draw(me, opportunity), feature)
    return _act(request, organisation, opportunity, lambda: actions.drop(feature=found))


@require_POST
def open_questions(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    me = access.drawer(request.user, organisation)
    found = access.draw(me, opportunity)
    today, now = timezone.localdate(), timezone.now()
    return _act(
        request,
        organisation,
        opportunity,
        lambda: actions.open_questions(draw=found, today=today, now=now),
    )


def quotas(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """How many people with each answer; equal shares are suggested."""
    me = access.drawer(request.user, organisation)
    found = access.draw(me, opportunity)
    asked = list(queries.features(found))
    initial = {} if queries.quotas(found) else suggested(asked, found.places)
    form = QuotaForm(request.POST or None, features=asked, places=found.places, initial=initial)
    if request.method == "POST" and done(form, actions.set_quotas, draw=found):
        return redirect("draws:draw", organisation, opportunity)
    context = {"me": me, "opportunity": found.opportunity, "draw": found, "form": form}
    return render(request, "draws/quotas.html", context)


def try_out(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """Whether the quotas can be met, and everybody's chance. The list stays as it is from then."""
    me = access.drawer(request.user, organisation)
    found = access.draw(me, opportunity)
    context: dict[str, Any] = {"me": me, "opportunity": found.opportunity, "draw": found}
    today, now = timezone.localdate(), timezone.now()
    try:
        if found.counted is None and request.method != "POST":
            actions.check_closed(draw=found, today=today)
            return render(request, "draws/before.html", context)
        prepared = actions.try_out(draw=found, rng=RNG, by=me, today=today, now=now)
    except NotPossible as problem:
        context["problem"] = str(problem)
        context["draw"] = access.draw(me, opportunity)
    else:
        many = queries.minimum_of(me.organisation)
        ends = lots.ends(prepared.found, many)
        context |= {
            "many": many,
            "ends": ends and [queries.as_chance(one, prepared.found.tickets) for one in ends],
            "listed": len(prepared.parts),
            "nobody": 0 in prepared.found.chances(),
        }
    return render(request, "draws/try.html", context)


@require_POST
def ease(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """Take the smallest change that would do."""
    me = access.drawer(request.user, organisation)
    found = access.draw(me, opportunity)
    now = timezone.now()
    act = partial(actions.ease, draw=found, now=now)
    return _act(request, organisation, opportunity, act, to="draws:try")


def settle(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """Settle the list and say where the seed will come from."""

    def act(draw: Draw, by: Membership, **said: Any) -> None:
        today, now = timezone.localdate(), timezone.now()
        prepared = actions.try_out(draw=draw, rng=RNG, by=by, today=today, now=now)
        actions.settle(draw=draw, prepared=prepared, by=by, today=today, now=now, **said)

    return _form(
        request,
        organisation,
        opportunity,
        SettleForm(request.POST or None),
        act,
        by=True,
        heading="Settle the list",
        lead="The list is public at once, with a number for each person and no name. It cannot be "
        "changed afterwards. Lots are drawn by numbers that come from elsewhere, on a later day.",
        button="Settle it and make it public",
    )


def seed(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """Type the numbers that came, which draws lots once."""

    def act(draw: Draw, by: Membership, typed: str) -> None:
        today, now = timezone.localdate(), timezone.now()
        actions.draw_lots(draw=draw, typed=typed, by=by, today=today, now=now)

    def lead(draw: Draw) -> str:
        kept = access.settlement(draw)
        return (
            f"You said: {kept.numbers} numbers, from “{kept.source}”. Everybody can look them up. "
            "Lots are drawn at once, and once only: look twice before you press the button."
        )

    return _form(
        request,
        organisation,
        opportunity,
        SeedForm(request.POST or None),
        act,
        by=True,
        heading="Draw lots",
        lead=lead,
        button="Draw lots",
    )


def people(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    """Who was drawn, and who waits: by name, and without their numbers. The public list says which
    numbers gave the same answers."""
    me = access.reader(request.user, organisation)
    found = access.draw(me, opportunity)
    settlement = access.settlement(found)
    by_name = ("part__member__name", "part")
    gone = queries.people(settlement).filter(state=Ticketed.State.NO)
    context = {
        "me": me,
        "opportunity": found.opportunity,
        "draw": found,
        "drawing": getattr(settlement, "drawing", None),
        "panel": queries.on_the_panel(settlement).order_by(*by_name),
        "waiting": queries.waiting(settlement).order_by(*by_name)[:MOST_NAMES],
        "gone": gone.order_by("answered", "pk"),
        "may_draw": access.may_draw(me),
    }
    return render(request, "draws/people.html", context)


@require_POST
def said_no(request: HttpRequest, organisation: str, opportunity: int, part: int) -> HttpResponse:
    """Somebody told staff that they cannot take part."""
    me = access.drawer(request.user, organisation)
    one = access.ticketed(access.draw(me, opportunity), part)
    return _act(
        request,
        organisation,
        opportunity,
        lambda: actions.say_no(ticketed=one, now=timezone.now()),
        to="draws:people",
    )


@require_POST
def finish(request: HttpRequest, organisation: str, opportunity: int) -> HttpResponse:
    me = access.drawer(request.user, organisation)
    found = access.draw(me, opportunity)
    return _act(
        request,
        organisation,
        opportunity,
        lambda: actions.finish(draw=found, by=me, now=timezone.now()),
    )


def _act(
    request: HttpRequest,
    organisation: str,
    opportunity: int,
    act: Callable[[], object],
    to: str = "draws:draw",
) -> HttpResponse:
    """Do what a button says, and say why not where it cannot be."""
    try:
        act()
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect(to, organisation, opportunity)


def _form(
    request: HttpRequest,
    organisation: str,
    opportunity: int,
    form: Form,
    act: Callable[..., object],
    *,
    lead: str | Callable[[Draw], str],
    by: bool = False,
    **page: Any,
) -> HttpResponse:
    """Show one form of a draw, and do what it says once it is right. `by`: `act` is told who."""
    me = access.drawer(request.user, organisation)
    found = access.draw(me, opportunity)
    more: dict[str, Any] = {"draw": found} | ({"by": me} if by else {})
    if request.method == "POST" and done(form, act, **more):
        return redirect("draws:draw", organisation, opportunity)
    words = lead if isinstance(lead, str) else lead(found)
    context = {"me": me, "opportunity": found.opportunity, "form": form, "lead": words} | page
    return render(request, "draws/form.html", context)
