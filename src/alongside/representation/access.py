"""Who may see who is missing, and load what it is compared with. Returns the object, or raises."""

from typing import Any

from django.http import Http404

from alongside.people import access as people
from alongside.people.models import Membership, Role

from . import queries
from .models import AreaFigures
from .queries import Asked, Source
from .reading import Characteristic, by_name

WRITERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.ANALYST)
"""Roles that load figures and say which answer stands for which group."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may see who is missing: staff and senior managers."""
    return people.reader(person, organisation)


def writer(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may load figures and match answers."""
    return people.member(person, organisation, *WRITERS)


def may_write(me: Membership) -> bool:
    """Return whether this member may load figures and match answers."""
    return me.holds(*WRITERS)


def figures(me: Membership, number: int) -> AreaFigures:
    """Return one version of the figures of my organisation."""
    found = queries.versions(me.organisation).filter(number=number).first()
    if found is None:
        raise Http404("no such version")
    return found


def source(me: Membership, key: int) -> Source:
    """Return what was shown of some people of my organisation."""
    found = next((one for one in queries.sources(me.organisation) if one.key == key), None)
    if found is None:
        raise Http404("nothing of this was shown")
    return found


def asked(source: Source, question: str) -> Asked:
    """Return one question of these."""
    found = source.asked.get(question)
    if found is None:
        raise Http404("no such question")
    return found


def characteristics(me: Membership) -> dict[str, Characteristic]:
    """Return what the area is described by. Before figures are loaded, nothing can be matched."""
    found = queries.newest(me.organisation)
    if found is None:
        raise Http404("no figures are loaded")
    return by_name(found.rows)
