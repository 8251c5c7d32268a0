"""The pages of somebody who answers. They know them by a cookie, never by the session."""

import math
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.library import queries as library
from alongside.methods.questions import Posted, Problem, is_answered, minutes
from alongside.methods.questions.messages import said
from alongside.web.refusals import told_by

from .. import access, actions, pages, queries, receipts, respondent, sent
from ..kept import on_the_page, only
from .refusing import refused
from .sending import NOT_ADDED, not_added
from .visiting import ARRANGED, CLEAR, Visit, arrive

COME_BACK = "come-back"
"""The field of the buttons that stop here, to go on later."""
SEED = "what-codes-follow-from"
"""The field of the page to send from which the receipts follow."""


@never_cache
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The first page: what this is, who will read it, and what the mode means."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    asked = pages.questions(visit.wave.version, visit.kept.answers)
    answered = [q["name"] for q in asked if is_answered(q)]
    ready = visit.kept.answers.keys() - visit.kept.unread()
    to_go = [name for name in answered if name not in ready]
    return visit.render(
        "begin",
        intro=said(visit.form.get("intro"), visit.language),
        total=len(answered),
        minutes=math.ceil(minutes(visit.form, visit.language)),
        first=next(iter(to_go if visit.kept else [q["name"] for q in asked]), None),
        resumed=bool(visit.kept),
        has_link=visit.who is not None and bool(queries.open_key(visit.wave, visit.who.client)),
    )


