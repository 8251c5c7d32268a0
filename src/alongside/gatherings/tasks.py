"""Reminders, and forgetting what need not be kept."""

from datetime import datetime

from . import actions, queries

REMINDERS = [(7, 1), (1, 0)]
"""A reminder 7 days before the start (unless the last day has come), and one the day before."""


def due(now: datetime) -> int:
    """Write the reminders that are due and forget old access needs; return how many of each."""
    done = 0
    for days, until in REMINDERS:
        for booking in list(queries.to_remind(now, days, until)[:200]):
            actions.remind(booking=booking, days=days, now=now)
            done += 1
    if queries.needs_to_forget(now).exists():
        done += actions.forget_needs(now=now)
    return done
