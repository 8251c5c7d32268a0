"""Who may read a charter, write it, and see it in public. Returns the object, or raises."""

from typing import Any

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.found import or_404, or_gone

from . import queries
from .models import AgreedBy, Charter, CharterVersion, NextStep, Shows

WRITERS = (Role.Name.OWNER, Role.Name.LEAD)
"""Roles that write charters and ask people to rate them. Every member reads them."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read charters."""
    return people.member(person, organisation)


def writer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may write charters."""
    return people.member(person, organisation, *WRITERS)


def may_write(me: Membership) -> bool:
    """Return whether this member may write charters."""
    return me.holds(*WRITERS)


def charter(me: Membership, pk: int) -> Charter:
    """Return one charter of my organisation."""
    return or_404(queries.charters(me.organisation).filter(pk=pk).first())


def version(charter: Charter) -> CharterVersion:
    """Return the newest words of a charter."""
    return or_404(queries.newest(charter))


def promise(version: CharterVersion, key: str) -> dict[str, str]:
    """Return one promise of a version."""
    return or_404(next((one for one in version.promises if one["key"] == key), None))


def public_charter(code: str) -> Charter:
    """Return the charter at this address. Anybody may read it."""
    return or_404(queries.published(code))


def step(charter: Charter, pk: int) -> NextStep:
    """Return what somebody does about a promise of this charter, or has done."""
    return or_gone(charter.next_steps.filter(pk=pk).first())


def shows(charter: Charter, pk: int) -> Shows:
    """Return what stands under a promise of this charter to show whether it is kept."""
    return or_gone(charter.shows.filter(pk=pk).first())


def agreement(version: CharterVersion, pk: int) -> AgreedBy:
    """Return who agreed to these words."""
    return or_gone(version.agreements.filter(pk=pk).first())
