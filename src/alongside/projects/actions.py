"""What happens to projects. The only file of this noun that writes."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation, Team

from .models import Meeting, Presence, Project, Seat, Stage


@transaction.atomic
def begin(
    *,
    organisation: Organisation,
    name: str,
    issue: str,
    level: str,
    begun: date,
    by: Membership,
    now: datetime,
    area: Team | None = None,
    resources: str = "",
    client_id: UUID | None = None,
) -> Project:
    """Return a new project with its four stages. The same `client_id` again returns the same."""
    if client_id:
        again = Project.objects.filter(client_id=client_id, organisation=organisation).first()
        if again:
            return again
    if not issue.strip():
        raise NotPossible("Enter the issue to solve, in plain words.")
    if area and area.organisation_id != organisation.pk:
        raise NotPossible("Choose an area of your own organisation.")
    project = Project.objects.create(
        organisation=organisation,
        name=name,
        issue=issue,
        level=level,
        area=area,
        resources=resources,
        begun=begun,
        made=now,
        made_by=by,
        client_id=client_id,
    )
    Stage.objects.bulk_create(
        Stage(project=project, kind=kind, position=place)
        for place, kind in enumerate(Stage.Kind.values)
    )
    if level == Project.Level.INDIVIDUAL:
        add_seat(project=project, member=by, staff=True, experience=False, joined=begun)
    return project


@transaction.atomic
def add_seat(
    *,
    project: Project,
    member: Membership,
    staff: bool,
    experience: bool,
    joined: date,
    part: str = "",
    votes: bool = True,
) -> Seat:
    """Return somebody's place in the team. Raises NotPossible where they have one already."""
    if member.organisation_id != project.organisation_id or member.left is not None:
        raise NotPossible("Choose somebody who is in your organisation now.")
    if not (staff or experience):
        raise NotPossible("Say whether they are staff, there for their own experience, or both.")
    try:
        with transaction.atomic():
            return Seat.objects.create(
                project=project,
                member=member,
                staff=staff,
                experience=experience,
                part=part,
                votes=votes,
                joined=joined,
            )
    except IntegrityError as twice:
        raise NotPossible(f"{member} is in the team already.") from twice


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
    if client_id:
        again = Meeting.objects.filter(client_id=client_id, project=project).first()
        if again:
            return again
    if stage.project_id != project.pk or any(seat.project_id != project.pk for seat in there):
        raise NotPossible("Choose a stage and people of this project.")
    meeting = Meeting.objects.create(
        project=project,
        stage=stage,
        kind=kind,
        title=title,
        day=day,
        about=about,
        noted=now,
        noted_by=by,
        client_id=client_id,
    )
    Presence.objects.bulk_create(Presence(meeting=meeting, seat=seat) for seat in there)
    return meeting


@transaction.atomic
def publish(*, project: Project, now: datetime) -> Project:
    """Let anybody read the public page of a project, at an address that stays."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if locked.level == Project.Level.INDIVIDUAL:
        raise NotPossible("This is about one person’s own support. It is never public.")
    locked.published = locked.published or now
    locked.save(update_fields=["published"])
    return locked


@transaction.atomic
def take_down(*, project: Project) -> None:
    """Take the public page of a project down. Its address is kept."""
    Project.objects.filter(pk=project.pk).update(published=None)
