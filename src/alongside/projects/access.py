"""Who may read a project and run it. Returns the object, or raises."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.found import or_gone

from . import queries
from .models import (
    Evidence,
    GroundRules,
    Information,
    Meeting,
    Milestone,
    Project,
    Seat,
    Stage,
)

RUNNERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that run projects for everybody."""


def projects(person: Any, organisation: str) -> tuple[Membership, QuerySet[Project]]:
    """Return the membership of somebody and the projects they may read."""
    me = people.member(person, organisation)
    return me, readable(me)


def readable(me: Membership) -> QuerySet[Project]:
    """Return the projects that this member may read."""
    return queries.projects_of(me, all_of_them=me.holds(*people.READERS))


def beginner(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may begin a project."""
    return people.member(person, organisation, *RUNNERS)


def reader(person: Any, organisation: str, pk: int) -> tuple[Membership, Project]:
    """Return who is looking, and a project they may read: staff and senior managers any that is for
    everybody, and everybody those they have a seat in. One person's own support is read by nobody
    else (R39)."""
    me, mine = projects(person, organisation)
    found = mine.filter(pk=pk).first()
    if found is None:
        raise Http404("not there, or not for this member")
    return me, found


def runner(person: Any, organisation: str, pk: int) -> tuple[Membership, Project]:
    """Return who is looking, and a project they may change."""
    me, project = reader(person, organisation, pk)
    if not may_run(me):
        raise PermissionDenied("this page needs another role")
    return me, project


def may_run(me: Membership) -> bool:
    """Return whether this member changes the projects that they may read."""
    return me.holds(*RUNNERS)


def own_seat(me: Membership, project: Project) -> Seat | None:
    """Return the place of whoever is looking in the team now, if they have one."""
    return queries.team(project).filter(member=me).first()


def seat(project: Project, pk: int) -> Seat:
    return _one(project.seats.select_related("member"), pk=pk)


def stage(project: Project, pk: int) -> Stage:
    return _one(project.stages.all(), pk=pk)


def meeting(project: Project, pk: int) -> Meeting:
    return or_gone(project.meetings.select_related("stage", "project").filter(pk=pk).first())


def milestone(project: Project, pk: int) -> Milestone:
    return or_gone(project.milestones.select_related("project").filter(pk=pk).first())


def rules(project: Project, number: int) -> GroundRules:
    return _one(project.ground_rules.select_related("written_by"), number=number)


def information(project: Project, pk: int) -> Information:
    found = project.information.select_related("file", "project__organisation")
    return or_gone(found.filter(pk=pk).first())


def public_information(code: str, pk: int) -> Information:
    """Return something that stands on the public page of a project, while that is up."""
    if "\0" in code:
        raise Http404("no code has a zero byte")
    public = Information.objects.filter(public=True, project__published__isnull=False)
    return _one(public.select_related("file"), project__code=code, pk=pk)


def evidence(project: Project, pk: int) -> Evidence:
    return or_gone(project.evidence.select_related("file", "organisation").filter(pk=pk).first())


def _one[Row: Model](rows: QuerySet[Row], **which: Any) -> Row:
    """Return one row of a project, or raise Http404."""
    row = rows.filter(**which).first()
    if row is None:
        raise Http404("not in this project")
    return row
