"""Who may read reports. Returns the report, or raises 404 or 403."""

from typing import Any

from django.http import Http404

from alongside.asks import access as asks
from alongside.asks.models import Wave
from alongside.people import access as people

from . import queries
from .models import Report, Results


def report(person: Any, organisation: str, pk: int) -> Report:
    """Return a report of the organisation to its staff and senior managers."""
    me = people.reader(person, organisation)
    found = (
        me.organisation.reports.select_related("programme", "organisation").filter(pk=pk).first()
    )
    if found is None:
        raise Http404("no such report in this organisation")
    return found


def wave(person: Any, organisation: str, pk: int) -> Wave:
    """Return a wave with results of its own to staff and senior managers. What was said about a
    session stands in the report of its programme: beside that, results of its own would give away
    what people said at the others."""
    me = people.reader(person, organisation)
    found = queries.with_results(asks.readable(me)).filter(pk=pk).first()
    if found is None:
        raise Http404("no such wave with results in this organisation")
    return found


def results(wave: Wave) -> Results:
    """Return the results of everything in a wave that was let through already."""
    found = queries.whole(wave)
    if found is None:
        raise Http404("no results were made")
    return found


def view(wave: Wave, pk: int) -> Results:
    """Return the results of a wave that was let through already, as one view shows them."""
    found = queries.views(wave).filter(pk=pk).first()
    if found is None:
        raise Http404("no such view of these results")
    return found
