"""What shows that something was done or seen: a record of the project, or a file."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.files import actions as files
from alongside.files.models import File
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.models import Evidence, Project

from ..models import Action, Decision, OutcomeSeen
from ..queries.records import Record
from .doing import act, see_outcome


@transaction.atomic
def show_record(
    *,
    project: Project,
    record: str,
    address: str,
    says: str,
    dated: date,
    by: Membership,
    now: datetime,
) -> Evidence:
    """Return that a record made here ("meeting:12") shows something. The same record that says the
    same is evidence once."""
    again = project.evidence.filter(record=record, says=says).first()
    return again or Evidence.objects.create(
        organisation_id=project.organisation_id,
        project=project,
        says=says,
        dated=dated,
        record=record,
        address=address,
        added=now,
        added_by=by,
    )


def show_file(
    *,
    project: Project,
    file: File,
    says: str,
    dated: date,
    address: str,
    by: Membership,
    now: datetime,
) -> Evidence:
    """Return that a file shows something. Only who may read the project gets it; `address` is
    where they find it."""
    evidence = Evidence.objects.create(
        organisation_id=project.organisation_id,
        project=project,
        says=says,
        dated=dated,
        file=file,
        added=now,
        added_by=by,
    )
    files.use(
        organisation=project.organisation,
        by=f"evidence:{evidence.pk}",
        codes=[file.code],
        what=evidence.says,
        address=address,
        now=now,
    )
    return evidence


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What shows something: evidence that is there, a record of the project, or a file as a
    `DocumentField` gave it. None of them: nothing yet."""

    evidence: Evidence | None = None
    record: Record | None = None
    received: Any = None
    file_name: str = ""
    says: str = ""


def finish(
    *, action: Action, result: str, done_on: date, shown: Shown, by: Membership, now: datetime
) -> Action:
    """Say that an action is done, what is different now, and what shows it."""
    if action.done_on == done_on and action.result == result.strip() and shown == Shown():
        return action
    kept = _kept(action.decision.project, shown, by, now)
    with transaction.atomic():
        address = reverse("influence:action", args=_place(action.decision, action.pk))
        evidence = _evidence(action.decision, shown, kept, done_on, address, by, now)
        return act(action=action, result=result, done_on=done_on, now=now, evidence=evidence)


def see(
    *, decision: Decision, text: str, day: date, shown: Shown, by: Membership, now: datetime
) -> OutcomeSeen:
    """Return what can be seen later of a decision, with what shows it. The same words of the same
    day are one."""
    same = OutcomeSeen.objects.filter(decision=decision, text=text.strip(), day=day)
    if again := same.first():
        return again
    if day > timezone.localdate(now):
        raise NotPossible("Choose a day that is not still to come.")
    if decision.decided_on and day < decision.decided_on:
        raise NotPossible("Choose a day that comes after the decision.")
    kept = _kept(decision.project, shown, by, now)
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision.pk)
        if again := same.all().first():  # sent twice at one moment
            return again
        address = reverse("influence:decision", args=_place(decision, decision.pk))
        evidence = _evidence(decision, shown, kept, day, address, by, now)
        if evidence is None:
            raise NotPossible("Choose what shows it, or add a file.")
        return see_outcome(decision=decision, text=text, day=day, evidence=evidence, by=by, now=now)


def _kept(project: Project, shown: Shown, by: Membership, now: datetime) -> File | None:
    """Return the file that came in, kept before anything points at it: its row is there before its
    bytes, and nothing that uses it goes after a week."""
    if shown.received is None:
        return None
    if not shown.says.strip():
        raise NotPossible("Say what the file shows.")
    return files.add_received(
        received=shown.received,
        organisation=project.organisation,
        name=shown.file_name,
        text=shown.says.strip()[:300],
        now=now,
        origin=f"project:{project.pk}",
        by=by,
        guarded=True,
    )


def _evidence(
    decision: Decision,
    shown: Shown,
    kept: File | None,
    day: date,
    address: str,
    by: Membership,
    now: datetime,
) -> Evidence | None:
    project = decision.project
    if shown.evidence and shown.evidence.project_id not in {None, project.pk}:
        raise NotPossible("Choose evidence of this project.")
    if shown.record:
        return show_record(
            project=project,
            record=shown.record.name,
            address=shown.record.address,
            says=shown.record.words[:300],
            dated=shown.record.day,
            by=by,
            now=now,
        )
    if kept:
        return show_file(
            project=project,
            file=kept,
            says=shown.says.strip(),
            dated=day,
            address=address,
            by=by,
            now=now,
        )
    return shown.evidence


def _place(decision: Decision, pk: int) -> list[object]:
    return [decision.project.organisation.slug, decision.project_id, pk]
