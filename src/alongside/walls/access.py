"""Who may see, change and run a wall. Each function returns what was asked for, or raises."""

from typing import Any

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.found import or_404

from . import queries
from .models import Kept, Note, Wall

RUNNERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that make and run walls. Every other role that opens the staff pages reads them."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read walls and take them away as files."""
    return people.staff(person, organisation)


def runner(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may make and run walls."""
    return people.member(person, organisation, *RUNNERS)


def may_run(me: Membership) -> bool:
    return me.holds(*RUNNERS)


def may_read(me: Membership) -> bool:
    return me.holds(*people.STAFF)


def wall(me: Membership, pk: int) -> Wall:
    """Return a wall of my organisation."""
    return or_404(queries.walls(me.organisation).filter(pk=pk).first())


def wall_by_code(code: str) -> Wall:
    """Return the wall with this code. Anybody with the code may come."""
    return or_404(queries.by_code(code))


def note(wall: Wall, number: int, *, author: str = "", leads: bool = False) -> Note:
    """Return a note of a wall that was let through, if this person sees it."""
    return or_404(queries.notes(wall, author=author, leads=leads, numbers=[number]).first())


def kept(me: Membership, pk: int) -> Kept:
    """Return what my organisation has kept."""
    return or_404(queries.kept(me.organisation).filter(pk=pk).first())


def kept_by_code(code: str) -> Kept:
    """Return what was kept at this address: anybody may read it."""
    return or_404(queries.kept_by_code(code))
