"""Who may read what somebody shared. Returns the object, or raises."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

from alongside.gatherings import access as gatherings
from alongside.gatherings.models import Gathering
from alongside.involvement import access as involvement
from alongside.involvement.models import Part
from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.found import or_gone

from . import queries
from .models import Need, Share


def counter(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may see how many share what, of nobody by name."""
    return people.member(person, organisation, *queries.LEADS, Role.Name.SENIOR_MANAGER)


def session(person: Any, organisation: str, pk: int) -> tuple[Membership, Gathering]:
    """Return who is looking, who leads or planned this session or leads the organisation, and the
    session."""
    me = gatherings.runner(person, organisation)
    found = gatherings.gathering(me, pk)
    if not queries.may_read(me, found):
        raise PermissionDenied("only those who run this session read what people shared for it")
    return me, found


def part(person: Any, organisation: str, opportunity: int, pk: int) -> tuple[Membership, Part]:
    """Return who is looking, whom this person can turn to or who leads the organisation, and the
    part."""
    me = involvement.runner(person, organisation)
    found = involvement.part(involvement.opportunity(me, opportunity), pk)
    if not queries.may_read(me, found):
        raise PermissionDenied("only those whom this person turns to read what they shared")
    return me, found


def share(rows: QuerySet[Share], pk: int) -> Share:
    """Return one of what is shared; 404 for what has ended meanwhile."""
    return _one(rows, pk=pk)


def need(member: Membership, pk: int) -> Need:
    return or_gone(queries.needs(member).filter(pk=pk).first())


def own_share(member: Membership, pk: int) -> Share:
    return _one(queries.shares(member), pk=pk)


def own_event(member: Membership, kind: str, pk: int, now: Any) -> Gathering | Part:
    """Return a session that this person booked, or their part in an opportunity."""
    rows: QuerySet[Any] = (
        queries.sessions_of(member, now) if kind == "session" else queries.parts_of(member)
    )
    found: Gathering | Part = _one(rows, pk=pk)
    return found


def _one[Row: Model](rows: QuerySet[Row], **which: Any) -> Row:
    row = rows.filter(**which).first()
    if row is None:
        raise Http404("not there, or not for this person")
    return row
