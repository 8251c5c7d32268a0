"""Who may read a project and run it. Returns the object, or raises."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from alongside.people import access as people
from alongside.people.models import Membership, Role

from . import queries
from .models import Project

RUNNERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that run projects for everybody."""


def projects(person: Any, organisation: str) -> tuple[Membership, QuerySet[Project]]:
    """Return the membership of somebody and the projects they may read."""
    me = people.member(person, organisation)
    return me, queries.projects_of(me, all_of_them=me.holds(*people.READERS))


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
