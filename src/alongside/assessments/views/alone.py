"""The pages behind somebody's private link: answering alone, and what the group sees together."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alongside.web import links

from .. import access, actions, positions, queries
from ..forms import AloneForm
from ..models import Place


def with_place(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the place that the link opens; say in words when it opens nothing."""

    @wraps(view)
    def do(request: HttpRequest, token: str, **more: int) -> HttpResponse:
        try:
            place = access.place(token)
        except links.Spoilt:
            return render(request, "assessments/link.html", {}, status=404)
        return view(request, place, token, **more)

    return never_cache(do)


def _page(
    request: HttpRequest, template: str, place: Place, token: str, **more: object
) -> HttpResponse:
    assessment = place.assessment
    context = {
        "place": place,
        "token": token,
        "assessment": assessment,
        "instrument": assessment.instrument,
        "organisation": assessment.organisation,
        "open": queries.is_open(assessment, timezone.now()),
    }
    return render(request, template, context | more)


@with_place
def alone(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    """What this is, who sees what, and where to go on."""
    instrument = place.assessment.instrument
    said = [
        sum("point" in place.answers.get(item.key, {}) for item in dimension.items)
        for dimension in instrument.dimensions
    ]
    screens = list(zip(instrument.dimensions, said, strict=True))
    following = next((at for at, (one, many) in enumerate(screens, 1) if many < len(one.items)), 0)
    return _page(
        request,
        "assessments/alone.html",
        place,
        token,
        screens=screens,
        begun=any(said),
        following=following,
        sides=positions.took_part(place.assessment),
    )


@with_place
def screen(request: HttpRequest, place: Place, token: str, screen: int) -> HttpResponse:
    """The items of one dimension."""
    instrument = place.assessment.instrument
    if not 1 <= screen <= len(instrument.dimensions):
        raise Http404("no such screen")
    typed = request.POST if request.method == "POST" else None
    form = AloneForm(
        typed, instrument=instrument, dimension=instrument.dimensions[screen - 1], place=place
    )
    now = timezone.now()
    if typed is None and not queries.is_open(place.assessment, now):
        return redirect("assessments:alone", token)
    if typed is not None and form.is_valid():
        try:
            actions.keep(place=place, said=form.said(), now=now)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return _onward(request, token, screen, len(instrument.dimensions))
    return _page(
        request,
        "assessments/screen.html",
        place,
        token,
        form=form,
        screen=screen,
        before=screen - 1,
        total=len(instrument.dimensions),
    )


def _onward(request: HttpRequest, token: str, screen: int, last: int) -> HttpResponse:
    if "stop" in request.POST:
        saved = redirect("assessments:alone", token)
        saved["Location"] += "?saved=yes"
        return saved
    if screen < last:
        return redirect("assessments:screen", token, screen + 1)
    return redirect("assessments:check", token)


@with_place
def check(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    """All that somebody said, to look over; and that they are done."""
    problem = ""
    if request.method == "POST":
        try:
            actions.finish_alone(place=place, now=timezone.now())
        except actions.NotPossible as why:
            problem = str(why)
        else:
            return redirect("assessments:check", token)
    elif not queries.is_open(place.assessment, timezone.now()):
        return redirect("assessments:alone", token)
    instrument = place.assessment.instrument
    lines = [
        (number, dimension, [(item, *_said(place, item.key)) for item in dimension.items])
        for number, dimension in enumerate(instrument.dimensions, start=1)
    ]
    return _page(request, "assessments/check.html", place, token, lines=lines, problem=problem)


def _said(place: Place, key: str) -> tuple[str, str]:
    """Return what somebody said of an item, and their note."""
    kept = place.answers.get(key, {})
    label = ""
    if "point" in kept:
        label = place.assessment.instrument.label(kept["point"]) or "I do not know"
    return label, kept.get("note", "")


@with_place
def together(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    """What the group sees once the part alone has closed."""
    assessment = place.assessment
    if assessment.closed is None:
        return redirect("assessments:alone", token)
    return _page(
        request,
        "assessments/own_together.html",
        place,
        token,
        inside=positions.inside(assessment),
        talked=queries.talked(assessment),
        took_part=positions.took_part(assessment),
        rule=positions.rule(assessment.instrument),
        today=timezone.localdate(),
    )
