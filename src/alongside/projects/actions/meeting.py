"""People of a project come together, in a stage of it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from ..models import Evidence, Meeting, Presence, Project, Seat, Stage
from .once import made_once

DECIDED = "A decision was made at this meeting, so it stays. You can change what is noted of it."
EVIDENCE = (
    "This meeting is evidence for something, so it stays. You can change what is noted of it."
)


@transaction.atomic
def change_stage(*, stage: Stage, begins: date | None, ends: date | None, about: str) -> Stage:
    """Say when a stage is and what happens in it."""
    if begins and ends and ends < begins:
        raise NotPossible("Enter a last day that is not before the first.")
    stage.begins, stage.ends, stage.about = begins, ends, about
    stage.save(update_fields=["begins", "ends", "about"])
    return stage


@transaction.atomic
def note_meeting(
    *,
    project: Project,
    stage: Stage,
    kind: str,
    title: str,
    day: date,
    there: Collection[Seat],
    by: Membership,
    now: datetime,
    about: str = "",
    client_id: UUID | None = None,
) -> Meeting:
    """Return a meeting with who of the team was there."""
    _check(project, stage, there)
    meeting, new = made_once(
        project.meetings.all(),
        client_id=client_id,
        project=project,
        stage=stage,
        kind=kind,
        title=title,
        day=day,
        about=about,
        noted=now,
        noted_by=by,
    )
    if new:
        Presence.objects.bulk_create(Presence(meeting=meeting, seat=seat) for seat in there)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    stage: Stage,
    kind: str,
    title: str,
    day: date,
    there: Collection[Seat],
    about: str = "",
) -> Meeting:
    """Change what was noted of a meeting, and who was there."""
    _check(meeting.project, stage, there)
    meeting.stage, meeting.kind, meeting.title = stage, kind, title
    meeting.day, meeting.about = day, about
    meeting.save(update_fields=["stage", "kind", "title", "day", "about"])
    meeting.presences.exclude(seat__in=there).delete()
    Presence.objects.bulk_create(
        (Presence(meeting=meeting, seat=seat) for seat in there), ignore_conflicts=True
    )
    return meeting


@transaction.atomic
def take_away_meeting(*, meeting: Meeting) -> None:
    """Take a meeting away that was noted by mistake. Raises NotPossible where something stands on
    it: a decision that was made at it, or evidence that points at it."""
    record = f"meeting:{meeting.pk}"
    pointing = Evidence.objects.filter(organisation=meeting.project.organisation_id, record=record)
    if pointing.exists():
        raise NotPossible(EVIDENCE)
    try:
        with transaction.atomic():
            meeting.delete()
    except ProtectedError as used:
        raise NotPossible(DECIDED) from used


def _check(project: Project, stage: Stage, there: Collection[Seat]) -> None:
    if stage.project_id != project.pk or any(seat.project_id != project.pk for seat in there):
        raise NotPossible("Choose a stage and people of this project.")
