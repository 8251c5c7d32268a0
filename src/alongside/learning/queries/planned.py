"""Needs, plans and what is in them, each with how it stands on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.utils import timezone

from alongside.gatherings import queries as gatherings
from alongside.gatherings.models import Gathering
from alongside.people.access import READERS
from alongside.people.models import Membership, Organisation, Role
from alongside.people.queries import holding, parts_of

from .. import months
from ..models import Activity, Need, Plan, PlanVersion, SignOff

HELD, NOT_HELD, LATE, PLANNED = "held", "not held", "late", "planned"


def needs(organisation: Organisation, areas: set[int] | None) -> QuerySet[Any]:
    """Return the needs of the whole organisation and of these areas (None: of all), newest first,
    each with how many activities answer it."""
    rows = _within(Need.objects.filter(organisation=organisation), areas)
    rows = rows.select_related("owner", "wave", "team").annotate(answered=Count("activities"))
    return rows.order_by("-written", "-pk")


def plans(organisation: Organisation, areas: set[int] | None) -> QuerySet[Plan]:
    """Return the plans of the whole organisation and of these areas (None: of all)."""
    rows = Plan.objects.filter(organisation=organisation)
    return _within(rows, areas).select_related("owner", "team", "group")


def _within(rows: QuerySet[Any], areas: set[int] | None) -> QuerySet[Any]:
    return rows if areas is None else rows.filter(Q(team=None) | Q(team__in=areas))


def standing(now: datetime) -> Case:
    """Return how an activity stands: held, not held, late or planned. It is late when its month is
    over and nobody has said either."""
    was_held = Q(held_on__isnull=False) | Q(gathering__cancelled=None, gathering__ends__lte=now)
    return Case(
        When(was_held, then=Value(HELD)),
        When(~Q(not_held_because=""), then=Value(NOT_HELD)),
        When(month__lt=months.first(timezone.localdate(now)), then=Value(LATE)),
        default=Value(PLANNED),
    )


def activities(plan: Plan, now: datetime) -> QuerySet[Any]:
    """Return what is in a plan, by month, each with how it `stands`."""
    return plan.activities.annotate(stands=standing(now)).select_related(
        "need", "owner", "gathering"
    )


@dataclass(frozen=True)
class Month:
    """A month of a plan and how many of its activities stand how."""

    month: date
    planned: int
    held: int
    not_held: int
    late: int

    @property
    def name(self) -> str:
        return months.in_words(self.month)

    @property
    def key(self) -> str:
        return f"{self.month:%Y-%m}"


def year(plan: Plan, now: datetime) -> list[Month]:
    """Return the twelve months of a plan. One query, however much is in it."""
    rows = plan.activities.annotate(stands=standing(now)).values_list("month", "stands")
    found: dict[date, dict[str, int]] = {}
    for month, stands, many in rows.annotate(many=Count("pk")).order_by():
        found.setdefault(month, {})[stands] = many
    return [_month(month, found.get(month, {})) for month in plan.months]


def _month(month: date, by: dict[str, int]) -> Month:
    return Month(month, sum(by.values()), by.get(HELD, 0), by.get(NOT_HELD, 0), by.get(LATE, 0))


SHOWN_TOGETHER = 40
"""A plan with more activities than this shows one month at a time."""


def by_month(year: list[Month], found: Iterable[Activity]) -> list[tuple[Month, list[Activity]]]:
    """Return each month with those of these activities that are in it."""
    places: dict[date, list[Activity]] = {}
    for one in found:
        places.setdefault(one.month, []).append(one)
    return [(month, places.get(month.month, [])) for month in year]


def counted(rows: QuerySet[Plan], now: datetime) -> QuerySet[Any]:
    """Return plans, each with how many activities are in it, were held, were not and are late, and
    what became of the version sent last."""

    def many(stands: str) -> Any:
        of_it = Activity.objects.filter(plan=OuterRef("pk")).annotate(stands=standing(now))
        found = of_it.filter(stands=stands).order_by().values("plan").annotate(n=Count("pk"))
        return Subquery(found.values("n"))

    return rows.annotate(
        held=many(HELD), not_held=many(NOT_HELD), late=many(LATE), planned=many(PLANNED)
    )


def costs(plan: Plan) -> int:
    """Return what the activities of a plan cost together, in pence."""
    return plan.activities.aggregate(all=Sum("cost"))["all"] or 0


def can_own(organisation: Organisation) -> QuerySet[Membership]:
    """Return the members who can own a need or an activity: those with a role that reads this."""
    return organisation.memberships.filter(left=None, roles__name__in=READERS).distinct()


def can_sign(plan: Plan, besides: Membership | None) -> list[Membership]:
    """Return who is asked to sign a plan: senior managers of its area or of everything; where there
    is none, owners. Never whoever sent it."""
    rows = holding(plan.organisation, Role.Name.SENIOR_MANAGER).filter(left=None)
    found = [one for one in rows.select_related("team") if looks_after(one, plan)]
    owners = holding(plan.organisation, Role.Name.OWNER).filter(left=None)
    return [one for one in found if one != besides] or [one for one in owners if one != besides]


def looks_after(member: Membership, plan: Plan) -> bool:
    """Return whether a plan is of the area of a senior manager, or of everything."""
    if plan.team_id is None or member.team is None:
        return True
    return plan.team_id in parts_of(member.team)


def sessions(plan: Plan) -> QuerySet[Gathering]:
    """Return the sessions that an activity of a plan can be: those of its twelve months and of the
    three before and after."""
    start, end = months.later(plan.start, -3), months.later(plan.start, months.A_YEAR + 3)
    rows = gatherings.gatherings(plan.organisation)
    return rows.filter(starts__date__gte=start, starts__date__lt=end).order_by("-starts")


def versions(plan: Plan) -> QuerySet[PlanVersion]:
    """Return what was sent to be signed, newest first, with what was answered."""
    return plan.versions.select_related("sent_by").prefetch_related("sign_offs")


def state(version: PlanVersion | None) -> str:
    """Return what became of a version: nothing was sent, it waits, somebody asked for changes, or
    it is signed."""
    if version is None:
        return "not sent"
    answers = list(version.sign_offs.all())
    if any(not one.signed for one in answers):
        return "changes asked for"
    return "signed" if answers else "waiting"


def answer_of(version: PlanVersion, me: Membership) -> SignOff | None:
    """Return what this member has answered already."""
    return next((one for one in version.sign_offs.all() if one.by_id == me.pk), None)


MOST_WAITING = 5
"""How many of each kind stand on somebody's page of today."""


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: versions to sign, and their own activities that slipped."""

    to_sign: Sequence[PlanVersion]
    slipped: Sequence[Activity]

    def __bool__(self) -> bool:
        return bool(self.to_sign or self.slipped)


def waiting(me: Membership, plans: QuerySet[Plan] | None, now: datetime) -> Waiting:
    """Return what waits for a member; `plans` are those they may sign, None for none. Two queries,
    and one where they sign nothing."""
    slipped = Activity.objects.filter(owner=me).annotate(stands=standing(now))
    late = slipped.filter(stands=LATE).select_related("plan").order_by("month", "pk")
    found = list(late[:MOST_WAITING])
    if plans is None:
        return Waiting([], found)
    newest = PlanVersion.objects.filter(plan=OuterRef("plan")).order_by("-number").values("pk")
    rows = PlanVersion.objects.filter(plan__in=plans.order_by().values("pk"), sign_offs=None)
    rows = rows.filter(pk=Subquery(newest[:1])).exclude(sent_by=me).select_related("plan")
    return Waiting(list(rows.order_by("sent")[:MOST_WAITING]), found)