@told_by(refused)
@never_cache
def question(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One question. What is sent is kept at once, then comes the next."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    version = visit.wave.version
    found = pages.find(version, visit.kept.answers, name)
    if found is None:
        return visit.go("check")
    asked, place = found
    checking = "check" in request.GET
    posted = visit.kept.shown(visit.form, name)
    doubts: list[Problem] = []
    if request.method == "POST":
        posted = only(dict(request.POST.lists()), [name])
        if request.POST.get(CLEAR) == name:
            return visit.clear(posted, name)
        problems = visit.take(posted)
        if again := visit.stay():
            return again
        posted = visit.kept.shown(visit.form, name) if asked["type"] == "file" else posted
        doubts = visit.doubts([name])
        if not problems and not doubts:
            following = pages.after(version, visit.kept.answers, name)
            if checking or following is None:
                return visit.go("check")
            return visit.go("question", following)
    else:  # whoever presses a button inside a question is not finished with it
        problems = () if ARRANGED in request.GET else visit.problems(name)
        problems = not_added(request, name) or problems
    response = visit.render(
        "question",
        q=pages.shown(
            visit.worded(asked),
            {},
            visit.language,
            posted=posted,
            problems=problems,
            drawn=visit.drawn(asked),
        ),
        problems=problems,
        doubts=doubts,
        clearing=True,
        place=place,
        section=pages.section(visit.form, name, visit.language),
        back=pages.before(version, visit.kept.answers, name),
        checking=checking,
    )
    return visit.remember(response)


@told_by(refused)
@never_cache
def everything(request: HttpRequest, code: str) -> HttpResponse:
    """All questions on one page, for whoever likes that better."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    version = visit.wave.version
    here: Posted = {}
    doubts: list[Problem] = []
    if request.method == "POST":
        here = dict(request.POST.lists())
        cleared = request.POST.get(CLEAR, "")
        if pages.find(version, visit.kept.answers, cleared):
            return visit.clear(here, cleared)
        visit.take(here)
        if again := visit.stay():
            return again
        for name in sent.questions(visit.form).keys() & set(on_the_page(visit.form, here)):
            here[name] = visit.kept.shown(visit.form, name).get(name, [])
        problems = visit.outcome().problems
        problems = (*visit.refused, *(() if visit.sending.pressed else problems))
        doubts = visit.doubts(q["name"] for q in pages.questions(version, visit.kept.answers))
        if not problems and not doubts:
            return visit.go("check")
    else:
        problems = () if ARRANGED in request.GET else visit.problems(*visit.kept.unread())
    on_page = pages.questions(version, visit.kept.answers)
    drawn = visit.drawn(*on_page)
    posted_here = on_the_page(visit.form, here)
    shown = [
        pages.shown(
            visit.worded(asked),
            {},
            visit.language,
            posted=here
            if asked["name"] in posted_here
            else visit.kept.shown(visit.form, asked["name"]),
            problems=problems,
            heading=False,
            drawn=drawn,
        )
        for asked in on_page
    ]
    names = [q["name"] for q in shown]
    leading = [
        pages.led_on(visit.form, asked, visit.kept.answers, visit.language) for asked in on_page
    ]
    response = visit.render(
        "everything",
        shown=list(
            zip(shown, pages.beginning(visit.form, names, visit.language), leading, strict=True)
        ),
        problems=problems,
        doubts=[] if problems else doubts,
        clearing=True,
    )
    return visit.remember(response)


@told_by(refused)
@never_cache
@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is typed so far: sent by the page itself now and then and when it is left, or by
    somebody who comes back `later`."""
    visit, instead = arrive(request, code)
    later = request.POST.get(COME_BACK)
    if instead:
        return instead if later else HttpResponse(status=409)
    visit.take(dict(request.POST.lists()))
    if later and visit.refused:
        answer = visit.go("question", visit.refused[0].name)
        answer["Location"] += f"?{NOT_ADDED}=1"
        return answer
    if later == "link" and visit.who is not None and visit.may_go_on_elsewhere:
        actions.let_go_on(wave=visit.wave, client=visit.who.client)
        return visit.go("later")
    return visit.go("begin") if later else visit.remember(HttpResponse(status=204))


@told_by(refused)
@never_cache
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Check your answers; sending them is the one act here."""
    visit, instead = arrive(request, code)
    if instead:
        return _sent_before(visit) or instead
    outcome = visit.outcome()
    if request.method == "POST" and not outcome.problems and visit.who:
        return _send(visit, outcome.answers)
    unread = visit.problems(*visit.kept.unread())
    return visit.render(
        "check",
        lines=pages.lines(visit.wave.version, visit.kept.answers, visit.language, unread),
        missing=outcome.problems if request.method == "POST" else (),
        any=bool(visit.kept),
        seed_field=SEED,
        seed=receipts.new_seed(visit.wave, visit.who.client) if visit.who else "",
    )


def _seed(visit: Visit) -> str:
    posted = visit.request.POST.get(SEED, "")
    return receipts.read_seed(visit.wave, visit.who.client, posted) if visit.who else ""


def _sent_before(visit: Visit) -> HttpResponse | None:
    """Return the thanks with the codes for whoever presses Send once more: the first press was
    accepted, and its answer may never have arrived."""
    given = receipts.again(visit.wave, _seed(visit))
    return respondent.hand_over(visit.go("thanks"), visit.wave, given) if given else None


def _send(visit: Visit, answers: dict[str, Any]) -> HttpResponse:
    assert visit.who is not None
    given: dict[str, str] = {}
    try:
        given = actions.answer(
            wave=visit.wave,
            answers=answers,
            client=visit.who.client,
            invitation=queries.invited(visit.wave, visit.who.invitation),
            seed=_seed(visit),
            now=timezone.now(),
        )
    except actions.AlreadyAnswered:
        given = receipts.again(visit.wave, _seed(visit))
    except actions.NotPossible:  # it has closed since this request began
        return visit.not_open(queries.State.CLOSED)
    sent = respondent.hand_over(visit.go("thanks"), visit.wave, given)
    return respondent.hand_back(sent, visit.wave, answers)


@never_cache
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """We have your answers; what happens next, and by when."""
    visit, instead = arrive(request, code)
    if visit.who is None or instead is None:
        return redirect("asks:begin", visit.wave.code)
    return visit.render(
        "thanks",
        support=library.support_page(visit.wave.organisation),
        receipts=[
            (pages.label(visit.form, field, visit.language), receipts.in_fours(code))
            for field, code in respondent.receipts(request).items()
        ],
    )


@told_by(refused)
@never_cache
@require_POST
def somebody_else(request: HttpRequest, code: str) -> HttpResponse:
    """The next person on a shared device begins anew. What was typed there goes, unless it waits
    for somebody whom we know by their link."""
    wave = access.wave_by_code(code)
    who = respondent.known(request, wave)
    if who is not None and wave.anonymous:
        actions.forget_draft(wave=wave, client=who.client)
    return respondent.forget(redirect("asks:begin", wave.code), wave)


@never_cache
def private(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """A private link from a letter: this browser is now that person, in this wave."""
    wave = access.wave_by_code(code)
    invitation = access.invitation(wave, key)
    response = redirect("asks:begin", wave.code)
    who = respondent.invited(request, wave, invitation)
    return respondent.remember(response, wave, who, respondent.chosen(request, wave))
