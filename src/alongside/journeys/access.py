"""Who may read a journey, change it, and see it in public. Returns the object, or raises."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.projects import access as projects
from alongside.projects.models import Evidence, Project
from alongside.web.found import or_404, or_gone

from . import queries
from .models import Journey, Stage

WRITERS = (Role.Name.OWNER, Role.Name.LEAD)
"""Roles that change journeys and ask for the values. Every member reads them."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read journeys."""
    return people.member(person, organisation)


def writer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may change journeys."""
    return people.member(person, organisation, *WRITERS)


def may_write(me: Membership) -> bool:
    """Return whether this member may change journeys."""
    return me.holds(*WRITERS)


def journey(me: Membership, pk: int) -> Journey:
    """Return one journey of my organisation."""
    return or_404(queries.journeys(me.organisation).filter(pk=pk).first())


def stage(journey: Journey, pk: int) -> Stage:
    """Return one stage of a journey."""
    return or_gone(journey.stages.filter(pk=pk).first())


def evidence(stage: Stage, pk: int) -> Evidence:
    """Return what shows something about this stage."""
    return or_gone(stage.evidence.select_related("file", "organisation").filter(pk=pk).first())


def readable_projects(me: Membership) -> QuerySet[Project]:
    """Return the projects that this member may read and that can stand beside a stage: nobody’s own
    support."""
    return projects.readable(me).filter(level=Project.Level.STRATEGIC)


def public_journey(code: str) -> Journey:
    """Return the journey at this address. Anybody may read it."""
    if "\0" in code:
        raise Http404("no code has a zero byte")
    return or_404(queries.published(code))
