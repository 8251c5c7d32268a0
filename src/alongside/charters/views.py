from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.people.models import Membership
from alongside.projects import actions as projects
from alongside.projects.forms.stepping import DoneForm
from alongside.web.found import again_to

from . import access, actions, queries, rating, writing
from .actions import NotPossible
from .forms import AgreedForm, BeginForm, RateForm, ShowsForm, StepForm, WriteForm
from .models import AgreedBy, Charter, NextStep, Shows


def charters(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.reader(request.user, organisation)
    page = Paginator(queries.charters(me.organisation), 20).get_page(request.GET.get("page"))
    context = {"me": me, "page": page, "may_write": access.may_write(me)}
    return render(request, "charters/charters.html", context)


def begin(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.writer(request.user, organisation)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            charter = actions.begin(
                organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
            )
        except NotPossible as problem:
            form.add_error("principles", str(problem))
        else:
            messages.success(request, "The charter is there. Note who agrees to it next.")
            return redirect("charters:charter", organisation, charter.pk)
    context = {"me": me, "form": form, "heading": "Begin a charter"}
    return render(request, "charters/form.html", context)


def charter(request: HttpRequest, organisation: str, charter: int) -> HttpResponse:
    """A charter: who agreed, what people and staff say of each promise, what shows it."""
    me = access.reader(request.user, organisation)
    found = access.charter(me, charter)
    context = {"me": me, "may_write": access.may_write(me), **_shown(found)}
    return render(request, "charters/charter.html", context)


def _shown(charter: Charter) -> dict[str, Any]:
    version = access.version(charter)
    closed = queries.closed_rating(charter)
    answered, said = rating.rated(closed.wave, closed.version) if closed else (None, [])
    return {
        "charter": charter,
        "version": version,
        "principles": queries.principles(charter, version, said),
        "agreements": version.agreements.all(),
        "earlier": charter.versions.exclude(pk=version.pk),
        "open_ratings": queries.open_ratings(charter),
        "closed": closed,
        "answered": answered,
        "steps": list(rating.KEPT.values()),
        "today": timezone.localdate(),
    }


def public_charter(request: HttpRequest, code: str) -> HttpResponse:
    """The charter for everybody, with easy words beside each promise."""
    return render(request, "charters/public.html", _shown(access.public_charter(code)))


def _act(
    request: HttpRequest,
    me: Membership,
    charter: Charter,
    form: Form,
    heading: str,
    act: Callable[..., Any],
    done: str,
    *,
    on_page: bool = True,
) -> HttpResponse:
    """Show a form about a charter, and do what it says once it is right. `on_page`: what is typed
    stands on the charter's page, and whoever types it is told who reads that."""
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, done)
            return redirect("charters:charter", me.organisation.slug, charter.pk)
    context = {"me": me, "charter": charter, "form": form, "heading": heading}
    return render(request, "charters/form.html", context | {"on_page": on_page})


def write(request: HttpRequest, organisation: str, charter: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.charter(me, charter)
    version = access.version(found)
    words = {"principles": writing.written(version.principles), "after": version.number}
    form = WriteForm(request.POST or None, initial=words)

    def act(**data: Any) -> None:
        actions.write(charter=found, by=me, now=timezone.now(), **data)

    return _act(request, me, found, form, "Write the next version", act, "It is there.")


def agreed(request: HttpRequest, organisation: str, charter: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.charter(me, charter)
    form = AgreedForm(request.POST or None, initial={"day": timezone.localdate()})

    def act(**data: Any) -> None:
        actions.agree(version=access.version(found), by=me, now=timezone.now(), **data)

    return _act(request, me, found, form, "Who agrees to it?", act, "It is noted.")


def rate(request: HttpRequest, organisation: str, charter: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.charter(me, charter)
    form = RateForm(request.POST or None, today=timezone.localdate())

    def act(**data: Any) -> None:
        closes = timezone.make_aware(datetime.combine(data["closes"], time(23, 59)))
        version = access.version(found)
        actions.ask_for_rating(version=version, closes=closes, by=me, now=timezone.now())

    heading = "Ask people and staff whether the promises are kept"
    said = "People can answer now."
    return _act(request, me, found, form, heading, act, said, on_page=False)


def step(request: HttpRequest, organisation: str, charter: int, promise: str) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.charter(me, charter)
    about = access.promise(access.version(found), promise)
    form = StepForm(request.POST or None, organisation=me.organisation)

    def act(**data: Any) -> None:
        actions.plan_step(charter=found, promise=promise, **data)

    return _act(request, me, found, form, f"“{about['text']}”: what we do", act, "It is noted.")


def shows(request: HttpRequest, organisation: str, charter: int, promise: str) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.charter(me, charter)
    about = access.promise(access.version(found), promise)
    form = ShowsForm(request.POST or None, organisation=me.organisation)

    def act(**data: Any) -> None:
        actions.show(charter=found, promise=promise, **data)

    return _act(request, me, found, form, f"“{about['text']}”: what shows it", act, "It is noted.")


def done(request: HttpRequest, organisation: str, charter: int, step: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    found = access.charter(me, charter)
    one = access.step(found, step)
    form = DoneForm(request.POST or None, initial={"done_on": timezone.localdate()})

    def act(**data: Any) -> None:
        projects.finish_step(step=one, now=timezone.now(), **data)

    return _act(request, me, found, form, f"“{one}”: done", act, "It is done.")


@again_to("charters:charter", "organisation", "charter")
@require_POST
def take_away_agreement(
    request: HttpRequest, organisation: str, charter: int, agreement: int
) -> HttpResponse:
    me = access.writer(request.user, organisation)
    version = access.version(access.charter(me, charter))
    row = access.agreement(version, agreement)
    return _taken_away(request, me, charter, row, f"It is not noted any more that {row} agreed.")


@again_to("charters:charter", "organisation", "charter")
@require_POST
def take_away_shows(
    request: HttpRequest, organisation: str, charter: int, shows: int
) -> HttpResponse:
    me = access.writer(request.user, organisation)
    row = access.shows(access.charter(me, charter), shows)
    said = f"“{row}” stands under the promise no more. It stays with its project."
    return _taken_away(request, me, charter, row, said)


@again_to("charters:charter", "organisation", "charter")
@require_POST
def take_away_step(
    request: HttpRequest, organisation: str, charter: int, step: int
) -> HttpResponse:
    me = access.writer(request.user, organisation)
    row = access.step(access.charter(me, charter), step)
    return _taken_away(request, me, charter, row, f"“{row}” is taken away.")


def _taken_away(
    request: HttpRequest,
    me: Membership,
    charter: int,
    row: AgreedBy | Shows | NextStep,
    said: str,
) -> HttpResponse:
    actions.take_away(row=row)
    messages.success(request, said)
    return redirect("charters:charter", me.organisation.slug, charter)


@require_POST
def publish(request: HttpRequest, organisation: str, charter: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    actions.publish(charter=access.charter(me, charter), now=timezone.now())
    messages.success(request, "Anybody can read the charter now.")
    return redirect("charters:charter", organisation, charter)


@require_POST
def take_down(request: HttpRequest, organisation: str, charter: int) -> HttpResponse:
    me = access.writer(request.user, organisation)
    actions.take_down(charter=access.charter(me, charter))
    messages.success(request, "The charter is no longer public. Its address is kept.")
    return redirect("charters:charter", organisation, charter)
