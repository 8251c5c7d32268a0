"""Who may read the ladder of projects, say where they are, and choose its words."""

from typing import Any

from django.http import Http404

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.projects.access import may_run, projects, reader, runner
from alongside.projects.models import Evidence, Project
from alongside.web.found import or_gone

from .models import FileShows, Wording
from .queries.activities import KINDS, Activity, activity

__all__ = ["may_choose", "may_run", "projects", "reader", "runner"]

CHOOSERS = (Role.Name.OWNER, Role.Name.LEAD)
"""Roles that choose the words of the ladder for everybody."""


def member(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody."""
    return people.member(person, organisation)


def chooser(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may choose the words."""
    return people.member(person, organisation, *CHOOSERS)


def may_choose(me: Membership) -> bool:
    """Return whether this member may choose the words."""
    return me.holds(*CHOOSERS)


def one_activity(me: Membership, project: Project, kind: str, pk: int) -> Activity:
    """Return an activity of a project."""
    found = activity(project, kind, pk, me) if kind in KINDS else None
    if found is None:
        raise Http404("no such activity in this project")
    return found


def wording(me: Membership, pk: int) -> Wording:
    """Return a wording of my organisation."""
    found = Wording.objects.filter(organisation=me.organisation, pk=pk).first()
    if found is None:
        raise Http404("no such wording here")
    return found


def shown(project: Project, pk: int) -> FileShows:
    """Return a file that stands beside a fact of a project."""
    return or_gone(FileShows.objects.filter(project=project, pk=pk).first())


def files(project: Project) -> Any:
    """Return the dated files of a project, newest first."""
    return Evidence.objects.filter(project=project, file__isnull=False)
