"""What people said about a project, as far as whoever looks may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.insight import queries as insight
from alongside.insight.models import Analysis
from alongside.projects.models import Project
from alongside.walls import queries as walls
from alongside.walls.models import Kept

from ..models import Contribution
from . import chain

PAGE = 50
"""Contributions on a page."""


class Sees(NamedTuple):
    """What somebody may read: `runs`, also words that nobody else may read; `surveys`, what was
    written in surveys, with what points at a person hidden. Without it not even how many there are,
    because that number would be a small one."""

    runs: bool
    surveys: bool


@dataclass(frozen=True)
class Looking:
    """Which contributions somebody looks for; `show` is "", "without theme" or "not answered"."""

    words: str = ""
    show: str = ""
    theme: int | None = None
    kind: str = ""


def contributions(project: Project, sees: Sees) -> QuerySet[Contribution]:
    """Return what people said about a project, newest first."""
    found = chain.contributions(project)
    return found if sees.surveys else found.filter(comment=None)


def found(project: Project, sees: Sees, looking: Looking) -> QuerySet[Contribution]:
    """Return what somebody looks for. Words that they may not read are never searched."""
    rows = contributions(project, sees)
    for word in looking.words.split():
        text = Q(text__icontains=word)
        if not sees.runs:
            text &= ~Q(quoting=Contribution.Quoting.NO)
        rows = rows.filter(text | Q(kept__text__icontains=word, kept__withdrawn=None))
    if looking.show == "without theme":
        rows = rows.filter(placings=None, withdrawn=None)
    if looking.show == "not answered":
        rows = rows.filter(answered=None, withdrawn=None)
    if looking.theme is not None:
        rows = rows.filter(placings__theme=looking.theme)
    if looking.kind:
        rows = rows.filter(kind=looking.kind)
    return rows


class Heard(NamedTuple):
    """A contribution with its words as somebody may read them; where they may not, `why` says
    why: "survey", "private" or "taken back"."""

    one: Contribution
    words: str
    why: str


def heard(contributions: Iterable[Contribution], sees: Sees) -> list[Heard]:
    """Return contributions with what somebody may read of them, with as many queries for many."""
    rows = list(contributions)
    comments = [row.comment_id for row in rows if row.comment_id] if sees.surveys else []
    written = insight.words_of(comments) if comments else {}
    return [_heard(row, sees, written) for row in rows]


def _heard(one: Contribution, sees: Sees, written: dict[int, str]) -> Heard:
    if one.withdrawn or (one.kept and one.kept.withdrawn):
        return Heard(one, "", "taken back")
    if one.comment_id:
        words = written.get(one.comment_id, "")
        return Heard(one, words, "" if words else "survey")
    if one.quoting == Contribution.Quoting.NO and not sees.runs:
        return Heard(one, "", "private")
    return Heard(one, one.words, "")


class Counts(NamedTuple):
    """How many themes a project has, and how much was said in the open that is in none."""

    themes: int
    without: int


def counts(project: Project) -> Counts:
    """Return the counts that stand under the chain of a project."""
    without = chain.without_theme(project).filter(comment=None)
    return Counts(project.themes.count(), without.count())


def without_receipt(project: Project) -> QuerySet[Contribution]:
    """Return what nobody has a code for. Whoever wrote in a survey got theirs there."""
    return chain.contributions(project).filter(
        comment=None, receipt="", withdrawn=None, kept__withdrawn=None
    )


def to_bring(project: Project, words: str = "") -> QuerySet[Kept]:
    """Return what was kept from walls and rooms and is no contribution yet. What was said about the
    same as something this project has comes first, then the newest."""
    rows = walls.kept(project.organisation).filter(contribution=None, withdrawn=None)
    for word in words.split():
        rows = rows.filter(Q(text__icontains=word) | Q(about__icontains=word))
    same = Contribution.objects.filter(project=project, kept__about=OuterRef("about"))
    return rows.annotate(same=Exists(same)).order_by("-same", "-pk")


def analyses_to_draw(project: Project) -> QuerySet[Any]:
    """Return the shared analyses of the organisation: those about surveys that this project has
    words of first, then the newest."""
    own = Contribution.objects.filter(project=project, comment__isnull=False)
    waves = own.values("comment__wave")
    same = Analysis.objects.filter(pk=OuterRef("pk"), sources__wave__in=waves)
    rows = insight.shared(project.organisation).annotate(same=Exists(same))
    return rows.order_by("-same", "-shared", "-pk")
