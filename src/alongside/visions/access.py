"""Who may see vision boards and write on them. Returns the object, or raises."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from alongside.people import access as people
from alongside.people.models import Membership
from alongside.walls.models import Wall
from alongside.web.found import or_404

from . import queries
from .models import Statement, Vision


def reader(person: Any, organisation: str) -> tuple[Membership, QuerySet[Vision]]:
    """Return who is looking, and the boards they may read: everybody those that are part of no
    project, and of the others those of projects they may read."""
    me = people.member(person, organisation)
    return me, queries.for_member(me)


def vision(person: Any, organisation: str, pk: int) -> tuple[Membership, Vision]:
    """Return who is looking, and a board they may read."""
    me, found = reader(person, organisation)
    return me, or_404(found.filter(pk=pk).first())


def writer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may begin boards."""
    return people.member(person, organisation, *people.CONVENERS)


def to_write(person: Any, organisation: str, pk: int) -> tuple[Membership, Vision]:
    """Return who is looking, and a board they may write on."""
    me, found = vision(person, organisation, pk)
    if not may_write(me):
        raise PermissionDenied("this page needs another role")
    return me, found


def may_write(me: Membership) -> bool:
    """Return whether this member writes on boards."""
    return people.may_convene(me)


def statement(vision: Vision, pk: int) -> Statement:
    """Return a sentence that stands on a board now."""
    found = queries.standing(vision).filter(pk=pk).first()
    return or_404(found if found and found.words else None)


def want(vision: Vision, pk: int) -> Statement:
    """Return a wish that stands on a board now."""
    found = statement(vision, pk)
    return or_404(found if found.kind == Statement.Kind.WANT else None)


def wall(me: Membership, pk: int) -> Wall:
    """Return a wall of my organisation."""
    return or_404(queries.walls_to_take_from(me.organisation).filter(pk=pk).first())
