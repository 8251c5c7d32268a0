"""One request to the pages of a wave: who it is, what they have on its way, and what to show in the
place of the questions when it is not the time to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from alongside.methods.questions import (
    Form,
    Outcome,
    Posted,
    Problem,
    Question,
    question_named,
    type_of,
)
from alongside.methods.questions.messages import said
from alongside.web.languages import language
from alongside.web.refusals import note

from .. import access, actions, furniture, modes, pages, queries, respondent, sent
from ..kept import Kept, on_the_page, only
from ..models import Wave
from .sending import Sending

CLEAR = "clear-answer"
"""The field of the button that takes one answer back. Like that of the questions whose answer was
asked about before, it holds a hyphen, which no question's name does."""
ASKED_BEFORE = "asked-before"
ARRANGED = "arranged"
"""Says in an address which thing of a question a button was pressed for."""
REFUSED = {
    "answered": "answered before",
    "not_open": "not open",
    "link_needed": "no private link",
    "too_big": "too big",
    "open_too_long": "open too long",
}
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
            "title": said(self.form["title"], self.language)
            or self.wave.said("title", self.language),
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
