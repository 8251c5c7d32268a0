"""What somebody owes by a day: actions, decisions, looking again, answers, promises and reviews."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.functions import Coalesce
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


MOST = 50
"""So many things of each kind are looked at for a start page: what is due first comes first."""

PRIVATE = "Something in a project that only its own people read"
"""Staff can read letters: what is about one person stands in none."""


class Owed(NamedTuple):
    """Something that somebody owes: its name in this noun ("action:12"), in words, its day, and
    the path of its page. `private`: it is about one person."""

    about: str
    words: str
    due: date
    address: str
    private: bool = False

    @property
    def in_letter(self) -> str:
        """Return the words that a letter may have."""
        return PRIVATE if self.private else self.words


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
    for owner, one in _all(today, before=today):
        if owner is not None and owner.email and owner.left is None:
            found.setdefault(owner, []).append(one)
    return {owner: _in_order(things) for owner, things in found.items()}


def owed_by(member: Membership, today: date) -> list[Owed]:
    """Return what somebody owes within a week or is late with, also what was made today."""
    tomorrow = today + timedelta(days=1)
    return _in_order([one for _, one in _all(today, before=tomorrow, member=member)])


def _in_order(things: list[Owed]) -> list[Owed]:
    return sorted(things, key=lambda one: (one.due, one.about))


def _all(
    today: date, *, before: date, member: Membership | None = None
) -> Iterator[tuple[Membership | None, Owed]]:
    """Yield who owes what: everybody, or one member; what was made `before` a day."""
    midnight = _midnight(before)

    def due[Row: Model](rows: QuerySet[Row], by: str, owner: str = "owner") -> QuerySet[Row]:
        rows = rows.filter(**{f"{by}__lte": today + BEFORE})
        if member is None:
            return rows
        return rows.filter(**{owner: member.pk}).order_by(by, "pk")[:MOST]

    for action in due(_actions().filter(made__lt=midnight), "due"):
        yield action.owner, _of_action(action)
    decisions = Decision.objects.select_related("owner", "project__organisation")
    waiting = decisions.filter(decided_on=None, declared__lt=midnight, owner__isnull=False)
    for decision in due(waiting, "due"):
        yield decision.owner, _of_decision(decision, "decide", decision.due)
    decided = decisions.filter(
        decided_on__isnull=False, recorded__lt=midnight, replaced_by=None
    ).select_related("recorded_by")
    sees = Coalesce("owner_id", "recorded_by_id")
    for decision in due(decided.annotate(sees=sees), "review_on", "sees"):
        owner = decision.owner or decision.recorded_by
        yield owner, _of_decision(decision, "look again", decision.review_on)
    promises = Promise.objects.select_related("owner", "project", "organisation")
    promises = promises.filter(kept_on=None, given_up=None, made__lt=midnight)
    for promise in due(promises, "due"):
        yield promise.owner, _of_promise(promise)
    reviews = disputes.open_reviews().filter(opened__lt=before, owner__isnull=False)
    reviews = reviews.select_related("owner", "countersign__contribution__project__organisation")
    for review in due(reviews, "due"):
        yield review.owner, _of_review(review)
    yield from _answers(midnight, due)


def _answers(
    midnight: datetime, due: Callable[..., QuerySet[Any]]
) -> Iterator[tuple[Membership | None, Owed]]:
    """Who owes people an answer: about a theme of a project, to what a survey said, and to what
    was answered with a “not yet”."""
    themes = ProjectTheme.objects.filter(made__lt=midnight, owner__isnull=False)
    waiting = themes.exclude(bearings__decision__decided_on__isnull=False)
    for theme in due(waiting.select_related("owner", "project__organisation"), "answer_by"):
        yield theme.owner, _of_theme(theme)
    nobody = Theme.objects.filter(analysis=OuterRef("pk"), kind=Kind.IMPROVE, answers=None)
    analyses = Analysis.objects.filter(Exists(nobody), shared__lt=midnight)
    analyses = analyses.select_related("shared_by", "organisation")
    for analysis in due(analyses, "answer_by", "shared_by"):
        yield analysis.shared_by, _of_analysis(analysis)
    later = Answer.objects.filter(theme=OuterRef("theme"), pk__gt=OuterRef("pk"))
    not_yet = Answer.objects.filter(
        ~Exists(later),
        outcome=Answer.Outcome.NOT_YET,
        written__lt=midnight,
        theme__analysis__shared__isnull=False,
    )
    for answer in due(
        not_yet.select_related("owner", "theme__analysis__organisation"), "answer_by"
    ):
        yield answer.owner, _of_answer(answer)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _actions() -> QuerySet[Action]:
    found = Action.objects.filter(done_on=None, stopped=None)
    return found.select_related("owner", "decision__project__organisation")


def _own(project: Project | None) -> bool:
    return project is not None and project.level == Project.Level.INDIVIDUAL


def _of_action(action: Action) -> Owed:
    project = action.decision.project
    address = _address(project, "influence:action", action.pk)
    words = f"To do: {action.text.rstrip('.')}"
    return Owed(f"action:{action.pk}", words, action.due, address, _own(project))


def _of_decision(decision: Decision, what: str, due: date | None) -> Owed:
    assert due is not None
    project = decision.project
    said = "To decide" if what == "decide" else "To look at again"
    words = f"{said}: {decision.question.rstrip('.')}"
    address = _address(project, "influence:decision", decision.pk)
    return Owed(f"{what}:{decision.pk}", words, due, address, _own(project))


def _of_promise(promise: Promise) -> Owed:
    words = f"Promised: {promise.text.rstrip('.')}"
    address = reverse("influence:promise", args=[promise.organisation.slug, promise.pk])
    private = promise.private or _own(promise.project)
    return Owed(f"promise:{promise.pk}", words, promise.due, address, private)


def _of_theme(theme: ProjectTheme) -> Owed:
    assert theme.answer_by is not None
    words = f"To say what was decided about “{theme.name}”"
    address = _address(theme.project, "influence:theme", theme.pk)
    return Owed(f"theme:{theme.pk}", words, theme.answer_by, address, _own(theme.project))


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
    words = "To look at again: somebody says that we did not get them right"
    address = _address(project, "influence:reviews")
    return Owed(f"review:{review.pk}", words, review.due, address, _own(project))


def _address(project: Project, page: str, *parts: int) -> str:
    """Return the path of a page of a project."""
    return reverse(page, args=[project.organisation.slug, project.pk, *parts])
