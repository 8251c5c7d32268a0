"""What is said once a month of the plans that are running: to those who see to them, and to the
groups that hear of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from alongside.people.models import Membership, Organisation, Role
from alongside.people.queries import holding, in_group, is_staff, parts_of

from .. import months
from ..models import Activity, Check, Plan, Told
from .planned import HELD, LATE, NOT_HELD, PLANNED, standing

NINE = 9
"""The hour of the first day of a month from which notes are written."""


@dataclass
class News:
    """What there is to say of a plan in a month: what is due in it, what slipped, what was held
    last month and what was not."""

    plan: Plan
    due: list[Activity] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    slipped: list[Activity] = field(default_factory=list)
    held: list[Activity] = field(default_factory=list)
    not_held: list[Activity] = field(default_factory=list)

    @property
    def for_managers(self) -> bool:
        """Whether those who see to it have something to read."""
        return bool(self.due or self.checks or self.slipped or self.not_held)

    @property
    def for_citizens(self) -> bool:
        """Whether the group has something to read."""
        return bool(self.due or self.held or self.not_held)


def running(month: date) -> QuerySet[Plan]:
    """Return the plans that have this month in them and were there before it began."""
    since = months.later(month, 1 - months.A_YEAR)
    rows = Plan.objects.filter(start__gte=since, start__lte=month)
    began = timezone.make_aware(datetime.combine(month, time.min))
    return rows.filter(made__lt=began)


def to_tell(now: datetime) -> list[tuple[Organisation, date]]:
    """Return the organisations whose notes of this month are to be written. One query."""
    local = timezone.localtime(now)
    month = months.first(local.date())
    if local.day == 1 and local.hour < NINE:
        return []
    told = Told.objects.filter(month=month).values("organisation")
    rows = Organisation.objects.filter(learning_plans__in=running(month)).exclude(pk__in=told)
    return [(one, month) for one in rows.distinct()]


def news(organisation: Organisation, month: date, now: datetime) -> list[News]:
    """Return what there is to say of each running plan, by its title. As many queries for many as
    for one."""
    plans = running(month).filter(organisation=organisation)
    found = {one.pk: News(one) for one in plans.select_related("owner", "team", "group")}
    last = months.later(month, -1)
    rows = Activity.objects.filter(plan__in=found, month__lte=month).annotate(stands=standing(now))
    for one in rows.order_by("month", "pk"):
        of_it = found[one.plan_id]
        if one.stands == PLANNED and one.month == month:
            of_it.due.append(one)
        elif one.stands == LATE:
            of_it.slipped.append(one)
        elif one.stands == HELD and one.month == last:
            of_it.held.append(one)
        elif one.stands == NOT_HELD and one.month == last:
            of_it.not_held.append(one)
    checks = Check.objects.filter(
        plan__in=found, looks=None, due__lte=months.last_day(month)
    ).order_by("due", "pk")
    for check in checks:
        found[check.plan_id].checks.append(check)
    return sorted(found.values(), key=lambda one: (one.plan.title, one.plan.pk))


def managers(organisation: Organisation, found: Iterable[News]) -> dict[Membership, list[News]]:
    """Return who sees to plans, or to an area, each with what there is to say to them."""
    found = [one for one in found if one.for_managers]
    told: dict[Membership, list[News]] = {}
    for member in holding(organisation, Role.Name.SENIOR_MANAGER).filter(left=None):
        inside = parts_of(member.team) if member.team else None
        mine = [one for one in found if inside is None or _within(one.plan, inside)]
        if mine:
            told[member] = mine
    for one in found:
        if one.plan.owner.left is None and one not in told.setdefault(one.plan.owner, []):
            told[one.plan.owner].append(one)
    return told


def _within(plan: Plan, inside: set[int]) -> bool:
    return plan.team_id is None or plan.team_id in inside


def citizens(found: Iterable[News]) -> dict[Membership, list[News]]:
    """Return the people of the groups that hear of plans who do not work here, each with what there
    is to say to them."""
    told: dict[Membership, list[News]] = {}
    for one in found:
        if one.plan.group is None or not one.for_citizens:
            continue
        for place in in_group(one.plan.group):
            if not is_staff(place.membership):
                told.setdefault(place.membership, []).append(one)
    return told
