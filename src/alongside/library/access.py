"""Who may read and write pages. Returns the object, or raises 404 or 403."""

from typing import Any

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.found import or_404

from . import queries
from .models import Page, PageVersion

WRITERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that write pages. Every member reads them, drafts too."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read drafts and earlier versions."""
    return people.member(person, organisation)


def writer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may write and publish."""
    return people.member(person, organisation, *WRITERS)


def may_write(me: Membership) -> bool:
    """Return whether this member may write and publish."""
    return me.holds(*WRITERS)


def page(me: Membership, pk: int) -> Page:
    """Return a page of my organisation."""
    return or_404(queries.pages(me.organisation).filter(pk=pk).first())


def version(page: Page, number: int) -> PageVersion:
    """Return a published version of a page that was let through already."""
    return or_404(queries.versions(page).filter(number=number).first())


def public_page(organisation: str, page: str) -> PageVersion:
    """Return what anybody may read at this address."""
    return or_404(queries.public(organisation, page))
