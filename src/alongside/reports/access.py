"""Who may read reports. Returns the report, or raises 404 or 403."""

from typing import Any

from django.http import Http404

from alongside.people import access as people

from .models import Report


def report(person: Any, organisation: str, pk: int) -> Report:
    """Return a report of the organisation to its staff and senior managers."""
    me = people.reader(person, organisation)
    found = (
        me.organisation.reports.select_related("programme", "organisation").filter(pk=pk).first()
    )
    if found is None:
        raise Http404("no such report in this organisation")
    return found
