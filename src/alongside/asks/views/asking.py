"""Asking people: what is asked now, opening a wave, its page, its times, its poster, its close."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.methods.questions.messages import said
from alongside.people import access as people
from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.web.languages import Language, language
from alongside.web.square import as_typed, square

from .. import access, actions, furniture, marks, modes, queries
from ..forms import TimesForm, WaveForm
from ..models import Wave
from ..queries import inviting, typing_in, writing


def _enter(request: HttpRequest, organisation: str, wave: int) -> tuple[Membership, Wave]:
    """Return who may ask people, and their wave."""
    return access.asker(request.user, organisation), access.wave(request.user, organisation, wave)


def waves(request: HttpRequest, organisation: str) -> HttpResponse:
    """What people are asked now, and what is over."""
    me = people.staff(request.user, organisation)
    now = timezone.now()
    page = Paginator(queries.over(access.readable(me), now), 20).get_page(request.GET.get("page"))
    asked = queries.asked_now(access.readable(me), now) if page.number == 1 else []
    context = {
        "me": me,
        "asked": [(wave, queries.state(wave, now).name) for wave in asked],
        "page": page,
    }
    return render(request, "asks/waves/waves.html", context)


def open_wave(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Ask people the newest published version of a form."""
    me = access.asker(request.user, organisation)
    shown = access.form(request.user, organisation, pk)
    version = writing.latest(shown)
    if version is None or shown.retired is not None:
        return render(request, "asks/waves/not_ready.html", {"me": me, "shown": shown})
    form = WaveForm(
        request.POST or None,
        version=version,
        now=timezone.now(),
        projects=projects.readable(me),
    )
    if request.method == "POST" and form.is_valid():
        try:
            wave = actions.open_wave(**form.values())
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("asks:wave", organisation, wave.pk)
    context = {"me": me, "shown": shown, "version": version, "form": form}
    return render(request, "asks/waves/open.html", context)


def wave(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """One wave: where it stands, what was promised, how people get there, what to do next."""
    me = people.staff(request.user, organisation)
    return render(
        request,
        "asks/waves/wave.html",
        _about(me, access.wave(request.user, organisation, wave)),
    )


def _about(me: Membership, wave: Wave) -> dict[str, Any]:
    address = settings.ADDRESS + reverse("asks:begin", args=[wave.code])
    return {
        "me": me,
        "wave": wave,
        "state": queries.state(wave, timezone.now()).name,
        "mode": modes.choice(wave.mode),
        "promise": modes.promise(wave.mode),
        "answered": queries.answered(wave),
        "others": _words_in_others(wave),
        "invited": wave.invitations.count(),
        "came_back": inviting.came_back(wave).count(),
        "typing": list(typing_in.being_typed_in(wave)),
        "may_ask": access.may_ask(me),
        "given_elsewhere": queries.given_elsewhere(wave),
        "knows_names": access.knows_names(me, wave),
        "marked": _marked(me, wave),
        "address": address,
        "words": as_typed(address),
    }


def _words_in_others(wave: Wave) -> dict[str, list[tuple[Language, str]]]:
    """Return the words in other languages than the first, by field."""
    return {
        field: [(language(code), words) for code, words in by_language.items()]
        for field, by_language in wave.in_languages.items()
    }


def _marked(me: Membership, wave: Wave) -> list[tuple[str, str]]:
    """Return name and words of the questions whose marks this member may look at."""
    if wave.closed is None or not access.may_mark(me):
        return []
    return [(question["name"], said(question["label"])) for question in marks.questions(wave)]


def times(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Change when a wave opens and closes, as far as that is still to come."""
    me, shown = _enter(request, organisation, wave)
    now = timezone.now()
    state = queries.state(shown, now)
    if state is queries.State.CLOSED:
        messages.error(request, "This has closed. It cannot be opened again.")
        return redirect("asks:wave", organisation, wave)
    opened = state is queries.State.OPEN or shown.of_session
    form = TimesForm(request.POST or None, now=now, wave=shown, opened=opened)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(wave=shown, opens=form.opens, closes=form.closes, now=now)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The times are changed.")
            return redirect("asks:wave", organisation, wave)
    return render(request, "asks/waves/times.html", {"me": me, "wave": shown, "form": form})


def close(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Say what closing means, then close for good."""
    me, shown = _enter(request, organisation, wave)
    if request.method == "POST":
        try:
            actions.close(wave=shown, now=timezone.now())
        except actions.NotPossible as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "It is closed.")
        return redirect("asks:wave", organisation, wave)
    state = queries.state(shown, timezone.now()).name
    return render(request, "asks/waves/close.html", {"me": me, "wave": shown, "state": state})


def poster(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """A page to print: what is asked, until when, and the code that leads there."""
    me = people.staff(request.user, organisation)
    shown = access.wave(request.user, organisation, wave)
    if shown.by_private_link:
        raise Http404("only private links lead to these questions")
    context = _about(me, shown) | _in_its_languages(shown)
    return render(
        request, "asks/waves/poster.html", context | {"square": square(context["address"])}
    )


def _in_its_languages(wave: Wave) -> dict[str, Any]:
    """Return what a poster says in the languages of its form: the titles, each once; and in each
    language of the furniture who reads the answers, and what people are promised."""
    of_form = wave.version.definition["languages"]
    spoken = furniture.shared(of_form)
    titles = dict(wave.worded("title", code) for code in of_form)
    return {
        "titles": [(words, language(code)) for words, code in titles.items()],
        "spoken": list(spoken),
        "sayings": [
            (code, wave.said("readers", *of_these), modes.promise(wave.mode, code))
            for code, of_these in spoken.items()
        ],
    }
