"""Who may see what people were asked for. Returns the object, or raises 404 or 403."""

from typing import Any

from django.http import Http404

from alongside.asks import access as asks
from alongside.asks.models import Form, Wave
from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.fields import key

SETTERS = (Role.Name.OWNER, Role.Name.LEAD)
"""Roles that say how time is counted."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may see how much people are asked for: staff and senior
    managers."""
    return people.reader(person, organisation)


def staff(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who writes or reads forms."""
    return people.staff(person, organisation)


def setter(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may say how time is counted."""
    return people.member(person, organisation, *SETTERS)


def may_set(me: Membership) -> bool:
    """Return whether this member may say how time is counted."""
    return me.holds(*SETTERS)


def form(me: Membership, typed: str) -> Form:
    """Return a form of my organisation by the key in an address."""
    wanted = key(typed)
    forms = me.organisation.forms.exclude(purpose__in=Form.NOT_WRITTEN)
    found = None if wanted is None else forms.filter(pk=wanted).first()
    if found is None:
        raise Http404("no such form in this organisation")
    return found


def wave(me: Membership, typed: str) -> Wave:
    """Return what people are asked in my organisation by the key in an address."""
    wanted = key(typed)
    found = None if wanted is None else asks.readable(me).filter(pk=wanted).first()
    if found is None:
        raise Http404("nothing is asked at this address")
    return found
