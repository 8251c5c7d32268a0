"""What is done after a decision."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once
from alongside.projects.models import Evidence

from ..models import Action, Decision, OutcomeSeen, Progress
from ..wording import plain


@transaction.atomic
def begin_action(
    *,
    decision: Decision,
    text: str,
    owner: Membership,
    due: date,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Action:
    """Return something that `owner` does by a day because of a decision. The same `client_id` again
    returns the same one."""
    if client_id:
        again = Action.objects.filter(client_id=client_id, decision=decision).first()
        if again:
            return again
    if not decision.made:
        raise NotPossible("Record what was decided first.")
    if owner.organisation_id != decision.project.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")
    action, _ = made_once(
        decision.actions.all(),
        decision=decision,
        text=text.strip(),
        owner=owner,
        due=due,
        made=now,
        made_by=by,
        client_id=client_id,
    )
    return action


@transaction.atomic
def note_progress(
    *, action: Action, text: str, day: date, by: Membership, now: datetime
) -> Progress:
    """Return how far an action is, in words. The same words of the same day are one."""
    if not text.strip():
        raise NotPossible("Enter how far it is.")
    again = Progress.objects.filter(action=action, text=text.strip(), day=day).first()
    if again:
        return again
    if day > timezone.localdate(now):
        raise NotPossible("Choose a day that is not still to come.")
    return Progress.objects.create(action=action, text=text.strip(), day=day, by=by, written=now)


@transaction.atomic
def hand_over(*, action: Action, owner: Membership, due: date) -> Action:
    """Say anew who does an action, and by when."""
    locked = Action.objects.select_for_update().get(pk=action.pk)
    if locked.done_on or locked.stopped:
        raise NotPossible("This is over. Begin another action.")
    if owner.organisation_id != locked.decision.project.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")
    locked.owner, locked.due = owner, due
    locked.save(update_fields=["owner", "due"])
    return locked


@transaction.atomic
def act(
    *,
    action: Action,
    result: str,
    done_on: date,
    now: datetime,
    evidence: Evidence | None = None,
) -> Action:
    """Say that an action is done, what is different now, and what shows it."""
    locked = Action.objects.select_for_update().get(pk=action.pk)
    if locked.stopped:
        raise NotPossible("This was stopped. Begin another action.")
    if done_on > timezone.localdate(now):
        raise NotPossible("Choose a day that is not still to come.")
    locked.result = plain(result, "Enter what is different now, in plain words.")
    locked.done_on = done_on
    locked.save(update_fields=["result", "done_on"])
    if evidence:
        _own(evidence, locked.decision)
        locked.evidence.add(evidence)
    return locked


@transaction.atomic
def stop_action(*, action: Action, because: str, day: date) -> Action:
    """Say that an action will not be done after all, and why: people read this."""
    locked = Action.objects.select_for_update().get(pk=action.pk)
    if locked.done_on:
        raise NotPossible("This is done already.")
    if locked.stopped:
        return locked
    locked.stopped, locked.stopped_because = day, plain(because, "Enter why, in plain words.")
    locked.save(update_fields=["stopped", "stopped_because"])
    return locked


@transaction.atomic
def see_outcome(
    *,
    decision: Decision,
    text: str,
    day: date,
    evidence: Evidence,
    by: Membership,
    now: datetime,
) -> OutcomeSeen:
    """Return what can be seen later of a decision, good or bad, with what shows it."""
    if not decision.made:
        raise NotPossible("Record what was decided first.")
    _own(evidence, decision)
    text = plain(text, "Enter what can be seen now, in plain words.")
    return OutcomeSeen.objects.create(
        decision=decision, text=text, day=day, evidence=evidence, by=by, written=now
    )


def _own(evidence: Evidence, decision: Decision) -> None:
    if evidence.organisation_id != decision.project.organisation_id:
        raise NotPossible("Choose evidence of your own organisation.")
