"""Who may read what people wrote: analysts and leads. Returns the object, or raises 404 or 403."""

from typing import Any

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.fields import key
from alongside.web.found import or_404, or_gone

from . import queries
from .models import Analysis, Theme

READERS = (Role.Name.ANALYST, Role.Name.LEAD)
"""Roles that read comments. Everybody else sees themes with protected numbers."""


def analyst(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read comments."""
    return people.member(person, organisation, *READERS)


def analysis(me: Membership, pk: int) -> Analysis:
    """Return one analysis of my organisation."""
    return or_404(queries.analyses(me.organisation).filter(pk=pk).first())


def theme(analysis: Analysis, pk: int | str) -> Theme:
    """Return one theme of this analysis, also by the key a form sent."""
    return or_gone(queries.themes(analysis).filter(pk=key(str(pk)) or 0).first())


def comment(analysis: Analysis, pk: int) -> Any:
    """Return one comment this analysis is about, with the `kind` of its question."""
    return or_404(queries.comments(analysis).filter(pk=pk).first())
