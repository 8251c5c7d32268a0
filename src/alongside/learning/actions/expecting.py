"""What is expected of a plan, and whether it was met."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.asks.models import Wave
from alongside.involvement.models import Story
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once

from .. import comparing
from ..models import Activity, Expectation, Plan, Result
from ..queries import evidence


@transaction.atomic
def expect(
    *,
    plan: Plan,
    activities: Iterable[Activity] = (),
    by: Membership | None,
    now: datetime,
    client_id: UUID | None = None,
    **about: Any,
) -> Expectation:
    """Return what somebody expects of a plan, and of which activities. The same `client_id` again
    returns the same one."""
    found, new = made_once(
        plan.expectations.all(),
        plan=plan,
        written=now,
        written_by=by,
        client_id=client_id,
        **about,
    )
    if new:
        found.activities.set(activities)
    return found


@transaction.atomic
def change_expectation(
    *, expectation: Expectation, activities: Iterable[Activity], **about: Any
) -> Expectation:
    """Change what is expected, until somebody has said whether it was met."""
    locked = Expectation.objects.select_for_update().get(pk=expectation.pk)
    if locked.results.exists():
        raise NotPossible("Somebody has said already whether it was met. Write a new one.")
    for name, value in about.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(about))
    locked.activities.set(activities)
    return locked


@transaction.atomic
def compare(*, expectation: Expectation, before: Wave, after: Wave, measured: str) -> Expectation:
    """Say which answers to which question of two surveys show it. Raises NotPossible for a question
    that was not asked."""
    what = comparing.read(measured)
    forms = [wave.version.definition for wave in (before, after)]
    same = {comparing.identity(form, what.question if what else "") for form in forms}
    if len(same) > 1 or not all(comparing.words(form, measured)[0] for form in forms):
        raise NotPossible("This was not asked in the same words both times. Choose another answer.")
    expectation.before, expectation.after, expectation.measured = before, after, measured
    expectation.save(update_fields=["before", "after", "measured"])
    return expectation


@transaction.atomic
def tell_story(*, expectation: Expectation, story: Story | None) -> Expectation:
    """Say which story of the organisation tells what came of an expectation; None for none.

    Raises NotPossible for a story of another organisation.
    """
    if story is not None and story.organisation_id != expectation.plan.organisation_id:
        raise NotPossible("Choose a story of this organisation.")
    expectation.story = story
    expectation.save(update_fields=["story"])
    return expectation


@transaction.atomic
def judge(
    *, expectation: Expectation, result: str, reasons: str, by: Membership, now: datetime
) -> Result:
    """Say whether an expectation was met, with reasons; what records show on this day stays beside
    it. The same twice in a row is once."""
    Expectation.objects.select_for_update().get(pk=expectation.pk)
    last = expectation.results.first()
    if last is not None and (last.result, last.reasons, last.by_id) == (result, reasons, by.pk):
        return last
    lines = evidence.gathered([expectation], now)[expectation.pk]
    return Result.objects.create(
        expectation=expectation,
        result=result,
        reasons=reasons,
        evidence=[line.says for line in lines],
        at=now,
        by=by,
    )
