"""The group talks about each item: what it agrees on or why not, what shows it, what is done."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects import actions as projects
from alongside.projects.actions.once import made_once
from alongside.projects.models import Evidence

from ..models import Assessment, NextStep, Outcome, ShownBy


@transaction.atomic
def agree(
    *,
    assessment: Assessment,
    item: str,
    point: int | None,
    said: str,
    seen: int,
    by: Membership,
    now: datetime,
) -> Outcome:
    """Keep what the group comes to about an item: a point it agrees on, or None where it does not
    agree; and what was said. `seen` is the revision that was read before, 0 for none."""
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    instrument = assessment.instrument
    if assessment.closed is None:
        raise NotPossible("People still answer alone. Close that first.")
    if instrument.item(item) is None or (point and not 1 <= point <= len(instrument.scale)):
        raise NotPossible("Choose one of the points of the scale.")
    if not said.strip():
        raise NotPossible("Write down what was said.")
    outcome = assessment.outcomes.filter(item=item).first()
    if outcome and (outcome.point, outcome.said) == (point, said.strip()):
        return outcome
    if (outcome.revision if outcome else 0) != seen:
        raise NotPossible("Somebody has written this down meanwhile. Read it first.")
    if outcome is None:
        outcome = Outcome(assessment=assessment, item=item, revision=0)
    outcome.point, outcome.said = point or None, said.strip()
    outcome.written, outcome.written_by = now, by
    outcome.revision += 1
    outcome.save()
    return outcome


@transaction.atomic
def show(
    *,
    assessment: Assessment,
    item: str,
    by: Membership,
    now: datetime,
    evidence: Evidence | None = None,
    file: Any = None,
    says: str = "",
    dated: date | None = None,
    client_id: UUID | None = None,
) -> ShownBy:
    """Put evidence beside an item: some that is kept in a project already, or a `file` that `says`
    something, with the day it is of."""
    if evidence is None:
        if not says.strip() or dated is None:
            raise NotPossible("Say what the file shows, and which day it is of.")
        evidence = projects.add_evidence(
            organisation=assessment.organisation,
            says=says.strip(),
            dated=dated,
            file=file,
            by=by,
            now=now,
            client_id=client_id,
        )
    if evidence.organisation_id != assessment.organisation_id:
        raise NotPossible("Choose evidence of your own organisation.")
    found, _ = ShownBy.objects.get_or_create(assessment=assessment, item=item, evidence=evidence)
    return found


@transaction.atomic
def plan_step(
    *,
    assessment: Assessment,
    item: str,
    text: str,
    owner: Membership,
    due: date,
    client_id: UUID | None = None,
) -> NextStep:
    """Return what somebody does about an item, by a day. The same `client_id` again returns the
    same one."""
    if owner.organisation_id != assessment.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")
    step, _ = made_once(
        assessment.next_steps.all(),
        client_id=client_id,
        assessment=assessment,
        item=item,
        text=text.strip(),
        owner=owner,
        due=due,
    )
    return step
