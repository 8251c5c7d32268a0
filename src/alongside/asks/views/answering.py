"""The pages of somebody who answers. They know them by a cookie, never by the session."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.library import queries as library
from alongside.methods.questions import (
    Form,
    Outcome,
    Posted,
    Problem,
    Question,
    is_answered,
    minutes,
    question_named,
    type_of,
)
from alongside.methods.questions.messages import said
from alongside.web.languages import language
from alongside.web.refusals import note

from .. import access, actions, furniture, modes, pages, queries, receipts, respondent, sent
from ..kept import Kept, on_the_page, only
from ..models import Wave
from .sending import NOT_ADDED, Sending, not_added

CLEAR = "clear-answer"
"""The field of the button that takes one answer back. Like that of the questions whose answer was
asked about before, it holds a hyphen, which no question's name does."""
ASKED_BEFORE = "asked-before"
ARRANGED = "arranged"
"""Says in an address which thing of a question a button was pressed for."""
SEED = "what-codes-follow-from"
"""The field of the page to send from which the receipts follow."""
REFUSED = {"answered": "answered before", "not_open": "not open", "link_needed": "no private link"}
"""Pages that stand in the place of the questions, with what the log says of each."""


@dataclass
class Visit:
    """One request to a wave's pages: the wave, who it is, and what they have on its way."""

    request: HttpRequest
    wave: Wave
    who: respondent.Respondent | None
    kept: Kept
    language: str
    chosen: str
    """The language they chose; empty where their browser, or the form, decides."""

    @property
    def form(self) -> Form:
        return self.wave.version.definition

    @property
    def may_go_on_elsewhere(self) -> bool:
        """Whether a link to the draft can be had: whoever was invited has one of their own."""
        invited = self.who is not None and self.who.invitation is not None
        return not self.wave.by_private_link and not invited

    def render(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        large = respondent.wants_large_print(self.request)
        note(self.request, REFUSED.get(template, "answers" if context.get("problems") else ""))
        offered = self.form["languages"]
        common = {
            "wave": self.wave,
            "title": said(self.form["title"], self.language) or self.wave.title,
            "promise": modes.promise(self.wave.mode, self.language),
            "language": self.language,
            "direction": language(self.language).direction,
            "in_english": self._in_english(),
            "languages": [language(code) for code in offered] if len(offered) > 1 else [],
            "here": self._here(),
            "elsewhere": self.may_go_on_elsewhere,
            "large": large,
            "sends_files": bool(sent.questions(self.form)),
            "own_files": True,
        }
        page = render(self.request, f"asks/{template}.html", common | context, status=status)
        if "print" in self.request.GET:
            respondent.remember_print(page, large)
        return self.remember(page) if "language" in self.request.GET else page

    def _in_english(self) -> SafeString:
        """Return the attributes of what stands in English on a page in another language."""
        told = furniture.spoken(self.language) == self.language.partition("-")[0]
        return SafeString("") if told else SafeString(' lang="en" dir="ltr"')

    def _here(self) -> str:
        """Return the address of this page in any language: of what is a button, the first page."""
        match = self.request.resolver_match
        if match and match.url_name == "keep":
            return reverse("asks:begin", args=[self.wave.code])
        return self.request.path

    def take(self, posted: Posted) -> tuple[Problem, ...]:
        """Keep what was posted, also what cannot be read; return what is wrong with it."""
        if sent.questions(self.form):
            self.who = self.who or respondent.new(self.wave)
            posted = self.sending.take(posted, self.language)
            self.kept = queries.draft(self.wave, self.who.client)  # files take their time
        kept, problems = self.kept.taking(self.form, posted, self.language, timezone.localdate())
        self.keep(kept)
        refused = {problem.name for problem in self.refused}
        return (*(one for one in problems if one.name not in refused), *self.refused)

    @cached_property
    def sending(self) -> Sending:
        """The files that come with this request."""
        return Sending(self.request, self.wave, self.who.client if self.who else "")

    @property
    def refused(self) -> tuple[Problem, ...]:
        """What is wrong with the files that came."""
        return tuple(self.sending.problems)

    def stay(self) -> HttpResponse | None:
        """Return the same page once more for whoever added a file or took one out; None where they
        did not, or something is wrong with it."""
        name = self.sending.pressed
        if not name or self.refused:
            return None
        return self.remember(redirect(f"{self.request.get_full_path()}#q-{name}"))

    def keep(self, kept: Kept) -> None:
        """Keep this in place of what there was; somebody new is somebody once there is a word."""
        if not (kept or self.kept):
            return
        self.who = self.who or respondent.new(self.wave)
        self.kept = kept
        actions.keep_draft(
            wave=self.wave,
            client=self.who.client,
            answers=kept.answers,
            typed=kept.typed,
            now=timezone.now(),
        )

    def doubts(self, names: Iterable[str]) -> list[Problem]:
        """Return what to ask about once, of the answers to these questions."""
        before = self.request.POST.getlist(ASKED_BEFORE)
        found: list[Problem] = []
        for name in names:
            if name in self.kept.answers and name not in before:
                asked = self.worded(question_named(self.form, name))
                found += type_of(asked).doubts(asked, self.kept.answers[name], self.language)
        return found

    def worded(self, asked: Question) -> Question:
        """Return a question with their earlier answers in its words."""
        return pages.worded(self.form, asked, self.kept.answers, self.language)

    def clear(self, posted: Posted, name: str) -> HttpResponse:
        """Take one answer back, keep the others on the page, and show it again."""
        others = [one for one in on_the_page(self.form, posted) if one != name]
        self.take(only(posted, others))
        self.keep(self.kept.without(name))
        return self.remember(redirect(f"{self.request.get_full_path()}#q-{name}"))

    def problems(self, *names: str) -> tuple[Problem, ...]:
        """Return what is wrong with what is kept of these questions, as far as they are asked."""
        asked = {q["name"] for q in pages.questions(self.wave.version, self.kept.answers)}
        typed = only(self.kept.typed, asked & self.kept.unread() & set(names))
        return self.kept.taking(self.form, typed, self.language, timezone.localdate())[1]

    def not_open(self, state: queries.State) -> HttpResponse:
        """The page in place of every other, with what was on its way and can still be copied."""
        posted = dict(self.request.POST.lists())
        if self.who and (asking := sent.questions(self.form)):
            posted |= sent.posted(self.wave, self.who.client, list(asking))
        kept, _ = self.kept.taking(self.form, posted, self.language, timezone.localdate())
        unsent = pages.unsent(self.form, kept, self.language)
        return self.render("not_open", state=state.name, unsent=unsent)

    def drawn(self, *shown: Question) -> str:
        """Return what the order of shuffled choices on a page is drawn from; empty where it shows
        none. Whoever is nobody yet becomes somebody, so that the order stays."""
        if not any(question.get("shuffle") for question in shown):
            return ""
        self.who = self.who or respondent.new(self.wave)
        return respondent.drawn_from(self.who)

    def outcome(self) -> Outcome:
        return self.kept.outcome(self.form, self.language, timezone.localdate())

    def remember(self, response: HttpResponse) -> HttpResponse:
        if not self.who and not self.chosen:
            return response
        return respondent.remember(response, self.wave, self.who, self.chosen)

    def go(self, page: str, *parts: str) -> HttpResponse:
        return self.remember(redirect(f"asks:{page}", self.wave.code, *parts))


def arrive(request: HttpRequest, code: str) -> tuple[Visit, HttpResponse | None]:
    """Return the visit, and the page to show instead when it is not the time to answer."""
    wave = access.wave_by_code(code)
    who = respondent.known(request, wave)
    kept = queries.draft(wave, who.client) if who else Kept()
    tongue, chosen = respondent.language(request, wave), respondent.chosen(request, wave)
    visit = Visit(request, wave, who, kept, tongue, chosen)
    visit.kept = visit.kept.read_again(visit.form, visit.language, timezone.localdate())
    state = queries.state(wave, timezone.now())
    # A draft goes when it is sent, so whoever has one has not answered.
    if who is not None and not visit.kept and queries.has_answered(wave, who.client):
        return visit, visit.render("answered", state=state.name)
    invited = queries.invited(wave, who.invitation) if who is not None else None
    if invited is not None and invited.done:
        return visit, visit.render("answered", state=state.name)
    if state is not queries.State.OPEN:
        return visit, visit.not_open(state)
    if wave.by_private_link and invited is None:
        return visit, visit.render("link_needed")
    return visit, None


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
    leading = [pages.led_on(visit.form, asked, visit.language) for asked in on_page]
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


@never_cache
@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is typed so far: sent by the page itself now and then and when it is left, or by
    somebody who comes back `later`."""
    visit, instead = arrive(request, code)
    later = request.POST.get("later")
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
