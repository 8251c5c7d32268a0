"""Who may see and keep files. Each function returns what was asked for, or raises."""

from typing import Any

from django.http import Http404

from alongside.people import access as people
from alongside.people.models import Membership, Role

from . import queries
from .models import File

KEEPERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that add pictures, change what they say and delete them. Other staff looks at them."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may look through the organisation's pictures."""
    return people.staff(person, organisation)


def keeper(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may add and change pictures."""
    return people.member(person, organisation, *KEEPERS)


def may_keep(me: Membership) -> bool:
    return me.holds(*KEEPERS)


def picture(me: Membership, pk: int) -> File:
    """Return one of my organisation's own pictures."""
    found = queries.pictures(me.organisation).filter(pk=pk).first()
    if found is None:
        raise Http404("no such picture in this organisation")
    return found


def by_code(person: Any, code: str) -> tuple[File, bool]:
    """Return the picture at this address, and whether anybody with the address may see it: where
    something public uses it. Else staff of its organisation may."""
    found = queries.at_address(code, File.Kind.PICTURE)
    if found is None:
        raise Http404("not there")
    if queries.public(found):
        return found, True
    if not person.is_authenticated:
        raise Http404("nothing that people see uses it")
    people.reader(person, found.organisation.slug)
    return found, False


def document(person: Any, code: str) -> File:
    """Return the document at this address, for staff of its organisation: whatever uses it."""
    found = queries.at_address(code, File.Kind.DOCUMENT)
    if found is None or not person.is_authenticated:
        raise Http404("not there")
    people.reader(person, found.organisation.slug)
    return found
