"""Who may read letters."""

from typing import Any

from django.http import Http404

from alongside.people import access as people

from . import queries
from .models import Letter


def letter(person: Any, organisation: str, pk: int) -> Letter:
    """Return one letter of the organisation's outbox to a member of staff."""
    me = people.staff(person, organisation)
    found = queries.outbox(me.organisation).filter(pk=pk).first()
    if found is None:
        raise Http404("no such letter in this organisation")
    return found
