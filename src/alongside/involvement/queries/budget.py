"""What was offered for people's time, and what became of it: as rows, for `budget` to protect."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from alongside.methods import money
from alongside.people.models import Organisation
from alongside.projects.models import Project

from ..models import BudgetShown, Choice, Expense, Given, Offer
from . import owed

ONE_PERSONS_OWN = Project.Level.INDIVIDUAL.value


class Time(NamedTuple):
    """Somebody gave time on a day, for a project ("" for none, and for one person's own support):
    sums in pence of what was `paid`, what `waits` to be paid, and what they did not take or have
    not chosen yet (`rest`); together it is what was offered. `days`: how long they waited."""

    person: int
    day: date
    project: str
    paid: int
    waits: int
    rest: int
    days: int | None


def to_keep(until: date) -> QuerySet[Organisation]:
    """Return the organisations that offered something and whose figures until a day are not kept
    yet. One query."""
    theirs = Offer.objects.filter(part__opportunity__organisation=OuterRef("pk"))
    done = BudgetShown.objects.filter(organisation=OuterRef("pk"), until=until)
    return Organisation.objects.filter(Exists(theirs), ~Exists(done)).order_by("pk")


def times(organisation: Organisation, since: date, until: date) -> list[Time]:
    """Return what people gave in a time, as it stood on its last day."""
    rows = owed.rows(organisation).filter(day__range=(since, until), part__offer__isnull=False)
    rows = rows.select_related("part__opportunity__project").order_by("day", "pk")
    return [_time(one, until) for one in rows]


def _time(one: Given, until: date) -> Time:
    choice = one.choice
    if choice and timezone.localdate(choice.at) > until:
        choice = None
    offered = money.times(choice.offered if choice else one.part.offer.amount, one.units)
    takes = money.times(choice.amount, one.units) if choice else 0
    paid = takes if one.paid_on and one.paid_on <= until else 0
    project = one.part.opportunity.project
    name = project.name if project and project.level != ONE_PERSONS_OWN else ""
    days = max((one.paid_on - owed.since(one)).days, 0) if paid and one.paid_on else None
    return Time(one.part.member_id, one.day, name, paid, takes - paid, offered - takes, days)


def chosen(organisation: Organisation, until: date) -> dict[int, str]:
    """Return how each person who was offered something wants it, by their newest choice until a
    day; "" for who has not chosen."""
    offers = organisation.opportunities.filter(parts__offer__isnull=False)
    people: Iterable[int] = offers.values_list("parts__member", flat=True).order_by()
    found = {person: "" for person in people if person is not None}
    choices = Choice.objects.filter(
        offer__part__opportunity__organisation=organisation, at__date__lte=until
    ).order_by("at", "pk")
    found |= dict(choices.values_list("offer__part__member", "way"))
    return found


class Cost(NamedTuple):
    """A cost of somebody, in pence: `paid`, or it waits."""

    person: int
    amount: int
    paid: bool


def costs(organisation: Organisation, since: date, until: date) -> list[Cost]:
    """Return the costs of a time, as they stood on its last day."""
    rows = Expense.objects.filter(
        part__opportunity__organisation=organisation, needed_by__range=(since, until)
    )
    found = rows.values_list("part__member", "amount", "paid_on")
    return [Cost(who, amount, bool(paid and paid <= until)) for who, amount, paid in found]
