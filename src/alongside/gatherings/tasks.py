"""Reminders, what came of plans, and forgetting what need not be kept."""

from datetime import datetime

from django.utils import timezone

from . import actions, evaluations, pledges, queries, reviews

REMINDERS = [(7, 1), (1, 0)]
"""A reminder 7 days before the start (unless the last day has come), and one the day before."""


def due(now: datetime) -> int:
    """Write the reminders that are due and forget old access needs; return how many of each."""
    done = 0
    for days, until in REMINDERS:
        for booking in list(queries.to_remind(now, days, until)[:200]):
            actions.remind(booking=booking, days=days, now=now)
            done += 1
    for attendance in list(evaluations.to_ask(now)[:200]):
        actions.ask_who_came(attendance=attendance, now=now)
        done += 1
    done += _ask_and_remind_reviewers(now)
    done += _ask_what_came_of_pledges(now)
    for programme in list(pledges.to_settle(timezone.localdate(now))):
        actions.settle_outcomes(programme=programme, now=now)
    if queries.needs_to_forget(now).exists():
        done += actions.forget_needs(now=now)
    return done


def _ask_and_remind_reviewers(now: datetime) -> int:
    """Write to whoever came into a group that is asked something, and remind those who have not
    answered three days before it closes; return how many letters."""
    done = 0
    for review in reviews.open_at(now):
        for member in reviews.to_ask(review):
            actions.write_to_reviewer(review=review, member=member, now=now)
            done += 1
        for member in reviews.to_remind(review, now):
            actions.remind_reviewer(review=review, member=member, now=now)
            done += 1
    return done


def _ask_what_came_of_pledges(now: datetime) -> int:
    """Write to whoever agreed to be asked about their plan, 8 weeks after the session and once
    more at 10; return how many letters."""
    done = 0
    for pledge in list(pledges.to_ask(now)[:200]):
        actions.ask_about_pledge(pledge=pledge, now=now)
        done += 1
    for pledge in list(pledges.to_remind(now)[:200]):
        actions.remind_about_pledge(pledge=pledge, now=now)
        done += 1
    return done
