"""When it is looked at how a plan goes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once

from .. import months
from ..models import Check, Looked, Plan

USUAL = (
    (Check.Level.REACTION, False, 2, "What people say at the end of each session"),
    (Check.Level.LEARNING, False, 3, "What people can say and do, before and after a session"),
    (Check.Level.BEHAVIOUR, False, 5, "Who kept their plan, 8 to 12 weeks after"),
    (Check.Level.RESULTS, False, 5, "Where our projects stand on the ladder"),
    (Check.Level.REACTION, True, 10, "What people say of the whole year"),
    (
        Check.Level.BEHAVIOUR,
        True,
        10,
        "What managers see, and what citizens see: ask “What others see”",
    ),
    (Check.Level.LEARNING, True, 11, "The same survey again, beside the first"),
    (Check.Level.RESULTS, True, 11, "What was decided and changed, and what was expected"),
)
"""Level, whether at the end, in which month of the plan counted from 0, and what is looked at."""


@transaction.atomic
def add_usual_checks(*, plan: Plan, now: datetime) -> list[Check]:
    """Return the checks that a plan usually has, each at the end of its month. Nothing is added to
    a plan that has checks."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.checks.exists():
        return list(plan.checks.all())
    return Check.objects.bulk_create(
        Check(
            plan=plan,
            level=level,
            at_the_end=at_the_end,
            what=what,
            due=months.last_day(months.later(plan.start, place)),
            made=now,
        )
        for level, at_the_end, place, what in USUAL
    )


@transaction.atomic
def add_check(*, plan: Plan, now: datetime, client_id: UUID | None = None, **about: Any) -> Check:
    """Return a check. The same `client_id` again returns the same one."""
    check, _ = made_once(plan.checks.all(), plan=plan, made=now, client_id=client_id, **about)
    return check


@transaction.atomic
def note_done(*, check: Check, found: str, done_on: date, by: Membership, now: datetime) -> Looked:
    """Say what was found, and when somebody looked; what was found before stays. The same twice in
    a row is once."""
    if done_on > timezone.localdate(now):
        raise NotPossible("The day is still to come. Say it once you have looked.")
    Check.objects.select_for_update(of=("self",)).get(pk=check.pk)
    last = check.looks.first()
    if last is not None and (last.found, last.done_on, last.by_id) == (found, done_on, by.pk):
        return last
    return Looked.objects.create(of=check, found=found, done_on=done_on, at=now, by=by)
