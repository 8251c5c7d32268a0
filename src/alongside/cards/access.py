"""Who may see decks, write them and have people go through them. Returns the object, or raises."""

from typing import Any

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.web.found import or_404

from . import queries
from .models import Deck, DeckVersion, Run

WRITERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that write decks and have people go through them. All staff read them."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may see decks and their results."""
    return people.staff(person, organisation)


def writer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may write decks."""
    return people.member(person, organisation, *WRITERS)


def may_write(me: Membership) -> bool:
    """Return whether this member may write decks."""
    return me.holds(*WRITERS)


def deck(me: Membership, pk: int) -> Deck:
    """Return one deck of my organisation."""
    return or_404(queries.decks(me.organisation).filter(pk=pk).first())


def version(deck: Deck) -> DeckVersion:
    """Return the newest version of a deck."""
    return or_404(queries.newest(deck))


def run(me: Membership, pk: int) -> Run:
    """Return one run of a deck of my organisation."""
    return or_404(queries.runs().filter(pk=pk, version__deck__organisation=me.organisation).first())


def run_by_code(code: str) -> Run:
    """Return the run at a public address. Anybody with the code may come."""
    return or_404(queries.runs().filter(wave__code=code.upper()).first())
