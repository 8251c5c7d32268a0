"""Who may come in. Each function returns what was asked for, or raises 404 or 403."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.web.fields import key

from . import queries
from .models import Group, GroupMember, Membership, Role, Team

STAFF = frozenset({"owner", "lead", "facilitator", "analyst"})
"""Roles that open the staff pages."""

READERS = STAFF | {Role.Name.SENIOR_MANAGER.value}
"""Roles that read reports. An expert by experience takes part."""

CONVENERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that bring people together in groups."""


class SignInFirst(Exception):
    """Nobody is signed in. The middleware sends them to sign in, and then back here."""


def member(person: Any, organisation: str, *roles: str) -> Membership:
    """Return the membership of `person` in the organisation with this slug.

    Raises SignInFirst when nobody is signed in, Http404 when there is none (nobody outside learns
    that the organisation exists) and PermissionDenied when `roles` are named and none is held.
    """
    if not person.is_authenticated:
        raise SignInFirst
    found = Membership.objects.select_related("organisation")
    try:
        me = found.get(organisation__slug=organisation, person=person, left=None)
    except Membership.DoesNotExist:
        raise Http404("no such organisation for this person") from None
    me.person = person
    if roles and not me.holds(*roles):
        raise PermissionDenied("this page needs another role")
    return me


def staff(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who works with the organisation's sessions and answers."""
    return member(person, organisation, *STAFF)


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read reports: staff and senior managers."""
    return member(person, organisation, *READERS)


def owner(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may change teams, members and their roles."""
    return member(person, organisation, Role.Name.OWNER)


def convener(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may make groups and say who is in them."""
    return member(person, organisation, *CONVENERS)


def may_convene(me: Membership) -> bool:
    """Return whether this member may make groups and say who is in them."""
    return me.holds(*CONVENERS)


def area(me: Membership, pk: str) -> Team | None:
    """Return a team of my organisation by the key in an address; None for any."""
    wanted = key(pk)
    return None if wanted is None else me.organisation.teams.filter(pk=wanted).first()


def group(me: Membership, pk: int) -> Group:
    """Return one group of my organisation, also one that is put away."""
    found = me.organisation.groups.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404("not in this organisation")
    return found


def place(group: Group, pk: int) -> GroupMember:
    """Return the place in this group of a member with this key, who is in it now."""
    found = queries.in_group(group).filter(membership=pk).first()
    if found is None:
        raise Http404("not in this group")
    return found
