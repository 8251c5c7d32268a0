"""What a team has settled before it invited anybody, and when people were first invited."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Min, QuerySet
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.gatherings.models import Gathering
from alongside.projects.models import Project, Seat
from alongside.walls.models import Wall

from ..models import Decision, Plan, Promise
from ..steps import STEPS, Step

OPEN = (Decision.OpenTo.FULLY, Decision.OpenTo.PARTLY)

LACKS_ANSWER = "Nobody has answered this yet."


class Invited(NamedTuple):
    """When people were first invited, and how."""

    day: date
    how: str


class Settled(NamedTuple):
    """One question of a plan, and what it still lacks; "" where it is settled."""

    step: Step
    lacks: str


class Standing(NamedTuple):
    """How far the plan of a project is. `informs`: nothing is open, which the team says itself."""

    project: Project
    plan: Plan | None
    settled: list[Settled]
    invited: Invited | None
    informs: bool

    @property
    def complete(self) -> bool:
        """Whether every question is settled."""
        return not any(one.lacks for one in self.settled)

    @property
    def done(self) -> int:
        """How many questions are settled."""
        return sum(not one.lacks for one in self.settled)

    @property
    def completed_on(self) -> date | None:
        """The day on which the last question was first settled."""
        completed = self.plan and self.plan.completed
        return timezone.localdate(completed) if completed else None

    @property
    def in_time(self) -> bool:
        """Whether it was complete before anybody was invited, or on that day."""
        ready = self.completed_on
        return ready is not None and (self.invited is None or ready <= self.invited.day)

    @property
    def state(self) -> str:
        """Where it stands: "before", "after" (people were invited) or "not"."""
        if self.completed_on is None or not self.complete:
            return "not"
        return "before" if self.in_time else "after"


def open_decisions(project: Project) -> QuerySet[Decision]:
    """Return the decisions of a project that are, or were, open at least in part."""
    return project.decisions.filter(open_to__in=OPEN)


def standing(project: Project, now: datetime) -> Standing:
    """Return how far the plan of one project is."""
    return standings([project], now)[0]


def standings(projects: Iterable[Project], now: datetime) -> list[Standing]:
    """Return how far the plans of projects are, with as many queries for many as for one."""
    projects = list(projects)
    plans = {plan.project_id: plan for plan in Plan.objects.filter(project__in=projects)}
    open_to = _pairs(Decision.objects.filter(project__in=projects), "open_to")
    promised = _pairs(
        Promise.objects.filter(project__in=projects, private=False, given_up=None), "kind"
    )
    invited = _invited(projects, now)
    return [
        _standing(
            one,
            plans.get(one.pk),
            open_to[one.pk],
            promised[one.pk],
            invited.get(one.pk),
        )
        for one in projects
    ]


def _pairs(rows: QuerySet, field: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for project, value in rows.order_by().values_list("project", field).distinct():
        found[project].add(value)
    return found


def _standing(
    project: Project,
    plan: Plan | None,
    open_to: set[str],
    promised: set[str],
    invited: Invited | None,
) -> Standing:
    informs = bool(plan and plan.nothing_open) and not open_to & set(OPEN)
    settled = [Settled(step, _lacks(step, plan, open_to, promised, informs)) for step in STEPS]
    return Standing(project, plan, settled, invited, informs)


def _lacks(
    step: Step, plan: Plan | None, open_to: set[str], promised: set[str], informs: bool
) -> str:
    if step.slug == "decisions":
        if open_to & set(OPEN) or informs:
            return ""
        if open_to:
            return "Nothing in it is open. Add a decision that is, or say that nothing is."
        return "No decision is named yet."
    if plan is None or not getattr(plan, step.field):
        return LACKS_ANSWER
    if step.kind == Promise.Kind.PAYMENT and not plan.pays:
        return ""
    if step.kind and step.kind not in promised:
        return _LACKS_PROMISE[step.kind]
    return ""


_LACKS_PROMISE = {
    "preparation": "It needs a promise with a day and somebody who sees to it.",
    "payment": "People are paid: say by which day, and who sees to it.",
    "feedback": "It needs a day, and somebody who sees to it.",
}


def _invited(projects: list[Project], now: datetime) -> dict[int, Invited]:
    """Return when people of each project were first invited: the first of four things."""
    today = timezone.localdate(now)
    ways = [
        (
            Seat.objects.filter(project__in=projects, experience=True, joined__lte=today),
            "joined",
            "somebody with experience of their own joined the team",
        ),
        (Wave.objects.filter(project__in=projects, opens__lte=now), "opens", "people were asked"),
        (
            Gathering.objects.filter(project__in=projects, booking_opens__lte=now),
            "booking_opens",
            "people could book a session",
        ),
        (Wall.objects.filter(project__in=projects), "made", "an ideas wall was made"),
    ]
    first: dict[int, Invited] = {}
    for rows, field, how in ways:
        for project, moment in rows.order_by().values_list("project").annotate(at=Min(field)):
            day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
            if project not in first or day < first[project].day:
                first[project] = Invited(day, how)
    return first


class Share(NamedTuple):
    """How many plans were complete before anybody was invited, of how many projects in which people
    were invited; and those of projects that have invited nobody yet."""

    before: int
    invited: int
    nobody_yet: int


def share(standings: Iterable[Standing]) -> Share:
    """Return the share of projects whose plan was complete before anyone was invited."""
    standings = list(standings)
    invited = [one for one in standings if one.invited]
    return Share(sum(one.in_time for one in invited), len(invited), len(standings) - len(invited))
