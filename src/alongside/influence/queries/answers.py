"""Which things people asked for, what became of them, and what stands in public."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from alongside.asks.models import Comment, Wave
from alongside.gatherings.models import DesignVersion
from alongside.insight import queries as insight
from alongside.insight.models import Analysis, Kind, Theme
from alongside.methods.shown import Shown
from alongside.people.models import Membership, Organisation, Role

from ..models import Answer, Change, Publication


class Answered(NamedTuple):
    """A thing people asked for and what became of it: how many people at least, of those who wrote
    what to improve. `due` is when they get an answer; None once they have one."""

    theme: Theme
    people: Shown
    wrote: Shown
    quotes: tuple[str, ...]
    answer: Answer | None
    due: date | None

    @property
    def outcome(self) -> str:
        """What happened: an outcome of `Answer`, or "" as long as nobody answered."""
        return self.answer.outcome if self.answer else ""

    @property
    def change(self) -> Change | None:
        """What was changed for it, if anything."""
        return self.answer.change if self.answer else None

    def late(self, today: date) -> bool:
        """Return whether the day has passed on which people should have had an answer."""
        return self.due is not None and self.due < today


def answered(analysis: Analysis) -> list[Answered]:
    """Return what people asked to improve in a shared analysis, most people first, each with its
    newest answer. Nothing while it is not shared."""
    return answered_of([analysis])


def answered_of(analyses: Iterable[Analysis]) -> list[Answered]:
    """Return the same for several analyses, with as many queries as for one."""
    open_ones = [one for one in analyses if one.shared is not None]
    return _with_answers(
        found
        for there in insight.findings_of(open_ones).values()
        for found in there
        if found.theme.kind == Kind.IMPROVE
    )


def _with_answers(findings: Iterable[insight.Finding]) -> list[Answered]:
    findings = list(findings)
    answers = Answer.objects.filter(theme__in=[found.theme.pk for found in findings])
    newest = {
        answer.theme_id: answer
        for answer in answers.select_related("change__version__design", "owner").order_by("pk")
    }
    return [_answered(found, newest.get(found.theme.pk)) for found in findings]


def _answered(found: insight.Finding, answer: Answer | None) -> Answered:
    due = found.theme.analysis.answer_by
    if answer:
        due = answer.answer_by if answer.outcome == Answer.Outcome.NOT_YET else None
    return Answered(*found, answer, due)


def most_pressing_first(things: Iterable[Answered]) -> list[Answered]:
    """Return those that wait for an answer by their day, then those that have one, newest first."""
    return sorted(
        things,
        key=lambda one: (
            one.due is None,
            one.due or date.max,
            -(one.answer.pk if one.answer and one.due is None else 0),
        ),
    )


def themes(organisation: Organisation) -> QuerySet[Theme]:
    """Return the themes that get an answer: what to improve, of shared analyses."""
    return Theme.objects.filter(
        analysis__organisation=organisation, analysis__shared__isnull=False, kind=Kind.IMPROVE
    ).select_related("analysis__organisation")


def unanswered(organisation: Organisation) -> QuerySet[Theme]:
    """Return the themes that nobody has answered yet, by the day people were promised."""
    return themes(organisation).filter(answers=None).order_by("analysis__answer_by", "pk")


def history(theme: Theme) -> QuerySet[Answer]:
    """Return the answers of a theme, newest first."""
    return theme.answers.select_related("by", "owner", "change__version__design").order_by("-pk")


def by_change(things: Iterable[Answered]) -> list[list[Answered]]:
    """Return things people asked for, those that one change answers together, in the order of the
    first of them."""
    together: dict[object, list[Answered]] = {}
    for thing in things:
        together.setdefault(thing.change or ("by itself", thing.theme.pk), []).append(thing)
    return list(together.values())


class Tallied(NamedTuple):
    """How many things people asked for, what became of them, and how many changes were made."""

    asked: int
    changed: int
    changes: int
    no: int
    waiting: int


def tallied(things: Iterable[Answered]) -> Tallied:
    """Return the counts of things people asked for; one change for several of them counts once."""
    things = list(things)
    outcomes = [thing.outcome for thing in things]
    return Tallied(
        asked=len(things),
        changed=outcomes.count(Answer.Outcome.CHANGED),
        changes=len({thing.change for thing in things if thing.change}),
        no=outcomes.count(Answer.Outcome.NO),
        waiting=outcomes.count("") + outcomes.count(Answer.Outcome.NOT_YET),
    )


def changes(organisation: Organisation) -> QuerySet[Change]:
    """Return what was changed because people asked for it, newest first, where an answer tells of
    it."""
    return organisation.changes.filter(answers__isnull=False).distinct()


def versions(organisation: Organisation) -> QuerySet[DesignVersion]:
    """Return the session designs' versions, newest of each design first."""
    return (
        DesignVersion.objects.filter(design__programme__organisation=organisation)
        .order_by("design__name", "-number")
        .select_related("design")
    )


def owners(organisation: Organisation) -> QuerySet[Membership]:
    """Return who can take on that people get an answer: owners, leads and senior managers."""
    roles = [Role.Name.OWNER, Role.Name.LEAD, Role.Name.SENIOR_MANAGER]
    return organisation.memberships.filter(left=None, roles__name__in=roles).distinct()


def publication(analysis: Analysis) -> Publication | None:
    """Return the public page of an analysis, if it has ever had one."""
    return Publication.objects.filter(analysis=analysis).first()


def public(code: str) -> Publication | None:
    """Return the public page with this code, unless it was taken down or its themes are open."""
    return (
        Publication.objects.filter(
            code=code.upper(), taken_down=None, analysis__shared__isnull=False
        )
        .select_related("analysis__organisation")
        .first()
    )


def _up() -> QuerySet[Publication]:
    return Publication.objects.filter(taken_down=None, analysis__shared__isnull=False)


class CameOf(NamedTuple):
    """A theme that somebody's words are in, and, where it stands in public, on which page and with
    which answer."""

    theme: Theme
    publication: Publication | None
    answer: Answer | None


def came_of(comment: Comment) -> list[CameOf]:
    """Return the themes that words are in, of those that were shared."""
    themes = Theme.objects.filter(codings__comment=comment, analysis__shared__isnull=False)
    found = []
    for theme in themes.select_related("analysis").distinct():
        publication = _up().filter(themes=theme).first()
        answer = history(theme).first() if publication else None
        found.append(CameOf(theme, publication, answer))
    return found


def was_read(comment: Comment) -> bool:
    """Return whether somebody read these words for themes that were shared."""
    return comment.codings.filter(analysis__shared__isnull=False).exists()


def publications_about(wave: Wave) -> QuerySet[Publication]:
    """Return the public pages that tell what came of what people wrote in a wave."""
    about = _up().filter(analysis__sources__wave=wave)
    return about.select_related("analysis").distinct()


class Page(NamedTuple):
    """What stands on a public page: things asked for, and the other themes."""

    asked: list[Answered]
    other: list[insight.Finding]

    @property
    def hides(self) -> bool:
        """Whether a number on the page is not shown."""
        return any(one.people.hidden for one in self.asked) or any(
            one.people.hidden for one in self.other
        )


def page(publication: Publication) -> Page:
    """Return the themes chosen for a public page that people are still in."""
    chosen = set(publication.themes.values_list("pk", flat=True))
    there = [one for one in insight.findings(publication.analysis) if one.theme.pk in chosen]
    return Page(
        _with_answers(one for one in there if one.theme.kind == Kind.IMPROVE),
        [one for one in there if one.theme.kind != Kind.IMPROVE],
    )
