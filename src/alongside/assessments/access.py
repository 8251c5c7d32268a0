"""Who may read an assessment, see what its group sees, and see to it. Returns the object, or
raises."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.methods.instruments import Instrument, Item
from alongside.people import access as people
from alongside.people.models import Membership
from alongside.projects.models import Project
from alongside.web import links
from alongside.web.fields import key as as_key
from alongside.web.found import or_404, or_gone

from . import private, queries
from .models import Assessment, NextStep, Place, ShownBy


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read what leaves the groups: any member."""
    return people.member(person, organisation)


def runner(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may begin assessments and see to them."""
    return people.member(person, organisation, *queries.RUNNERS)


def may_run(me: Membership) -> bool:
    """Return whether this member may begin assessments and see to them."""
    return me.holds(*queries.RUNNERS)


def assessment(me: Membership, pk: int) -> Assessment:
    """Return one assessment of my organisation."""
    return or_404(queries.assessments(me.organisation).filter(pk=pk).first())


def of_group(person: Any, organisation: str, pk: int) -> tuple[Membership, Assessment]:
    """Return a closed assessment for somebody who is in its group or leads its conversation: nobody
    else sees what the group sees, whatever their role."""
    me = reader(person, organisation)
    found = assessment(me, pk)
    if not queries.in_group(found, me):
        raise PermissionDenied("only the group sees this")
    if found.closed is None:
        raise Http404("people still answer alone")
    return me, found


def may_write(assessment: Assessment, me: Membership) -> bool:
    """Return whether somebody may write down what the group comes to: who leads the conversation,
    and whoever sees to assessments and is in the group."""
    return assessment.led_by_id == me.pk or (may_run(me) and queries.in_group(assessment, me))


def writer(person: Any, organisation: str, pk: int) -> tuple[Membership, Assessment]:
    """Return a closed assessment for somebody who may write down what its group comes to."""
    me, found = of_group(person, organisation, pk)
    if not may_write(found, me):
        raise PermissionDenied("this page needs another role")
    return me, found


def item(assessment: Assessment, key: str) -> Item:
    """Return one item of the instrument of an assessment."""
    return or_404(assessment.instrument.item(key))


def step(assessment: Assessment, pk: int) -> NextStep:
    """Return what somebody does about an item of this assessment, and has not done yet."""
    return or_404(assessment.next_steps.filter(pk=pk, done_on=None).first())


def shown_by(assessment: Assessment, pk: int) -> ShownBy:
    """Return what stands beside an item of this assessment as evidence."""
    return or_404(assessment.shown_by.select_related("evidence__file").filter(pk=pk).first())


def place_in(assessment: Assessment, pk: int) -> Place:
    """Return a place in the group of this assessment."""
    return or_gone(assessment.places.select_related("member").filter(pk=pk).first())


def place(token: str) -> Place:
    """Return the place that a private link opens. Raises links.Spoilt."""
    found = queries.place(private.kept(token))
    if found is None:
        raise links.Spoilt
    return found


def instrument(me: Membership, key: str, version: int) -> Instrument:
    """Return an instrument that my organisation can read."""
    return or_404(queries.instrument(me.organisation, key, version))


def newest_instrument(me: Membership, key: str) -> Instrument:
    """Return the newest version of an instrument that my organisation can begin with."""
    offered = queries.offered(me.organisation)
    return or_404(next((one for one in offered if one.key == key), None))


def team_wanted(me: Membership, pk: str) -> Project | None:
    """Return the project whose team somebody wants to ask; None when the address names none."""
    number = as_key(pk)
    return queries.teams(me.organisation).filter(pk=number).first() if number else None
