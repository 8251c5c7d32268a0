"""Who may read of draws, and who runs them. Returns the object, or raises."""

from datetime import date
from typing import Any

from django.http import Http404

from alongside.involvement import access as involvement
from alongside.involvement.models import Opportunity
from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.found import or_404, or_gone

from . import queries
from .models import Draw, Feature, Settlement, Ticketed

DRAWERS = (Role.Name.OWNER, Role.Name.LEAD)
"""Roles that set up a draw, settle its list and type the seed. Whoever runs opportunities reads."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may see a draw and who was drawn."""
    return involvement.runner(person, organisation)


def drawer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may run a draw."""
    return people.member(person, organisation, *DRAWERS)


def may_draw(me: Membership) -> bool:
    """Return whether this member may run a draw."""
    return me.holds(*DRAWERS)


def waiting(me: Membership, today: date) -> list[Draw]:
    """Return the draws that wait for this member."""
    return list(queries.to_see_to(me.organisation, today)) if may_draw(me) else []


def opportunity(me: Membership, pk: int) -> Opportunity:
    """Return an opportunity of my organisation."""
    return involvement.opportunity(me, pk)


def draw(me: Membership, opportunity: int) -> Draw:
    """Return the draw of an opportunity of my organisation."""
    found = queries.draws().filter(
        opportunity=opportunity, opportunity__organisation=me.organisation
    )
    return or_404(found.first())


def feature(draw: Draw, pk: int) -> Feature:
    """Return one thing that is asked."""
    return or_gone(draw.features.filter(pk=pk).first())


def settlement(draw: Draw) -> Settlement:
    """Return the list of a draw, once it is settled."""
    return or_404(queries.settlement_of(draw))


def ticketed(draw: Draw, part: int) -> Ticketed:
    """Return somebody on the list, by their part: staff do not see numbers."""
    return or_404(queries.people(settlement(draw)).filter(part=part).first())


def public(code: str) -> Draw:
    """Return a draw that anybody may read of, by the code of its address."""
    if "\0" in code:
        raise Http404("no code has a zero byte")
    return or_404(queries.opened().filter(code=code.upper()).first())
