"""Somebody chooses what they take of an offer, gives their time, and is paid (R55, B15)."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once

from .. import budget
from ..models import BudgetShown, Choice, Expense, Given, Limit, Offer, Part
from .telling import tell

Way = Choice.Way


def ways_of(part: Part) -> list[Way]:
    """Return what somebody can choose: whoever is under 16 gets no money into an account."""
    return [way for way in Way if part.age != Part.Age.CHILD or way != Way.BANK]


@transaction.atomic
def choose(
    *,
    offer: Offer,
    way: str,
    signed: str,
    now: datetime,
    amount: int | None = None,
    less_as: str = "",
    charity: str = "",
) -> Choice:
    """Return what somebody chose, signed. `amount` (pence for one) and `less_as` are for less than
    was offered. It holds for all that is not paid yet, and for what comes. The same again is the
    same choice."""
    offer = Offer.objects.select_for_update(of=("self",)).select_related("part").get(pk=offer.pk)
    if way not in ways_of(offer.part) or (less_as and less_as not in ways_of(offer.part)):
        raise NotPossible("Choose one of the ways in the list.")
    if not signed.strip():
        raise NotPossible("Write your name.")
    if way == Way.DONATE and not charity.strip():
        raise NotPossible("Write which charity it goes to.")
    if way == Way.LESS:
        if not amount or amount >= offer.amount:
            raise NotPossible("Enter a sum that is less than what was offered.")
        if less_as not in (Way.BANK, Way.VOUCHER):
            raise NotPossible("Choose how the smaller sum is paid.")
    values = {
        "way": way,
        "offered": offer.amount,
        "amount": {Way.DECLINE: 0, Way.LESS: amount}.get(Way(way), offer.amount),
        "charity": charity.strip() if way == Way.DONATE else "",
        "less_as": less_as if way == Way.LESS else "",
        "signed": " ".join(signed.split()),
    }
    newest = offer.choices.first()
    if newest and all(getattr(newest, name) == value for name, value in values.items()):
        return newest
    choice = Choice.objects.create(offer=offer, at=now, **values)
    offer.part.given.filter(paid_on=None).update(choice=choice)
    return choice


@transaction.atomic
def note_given(
    *,
    part: Part,
    day: date,
    what: str,
    units: Decimal,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Given:
    """Note that somebody gave their time on a day. Side effect: where an offer waits for their
    choice, a letter asks for it."""
    if part.placed is None:
        raise NotPossible(f"{part.member} has no place yet.")
    offer = Offer.objects.select_for_update(of=("self",)).filter(part=part).first()
    choice = offer.choices.first() if offer else None
    given, new = made_once(
        part.given.all(),
        client_id=client_id,
        part=part,
        day=day,
        what=what,
        units=units,
        choice=choice,
        noted=now,
        noted_by=by,
    )
    if new and offer and choice is None:
        tell(part, "choose", now=now, once=f"choose-{given.pk}")
    return given


@transaction.atomic
def take_back_given(*, given: Given) -> None:
    """Take a day away that was noted by mistake, while nothing is paid for it."""
    if not Given.objects.filter(pk=given.pk, paid_on=None).delete()[0]:
        raise NotPossible("This is paid already.")


@transaction.atomic
def pay(*, given: Given, day: date, paid_as: str, by: Membership, now: datetime) -> Given:
    """Note that somebody was paid as they chose. Side effect: a letter. Twice is once."""
    given = (
        Given.objects.select_for_update(of=("self",))
        .select_related("choice", "part__member")
        .get(pk=given.pk)
    )
    if given.paid_on:
        return given
    if given.choice is None:
        raise NotPossible(f"{given.part.member} has not chosen yet how they want it.")
    if not given.amount:
        raise NotPossible(f"{given.part.member} takes nothing for this.")
    if day < given.day:
        raise NotPossible("Enter a day that is not before the one on which they gave their time.")
    given.paid_on, given.paid_as, given.paid_by = day, paid_as, by
    given.save(update_fields=["paid_on", "paid_as", "paid_by"])
    tell(given.part, "paid", now=now, once=f"paid-{given.pk}")
    return given


@transaction.atomic
def ask_for_expense(
    *,
    part: Part,
    kind: str,
    amount: int,
    ahead: bool,
    needed_by: date,
    now: datetime,
    about: str = "",
    client_id: UUID | None = None,
) -> Expense:
    """Keep a cost of taking part, `amount` in pence, that is to be paid by a day."""
    if part.placed is None:
        raise NotPossible("Costs are paid once you have a place.")
    expense, _ = made_once(
        part.expenses.all(),
        client_id=client_id,
        part=part,
        kind=kind,
        about=about,
        amount=amount,
        ahead=ahead,
        needed_by=needed_by,
        asked=now,
    )
    return expense


@transaction.atomic
def pay_expense(*, expense: Expense, day: date, by: Membership) -> None:
    """Note on which day a cost was paid. Twice is once."""
    Expense.objects.filter(pk=expense.pk, paid_on=None).update(paid_on=day, paid_by=by)


@transaction.atomic
def set_limit(*, member: Membership, amount: int | None, per: str) -> None:
    """Keep how much somebody wants to earn at most, in pence; None takes the limit away."""
    if amount is None:
        Limit.objects.filter(member=member).delete()
        return
    Limit.objects.update_or_create(member=member, defaults={"amount": amount, "per": per})


@transaction.atomic
def keep_budget(*, organisation: Organisation, now: datetime) -> BudgetShown:
    """Keep what is shown of what people's time costs from this month on. Twice is once."""
    today = timezone.localdate(now)
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    until = budget.last_day(today)
    before = organisation.budgets_shown.filter(until=until).first()
    return before or BudgetShown.objects.create(
        organisation=organisation,
        until=until,
        content=budget.as_data(budget.budget(organisation, today)),
    )
