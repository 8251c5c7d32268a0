"""What somebody does next about something of a noun above is done."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.people.actions import NotPossible

from ..models import NextStep


@transaction.atomic
def finish_step[Step: NextStep](*, step: Step, result: str, done_on: date, now: datetime) -> Step:
    """Say that a step is done, and what is different now. One that is done already stays so."""
    step = type(step)._default_manager.select_for_update().get(pk=step.pk)
    if step.done_on:
        return step
    if not result.strip():
        raise NotPossible("Enter what is different now.")
    if done_on > timezone.localdate(now):
        raise NotPossible("Choose a day that is not still to come.")
    step.result, step.done_on = result.strip(), done_on
    step.save(update_fields=["result", "done_on"])
    return step
