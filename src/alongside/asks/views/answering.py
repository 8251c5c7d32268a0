"""The pages of somebody who answers. They know them by a cookie, never by the session."""

import math
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.library import queries as library
from alongside.methods.questions import (
    Posted,
    Problem,
    check_answers,
    minutes,
    read_all,
)
from alongside.methods.questions.messages import DEFAULT, said

from .. import access, actions, modes, pages, queries, respondent
from ..models import Wave


@dataclass
class Visit:
    """One request to a wave's pages: the wave, who it is, and what they have answered so far."""

    request: HttpRequest
    wave: Wave
    who: respondent.Respondent | None
    answers: dict[str, Any]
    language: str = DEFAULT

    def render(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        version = self.wave.version
        common = {
            "wave": self.wave,
            "title": said(version.definition["title"], self.language) or self.wave.title,
            "promise": modes.promise(self.wave.mode),
            "language": self.language,
        }
        return render(self.request, f"asks/{template}.html", common | context, status=status)

    def keep(self, answers: dict[str, Any]) -> None:
        self.who = self.who or respondent.new(self.wave)
        self.answers = answers
        actions.keep_draft(
            wave=self.wave, client=self.who.client, answers=answers, now=timezone.now()
        )

    def go(self, page: str, *parts: str) -> HttpResponse:
        response = redirect(f"asks:{page}", self.wave.code, *parts)
        return respondent.remember(response, self.wave, self.who) if self.who else response


def arrive(request: HttpRequest, code: str) -> tuple[Visit, HttpResponse | None]:
    """Return the visit, and the page to show instead when it is not the time to answer."""
    wave = access.wave_by_code(code)
    who = respondent.known(request, wave)
    visit = Visit(request, wave, who, queries.draft(wave, who.client) if who else {})
    state = queries.state(wave, timezone.now())
    # A draft goes when it is sent, so whoever has one has not answered.
    if who is not None and not visit.answers and queries.has_answered(wave, who.client):
        return visit, visit.render("answered", state=state.name)
    invited = queries.invited(wave, who.invitation) if who is not None else None
    if invited is not None and invited.done:
        return visit, visit.render("answered", state=state.name)
    if state is not queries.State.OPEN:
        return visit, visit.render("not_open", state=state.name, drafted=bool(visit.answers))
    if wave.by_private_link and invited is None:
        return visit, visit.render("link_needed")
    return visit, None


@never_cache
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The first page: what this is, who will read it, and what the mode means."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    asked = pages.questions(visit.wave.version, visit.answers)
    first = next((q["name"] for q in asked if q["name"] not in visit.answers), None)
    return visit.render(
        "begin",
        intro=said(visit.wave.version.definition.get("intro"), visit.language),
        total=len(asked),
        minutes=math.ceil(minutes(visit.wave.version.definition, visit.language)),
        first=first,
        resumed=bool(visit.answers),
    )


@never_cache
def question(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One question. What is sent is kept at once, then comes the next."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    version = visit.wave.version
    found = pages.find(version, visit.answers, name)
    if found is None:
        return visit.go("check")
    asked, place = found
    checking = "check" in request.GET
    posted: Posted | None = None
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        posted = dict(request.POST.lists())
        answers, problems = pages.read(version, name, visit.answers, posted, visit.language)
        if not problems:
            visit.keep(answers)
            following = pages.after(version, answers, name)
            if checking or following is None:
                return visit.go("check")
            return visit.go("question", following)
    return visit.render(
        "question",
        q=pages.shown(asked, visit.answers, visit.language, posted=posted, problems=problems),
        problems=problems,
        place=place,
        back=pages.before(version, visit.answers, name),
        checking=checking,
    )


@never_cache
def everything(request: HttpRequest, code: str) -> HttpResponse:
    """All questions on one page, for whoever likes that better."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    posted: Posted | None = None
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        posted = dict(request.POST.lists())
        outcome = read_all(
            visit.wave.version.definition,
            posted,
            language=visit.language,
            today=timezone.localdate(),
        )
        visit.keep(outcome.answers)
        if not outcome.problems:
            return visit.go("check")
        problems = outcome.problems
    asked_now = pages.questions(visit.wave.version, visit.answers)
    shown = [
        pages.shown(
            asked,
            visit.answers,
            visit.language,
            posted=posted,
            problems=problems,
            heading=False,
        )
        for asked in asked_now
    ]
    response = visit.render("everything", shown=shown, problems=problems)
    return respondent.remember(response, visit.wave, visit.who) if visit.who else response


@never_cache
@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is typed so far: sent by the page itself now and then and when it is left, or by
    somebody who comes back `later`."""
    visit, instead = arrive(request, code)
    later = "later" in request.POST
    if instead:
        return instead if later else HttpResponse(status=409)
    posted = dict(request.POST.lists())
    answers = visit.answers
    for name in {field.split(".")[0] for field in posted}:
        if pages.find(visit.wave.version, answers, name) is not None:
            changed, problems = pages.read(
                visit.wave.version, name, answers, posted, visit.language
            )
            answers = answers if problems else changed
    visit.keep(answers)
    if later:
        return visit.go("begin")
    assert visit.who is not None
    return respondent.remember(HttpResponse(status=204), visit.wave, visit.who)


@never_cache
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Check your answers; sending them is the one act here."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    version = visit.wave.version
    outcome = check_answers(
        version.definition, visit.answers, language=visit.language, today=timezone.localdate()
    )
    if request.method == "POST" and not outcome.problems and visit.who:
        return _send(visit, outcome.answers)
    return visit.render(
        "check",
        lines=pages.lines(version, visit.answers, visit.language),
        missing=outcome.problems if request.method == "POST" else (),
        any=bool(visit.answers),
    )


def _send(visit: Visit, answers: dict[str, Any]) -> HttpResponse:
    assert visit.who is not None
    try:
        actions.answer(
            wave=visit.wave,
            answers=answers,
            client=visit.who.client,
            invitation=queries.invited(visit.wave, visit.who.invitation),
            now=timezone.now(),
        )
    except actions.AlreadyAnswered:
        pass
    except actions.NotPossible as problem:
        return visit.render("not_open", state="CLOSED", says=str(problem), drafted=True)
    return visit.go("thanks")


@never_cache
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """We have your answers; what happens next, and by when."""
    visit, instead = arrive(request, code)
    if visit.who is None or instead is None:
        return redirect("asks:begin", visit.wave.code)
    return visit.render("thanks", support=library.support_page(visit.wave.organisation))


@never_cache
@require_POST
def somebody_else(request: HttpRequest, code: str) -> HttpResponse:
    """The next person on a shared device begins anew."""
    wave = access.wave_by_code(code)
    return respondent.forget(redirect("asks:begin", wave.code), wave)


@never_cache
def private(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """A private link from a letter: this browser is now that person, in this wave."""
    wave = access.wave_by_code(code)
    invitation = access.invitation(wave, key)
    response = redirect("asks:begin", wave.code)
    who = respondent.invited(request, wave, invitation)
    response.headers["Referrer-Policy"] = "no-referrer"
    return respondent.remember(response, wave, who)
