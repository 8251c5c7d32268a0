"""Who may come in. Each function returns what was asked for, or raises 404 or 403."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from .models import Membership, Role

STAFF = frozenset({"owner", "lead", "facilitator", "analyst"})
"""Roles that open the staff pages."""

READERS = STAFF | {Role.Name.SENIOR_MANAGER.value}
"""Roles that read reports. An expert by experience takes part."""


class SignInFirst(Exception):
    """Nobody is signed in. The middleware sends them to sign in, and then back here."""


def _memberships() -> QuerySet[Membership]:
    return Membership.objects.select_related("organisation", "person").prefetch_related("roles")


def member(person: Any, organisation: str, *roles: str) -> Membership:
    """Return the membership of `person` in the organisation with this slug.

    Raises SignInFirst when nobody is signed in, Http404 when there is none (nobody outside learns
    that the organisation exists) and PermissionDenied when `roles` are named and none is held.
    """
    if not person.is_authenticated:
        raise SignInFirst
    me = _memberships().filter(organisation__slug=organisation, person=person, left=None).first()
    if me is None:
        raise Http404("no such organisation for this person")
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
