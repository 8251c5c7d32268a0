"""What somebody who runs opportunities, or pays people, sees to today."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from alongside.people.models import Organisation

from ..models import CheckIn, Correction, Expense, Given, Opportunity, Reference
from .opportunities import opportunities, worries
from .owed import costs_due, due, since
from .own import corrections
from .recognition import references_asked

LATE_AFTER = 14
"""Days after which a payment for somebody's time is late. Ours: no rule gives one."""


@dataclass(frozen=True)
class PeopleWaiting:
    """Who waits: opportunities where somebody waits for an answer (each with `waiting`), what
    people say is wrong about them, who asks for a reference, who is not so well or asks for a
    call, and payments and costs that are late."""

    asked: list[Opportunity]
    wrong: list[Correction]
    references: list[Reference]
    worries: list[CheckIn]
    payments: list[Given]
    costs: list[Expense]

    def __bool__(self) -> bool:
        return bool(
            self.asked
            or self.wrong
            or self.references
            or self.worries
            or self.payments
            or self.costs
        )


def people_waiting(
    organisation: Organisation, today: date, *, runs: bool, pays: bool
) -> PeopleWaiting:
    """Return who waits for whoever runs opportunities (`runs`), and pays people (`pays`)."""
    found: QuerySet[Any] = opportunities(organisation)
    payments = due(organisation) if pays else []
    costs = costs_due(organisation).filter(needed_by__lt=today) if pays else []
    return PeopleWaiting(
        asked=list(found.filter(waiting__gt=0)) if runs else [],
        wrong=list(corrections(organisation)) if runs else [],
        references=list(references_asked(organisation)) if runs else [],
        worries=list(worries(organisation)) if runs else [],
        payments=[one for one in payments if one.choice and late(one, today)],
        costs=list(costs),
    )


def late(given: Given, today: date) -> bool:
    """Whether somebody waits too long for their money."""
    return (today - since(given)).days > LATE_AFTER
