"""How well an organisation answers the people who speak to it: of each project and of all.

`docs/methods/measures.md` says what each measure counts, and what is not counted.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from heapq import nlargest

from django.db.models import Count, Max, Min, Q, QuerySet

from alongside.methods.answering import SaidBack, Waits, agreement, median
from alongside.methods.shown import Shown

from ..models import Contribution, Countersign, Decision, ProjectTheme
from . import promises


@dataclass
class Measures:
    """What is measured of a project, or of several together.

    `waits`: what people said in the open. Answers of a survey are never counted one by one, or a
    theme whose number is not shown would be found by the difference; their themes are. `said` is
    what people said back of decisions.
    """

    minimum: int
    waits: Waits = field(default_factory=Waits)
    survey_themes: int = 0
    survey_answered: int = 0
    told: int = 0
    noes: int = 0
    noes_with_reason: int = 0
    said: SaidBack = field(default_factory=SaidBack)
    promises_due: int = 0
    promises_kept: int = 0
    promises_on_time: int = 0

    @property
    def median_days(self) -> float | None:
        """The middle of how long answers took."""
        return median(self.waits.days)

    @property
    def agree(self) -> tuple[Shown, Shown, Shown, Shown]:
        """How many say that we acted on their words: yes, in part, no, and all who answered."""
        return agreement(self.said, self.minimum)

    def __add__(self, other: "Measures") -> "Measures":
        return Measures(
            self.minimum,
            self.waits + other.waits,
            self.survey_themes + other.survey_themes,
            self.survey_answered + other.survey_answered,
            self.told + other.told,
            self.noes + other.noes,
            self.noes_with_reason + other.noes_with_reason,
            self.said + other.said,
            self.promises_due + other.promises_due,
            self.promises_kept + other.promises_kept,
            self.promises_on_time + other.promises_on_time,
        )


def of(projects: Collection[int], *, minimum: int, today: date) -> dict[int, Measures]:
    """Return the measures of each project by its key, with as many queries for many as for one."""
    found = {pk: Measures(minimum) for pk in projects}
    _wait(found)
    _survey(found)
    _decide(found)
    _say_back(found, minimum)
    _promise(found, today)
    return found


def together(measures: Collection[Measures], minimum: int) -> Measures:
    """Return the measures of several projects as one."""
    return sum(measures, start=Measures(minimum))


def _open(projects: Collection[int]) -> QuerySet[Contribution]:
    return Contribution.objects.filter(project__in=projects, comment=None).order_by()


def _wait(found: dict[int, Measures]) -> None:
    """How long what people said waited, and who was told. An index has all of it. Nobody can answer
    words that were taken back, so they wait no more."""
    answered = _open(found).filter(waited__isnull=False).values_list("project", "waited")
    for project, waited, many in answered.annotate(n=Count("pk")):
        found[project].waits.days[waited] = many
    waiting = _open(found).filter(waited=None, withdrawn=None).values_list("project")
    for project, many, oldest in waiting.annotate(n=Count("pk"), said=Min("said_on")):
        found[project].waits.add(None, many, oldest)
    told = Contribution.objects.filter(project__in=found, told_on__isnull=False).order_by()
    for project, many in told.values_list("project").annotate(n=Count("pk")):
        found[project].told = many


def _survey(found: dict[int, Measures]) -> None:
    """Themes that surveys found, and how many of them have been decided about."""
    rows = ProjectTheme.objects.filter(project__in=found, drawn_from__isnull=False).order_by()
    decided = Count("pk", distinct=True, filter=Q(bearings__decision__decided_on__isnull=False))
    for project, many, answered in rows.values_list("project").annotate(
        n=Count("pk", distinct=True), answered=decided
    ):
        found[project].survey_themes, found[project].survey_answered = many, answered


def _decide(found: dict[int, Measures]) -> None:
    """How often it was no, or not yet, and how often it says why."""
    no = [Decision.Outcome.NO, Decision.Outcome.NOT_YET]
    rows = Decision.objects.filter(project__in=found, outcome__in=no).order_by()
    for project, many, why in rows.values_list("project").annotate(
        n=Count("pk"), why=Count("pk", filter=~Q(why=""))
    ):
        found[project].noes, found[project].noes_with_reason = many, why


def _say_back(found: dict[int, Measures], minimum: int) -> None:
    """What people said back: counted by the database, and the newest few one by one. The newest
    of a project are answers about the decisions that were answered last, so only those are read.
    """
    decisions = Decision.objects.filter(project__in=found).order_by()
    projects = dict(decisions.values_list("pk", "project"))
    said = Countersign.objects.filter(counts=True)
    counted = said.filter(decision__in=decisions.values("pk")).order_by()
    last: dict[int, list[tuple[int, int]]] = {pk: [] for pk in found}
    for decision, says, many, newest in counted.values_list("decision", "says").annotate(
        n=Count("pk"), newest=Max("pk")
    ):
        found[projects[decision]].said.counts[says] += many
        last[projects[decision]].append((newest, decision))
    few = max(minimum - 1, 1)
    latest = [nlargest(few, some) for some in last.values() if some]
    since = min((some[-1][0] if len(some) == few else 0 for some in latest), default=0)
    until = max((some[0][0] for some in latest), default=0)
    where = {decision for some in latest for _, decision in some}
    there = said.filter(decision__in=where, pk__range=(since, until)).order_by("pk")
    for pk, decision, says in there.values_list("pk", "decision", "says"):
        found[projects[decision]].said.newest.append((pk, says))


def _promise(found: dict[int, Measures], today: date) -> None:
    """How many promises were to be kept by now, were kept, and were kept in time, as the page of
    promises counts them."""
    for project, rate in promises.rates_of(found, today).items():
        one = found[project]
        one.promises_due, one.promises_kept = rate.base, rate.kept
        one.promises_on_time = rate.on_time
