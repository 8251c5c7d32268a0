"""Plans and what is in them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.gatherings.models import Gathering
from alongside.people.actions import NotPossible
from alongside.people.models import Group, Membership, Organisation, Team
from alongside.projects.actions.once import made_once

from .. import months
from ..models import Activity, Moved, Need, Plan
from ..starters import starter


@transaction.atomic
def make_plan(
    *,
    organisation: Organisation,
    title: str,
    aim: str,
    start: date,
    owner: Membership,
    by: Membership,
    now: datetime,
    team: Team | None = None,
    group: Group | None = None,
    begin_from: str = "",
    needs: Iterable[Need] = (),
    client_id: UUID | None = None,
) -> Plan:
    """Return a plan of twelve months from `start`. With `begin_from` it has what a starter of ours
    has; each of the `needs` gets an activity to fill in. The same `client_id` again returns the
    same plan."""
    plan, new = made_once(
        Plan.objects.filter(organisation=organisation),
        organisation=organisation,
        team=team,
        title=title,
        aim=aim,
        start=months.first(start),
        owner=owner,
        group=group,
        made=now,
        made_by=by,
        client_id=client_id,
    )
    if new:
        _fill(plan, begin_from, needs, by, now)
    return plan


def _fill(
    plan: Plan, begin_from: str, needs: Iterable[Need], by: Membership, now: datetime
) -> None:
    given = {"plan": plan, "owner": plan.owner, "made": now, "made_by": by}
    planned: list[dict[str, Any]] = []
    for one in starter(begin_from)["activities"] if begin_from else ():
        planned.append({**one, "month": months.later(plan.start, one["month"])})
    for place, need in enumerate(needs):
        planned.append(
            {
                "kind": Activity.Kind.SESSION,
                "title": need.words[:200],
                "need": need,
                "owner": need.owner,
                "month": months.later(plan.start, min(place, months.A_YEAR - 1)),
            }
        )
    Activity.objects.bulk_create(
        Activity(**{**given, **one}, first_month=one["month"]) for one in planned
    )


@transaction.atomic
def change_plan(
    *, plan: Plan, title: str, aim: str, owner: Membership, group: Group | None
) -> Plan:
    """Change what a plan is called, its aim, who sees to it and whose citizens hear of it."""
    plan.title, plan.aim, plan.owner, plan.group = title, aim, owner, group
    plan.save(update_fields=["title", "aim", "owner", "group"])
    return plan


@transaction.atomic
def add_activity(
    *,
    plan: Plan,
    month: date,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
    **about: Any,
) -> Activity:
    """Return an activity in a month of a plan. The same `client_id` again returns the same one."""
    _check_month(plan, month)
    activity, _ = made_once(
        plan.activities.all(),
        plan=plan,
        month=month,
        first_month=month,
        made=now,
        made_by=by,
        client_id=client_id,
        **about,
    )
    return activity


@transaction.atomic
def change_activity(*, activity: Activity, **about: Any) -> Activity:
    """Change what an activity is about; `move_activity` moves it."""
    for name, value in about.items():
        setattr(activity, name, value)
    activity.save(update_fields=list(about))
    return activity


@transaction.atomic
def move_activity(
    *, activity: Activity, month: date, why: str, by: Membership, now: datetime
) -> Activity:
    """Move an activity to another month of its plan. The first month, and why it moved, are kept.
    To the month it is in already: nothing happens."""
    activity = _locked(activity)
    _check_month(activity.plan, month)
    if month != activity.month:
        Moved.objects.create(
            activity=activity, was=activity.month, becomes=month, why=why, at=now, by=by
        )
        activity.month = month
        activity.save(update_fields=["month"])
    return activity


@transaction.atomic
def note_held(
    *,
    activity: Activity,
    now: datetime,
    gathering: Gathering | None = None,
    held_on: date | None = None,
) -> Activity:
    """Say which session an activity became, which may still be to come; or on which day it was
    held. Neither: nothing is known of it any more."""
    activity = _locked(activity)
    if held_on and held_on > timezone.localdate(now):
        raise NotPossible("The day is still to come. Say it once it was held.")
    activity.gathering, activity.held_on, activity.not_held_because = gathering, held_on, ""
    activity.save(update_fields=["gathering", "held_on", "not_held_because"])
    return activity


@transaction.atomic
def note_not_held(*, activity: Activity, because: str) -> Activity:
    """Say that an activity was not held, and why."""
    activity = _locked(activity)
    activity.gathering, activity.held_on, activity.not_held_because = None, None, because
    activity.save(update_fields=["gathering", "held_on", "not_held_because"])
    return activity


def _locked(activity: Activity) -> Activity:
    return (
        Activity.objects.select_related("plan").select_for_update(of=("self",)).get(pk=activity.pk)
    )


def _check_month(plan: Plan, month: date) -> None:
    if month not in plan.months:
        raise NotPossible("Choose one of the twelve months of the plan.")
