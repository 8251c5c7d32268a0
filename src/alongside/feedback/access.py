"""Who may read the feedback log, write in it, and read what is public. Returns the object, or
raises."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from alongside.asks.queries import hashed
from alongside.influence.access import sees
from alongside.people import access as people
from alongside.people.models import Membership
from alongside.projects.access import RUNNERS, may_run, readable
from alongside.projects.models import Project
from alongside.web.found import or_404

from . import queries
from .models import Claim, Entry, Route

__all__ = ["may_run", "sees"]


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read the log."""
    return people.reader(person, organisation)


def writer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may write in it."""
    return people.member(person, organisation, *RUNNERS)


def projects(me: Membership) -> QuerySet[Project]:
    """Return the projects that feedback can be about: those for everybody."""
    return readable(me).filter(level=Project.Level.STRATEGIC)


def route(me: Membership, pk: int) -> Route:
    """Return a route of my organisation."""
    return or_404(queries.routes(me.organisation).filter(pk=pk).first())


def entry(me: Membership, pk: int) -> Entry:
    """Return feedback that I may know of."""
    return or_404(queries.readable(me.organisation, sees(me)).filter(pk=pk).first())


def claim(me: Membership, pk: int) -> Claim:
    """Return what my organisation says of its feedback."""
    return or_404(queries.claims(me.organisation).filter(pk=pk).first())


def to_take(me: Membership, kind: str, pk: int) -> Any:
    """Return what somebody said elsewhere, that can be put in the log."""
    found = queries.to_take(me.organisation, sees(me))._asdict()
    if kind not in found:
        raise Http404("nothing of this kind")
    return or_404(found[kind].filter(pk=pk).first())


def open_route(code: str) -> Route:
    """Return the route with this code, by which anybody can write; one that has ended too."""
    _no_zero(code)
    rows = Route.objects.filter(queries.FOR_EVERYBODY, code=code.upper(), open_link=True)
    return or_404(rows.select_related("organisation", "project").first())


def own(key: str) -> Entry:
    """Return the feedback of whoever has this private address."""
    _no_zero(key)
    found = queries.by_key(hashed(key))
    if found is None:
        raise Http404("no such address")
    return found


def public_claim(code: str) -> Claim:
    """Return what an organisation says in public."""
    _no_zero(code)
    return or_404(queries.public_claims().filter(code=code.upper()).first())


def _no_zero(code: str) -> None:
    if "\0" in code:
        raise Http404("no code has a zero byte")
