"""Visits of a day that is over become one number."""

from datetime import datetime

from django.utils import timezone

from . import actions, queries
from .models import Page

MOST_A_TURN = 500


def due(now: datetime) -> int:
    """Sum the visits of each day that is over; return how many days of how many pages."""
    visits = queries.unsummed(timezone.localdate(now))
    days = list(visits.values_list("page", "day").distinct()[:MOST_A_TURN])
    pages = Page.objects.in_bulk([page for page, _ in days])
    for page, day in days:
        actions.sum_visits(page=pages[page], day=day)
    return len(days)
