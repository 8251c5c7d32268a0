"""A project begins, and what it is about changes."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation, Team

from ..models import Project, Stage
from .once import made_once
from .team import add_seat


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
    if not issue.strip():
        raise NotPossible("Enter the issue to solve, in plain words.")
    if area and area.organisation_id != organisation.pk:
        raise NotPossible("Choose an area of your own organisation.")
    project, new = made_once(
        Project.objects.filter(organisation=organisation),
        client_id=client_id,
        organisation=organisation,
        name=name,
        issue=issue,
        level=level,
        area=area,
        resources=resources,
        begun=begun,
        made=now,
        made_by=by,
    )
    if not new:
        return project
    Stage.objects.bulk_create(
        Stage(project=project, kind=kind, position=place)
        for place, kind in enumerate(Stage.Kind.values)
    )
    if level == Project.Level.INDIVIDUAL:
        add_seat(project=project, member=by, staff=True, experience=False, joined=begun)
    return project


@transaction.atomic
def change(
    *,
    project: Project,
    name: str,
    issue: str,
    level: str,
    begun: date,
    by: Membership,
    area: Team | None = None,
    resources: str = "",
    ended: date | None = None,
    opens: bool = False,
) -> Project:
    """Change what a project is about. One person's own support has no public page, and whoever
    makes a project that stays in it, or nobody could read it any more. It becomes a project that
    all staff read only with `opens`: the people in it agree."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    if not issue.strip():
        raise NotPossible("Enter the issue to solve, in plain words.")
    if area and area.organisation_id != project.organisation_id:
        raise NotPossible("Choose an area of your own organisation.")
    if ended and ended < begun:
        raise NotPossible("Enter a day it ended on that is not before it began.")
    alone = Project.Level.INDIVIDUAL
    if project.level == alone and level != alone and not opens:
        raise NotPossible("Ask the people in it first: all staff could read everything in it.")
    if level == alone:
        if project.public:
            raise NotPossible(
                "This project has a public page. Take that down first: one person’s own support is "
                "never public."
            )
        if not project.seats.filter(member=by, left=None).exists():
            raise NotPossible(
                "Add yourself to the team first. One person’s own support is read only by people "
                "in the team."
            )
        project.information.update(public=False)
    project.name, project.issue, project.level, project.area = name, issue, level, area
    project.begun, project.ended, project.resources = begun, ended, resources
    project.save()
    return project


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
