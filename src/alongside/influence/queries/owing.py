"""What somebody owes by a day: actions, decisions, looking again, answers, promises and reviews."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from alongside.insight.models import Analysis, Kind, Theme
from alongside.people.models import Membership
from alongside.projects.models import Project

from ..models import Action, Answer, Decision, ProjectTheme, Promise, Review
from . import disputes

BEFORE = timedelta(days=7)
EVERY = 14
"""Days between two reminders of something late."""


class Owed(NamedTuple):
    """Something that somebody owes: its name in this noun ("action:12"), in words, its day, and
    the path of its page."""

    about: str
    words: str
    due: date
    address: str


def stage(due: date, today: date) -> int:
    """Return which reminder something is due for: 0 until its day, 1 from the day after it, 2 two
    weeks later, and so on.

    >>> due = date(2026, 3, 10)
    >>> [stage(due, due + timedelta(days=n)) for n in (-7, 0, 1, 14, 15, 28, 29)]
    [0, 0, 1, 1, 2, 2, 3]
    """
    late = (today - due).days
    return 0 if late <= 0 else 1 + (late - 1) // EVERY


def owed(now: datetime) -> dict[Membership, list[Owed]]:
    """Return who owes what within a week or is late with it, what is due first first. What was
    made today can wait until tomorrow."""
    today = timezone.localdate(now)
    found: dict[Membership, list[Owed]] = {}
    for owner, one in _all(today):
        if owner is not None and owner.email and owner.left is None:
            found.setdefault(owner, []).append(one)
    return {owner: sorted(things, key=lambda one: one.due) for owner, things in found.items()}


def _all(today: date) -> Iterator[tuple[Membership | None, Owed]]:
    until, midnight = today + BEFORE, _midnight(today)
    for action in _actions().filter(due__lte=until, made__lt=midnight):
        yield action.owner, _of_action(action)
    decisions = Decision.objects.select_related("owner", "project__organisation")
    waiting = decisions.filter(decided_on=None, due__lte=until, declared__lt=midnight)
    for decision in waiting.filter(owner__isnull=False):
        yield decision.owner, _of_decision(decision, "decide", decision.due)
    again = decisions.filter(
        decided_on__isnull=False,
        review_on__lte=until,
        recorded__lt=midnight,
        replaced_by=None,
    ).select_related("recorded_by")
    for decision in again:
        owner = decision.owner or decision.recorded_by
        yield owner, _of_decision(decision, "look again", decision.review_on)
    promises = Promise.objects.select_related("owner", "project", "organisation")
    for promise in promises.filter(kept_on=None, given_up=None, due__lte=until, made__lt=midnight):
        yield promise.owner, _of_promise(promise)
    reviews = disputes.open_reviews().filter(due__lte=until, opened__lt=today, owner__isnull=False)
    for review in reviews.select_related(
        "owner", "countersign__contribution__project__organisation"
    ):
        yield review.owner, _of_review(review)
    yield from _answers(until, midnight)


def _answers(until: date, midnight: datetime) -> Iterator[tuple[Membership | None, Owed]]:
    """Who owes people an answer: about a theme of a project, to what a survey said, and to what
    was answered with a “not yet”."""
    themes = ProjectTheme.objects.filter(answer_by__lte=until, made__lt=midnight)
    waiting = themes.exclude(bearings__decision__decided_on__isnull=False)
    for theme in waiting.filter(owner__isnull=False).select_related(
        "owner", "project__organisation"
    ):
        yield theme.owner, _of_theme(theme)
    nobody = Theme.objects.filter(analysis=OuterRef("pk"), kind=Kind.IMPROVE, answers=None)
    analyses = Analysis.objects.filter(shared__lt=midnight, answer_by__lte=until)
    for analysis in analyses.filter(Exists(nobody)).select_related("shared_by", "organisation"):
        yield analysis.shared_by, _of_analysis(analysis)
    later = Answer.objects.filter(theme=OuterRef("theme"), pk__gt=OuterRef("pk"))
    not_yet = Answer.objects.filter(
        ~Exists(later),
        outcome=Answer.Outcome.NOT_YET,
        answer_by__lte=until,
        written__lt=midnight,
        theme__analysis__shared__isnull=False,
    )
    for answer in not_yet.select_related("owner", "theme__analysis__organisation"):
        yield answer.owner, _of_answer(answer)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _actions() -> QuerySet[Action]:
    found = Action.objects.filter(done_on=None, stopped=None)
    return found.select_related("owner", "decision__project__organisation")


PRIVATE = "Something in a project that only its own people read"
"""Staff can read letters: what is about one person stands in none."""


def _in_words(project: Project | None, words: str, *, private: bool = False) -> str:
    one_person = project is not None and project.level == Project.Level.INDIVIDUAL
    return PRIVATE if private or one_person else words.rstrip(".")


def _of_action(action: Action) -> Owed:
    project = action.decision.project
    address = _address(project, "influence:action", action.pk)
    words = _in_words(project, f"To do: {action.text}")
    return Owed(f"action:{action.pk}", words, action.due, address)


def _of_decision(decision: Decision, what: str, due: date | None) -> Owed:
    assert due is not None
    project = decision.project
    said = "To decide" if what == "decide" else "To look at again"
    words = _in_words(project, f"{said}: {decision.question}")
    address = _address(project, "influence:decision", decision.pk)
    return Owed(f"{what}:{decision.pk}", words, due, address)


def _of_promise(promise: Promise) -> Owed:
    words = _in_words(promise.project, f"Promised: {promise.text}", private=promise.private)
    address = reverse("influence:promise", args=[promise.organisation.slug, promise.pk])
    return Owed(f"promise:{promise.pk}", words, promise.due, address)


def _of_theme(theme: ProjectTheme) -> Owed:
    assert theme.answer_by is not None
    words = _in_words(theme.project, f"To say what was decided about “{theme.name}”")
    address = _address(theme.project, "influence:theme", theme.pk)
    return Owed(f"theme:{theme.pk}", words, theme.answer_by, address)


def _of_analysis(analysis: Analysis) -> Owed:
    assert analysis.answer_by is not None
    words = f"To answer: what people asked to improve in “{analysis.title}”"
    address = reverse("influence:answers", args=[analysis.organisation.slug])
    return Owed(f"analysis:{analysis.pk}", words, analysis.answer_by, address)


def _of_answer(answer: Answer) -> Owed:
    assert answer.answer_by is not None
    words = f"To answer: “{answer.theme.name}”, after a “not yet”"
    slug = answer.theme.analysis.organisation.slug
    address = reverse("influence:answer", args=[slug, answer.theme_id])
    return Owed(f"answer:{answer.pk}", words, answer.answer_by, address)


def _of_review(review: Review) -> Owed:
    project = review.countersign.contribution.project
    words = _in_words(project, "To look at again: somebody says that we did not get them right")
    return Owed(f"review:{review.pk}", words, review.due, _address(project, "influence:reviews"))


def _address(project: Project, page: str, *parts: int) -> str:
    """Return the path of a page of a project."""
    return reverse(page, args=[project.organisation.slug, project.pk, *parts])
