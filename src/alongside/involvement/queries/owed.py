"""What an organisation owes to people who gave their time, and how long it takes to pay them."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import QuerySet
from django.utils import timezone

from alongside.people.models import Organisation

from ..models import Expense, Given


@dataclass(frozen=True)
class DaysToPay:
    """How many days people wait for their money: the median and the longest of what was paid
    (`of`, a number of payments), how many wait now and since how many days the longest."""

    median: float | None
    longest: int | None
    of: int
    waiting: int
    waiting_longest: int | None


def rows(organisation: Organisation) -> QuerySet[Given]:
    return Given.objects.filter(part__opportunity__organisation=organisation).select_related(
        "choice", "part__member", "part__opportunity", "part__offer"
    )


def due(organisation: Organisation) -> list[Given]:
    """Return what is still to be paid, the oldest first; with it what waits for a choice."""
    waiting = rows(organisation).filter(paid_on=None).order_by("day", "pk")
    return [given for given in waiting if given.choice is None or given.amount]


def since(given: Given) -> date:
    """Return the day from which somebody waits for their money: that on which they gave their time,
    or on which they said how they want it, whichever came later."""
    if given.choice is None:
        return given.day
    return max(given.day, timezone.localdate(given.choice.at))


def days_to_pay(organisation: Organisation, today: date) -> DaysToPay:
    paid, waiting = [], []
    for given in rows(organisation).filter(choice__isnull=False):
        if given.paid_on and given.amount:
            paid.append(max((given.paid_on - since(given)).days, 0))
        elif given.owed:
            waiting.append(max((today - since(given)).days, 0))
    return DaysToPay(
        median=median(paid) if paid else None,
        longest=max(paid, default=None),
        of=len(paid),
        waiting=len(waiting),
        waiting_longest=max(waiting, default=None),
    )


def costs_due(organisation: Organisation) -> QuerySet[Expense]:
    """Return the costs that are still to be paid, what is needed first on top."""
    return Expense.objects.filter(
        part__opportunity__organisation=organisation, paid_on=None
    ).select_related("part__member", "part__opportunity")
