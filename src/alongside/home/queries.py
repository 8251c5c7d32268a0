"""What the start pages show."""

from dataclasses import dataclass
from datetime import datetime

from alongside.gatherings import queries as gatherings
from alongside.gatherings.models import Gathering
from alongside.gatherings.next_step import Next, next_step
from alongside.people.models import Membership
from alongside.reports import queries as reports
from alongside.reports.models import Report

MOST_SESSIONS = 3


@dataclass(frozen=True)
class Today:
    """What needs somebody now: the next session with its next step, those after it, and the newest
    report."""

    session: Gathering | None
    step: Next | None
    later: list[Gathering]
    report: Report | None


def today(me: Membership, now: datetime) -> Today:
    """Return what the start page of a member shows. A session that is on counts as the next."""
    upcoming = gatherings.upcoming(me.organisation, now).filter(cancelled=None)
    found = list(upcoming[: MOST_SESSIONS + 1])
    session = found[0] if found else None
    step = next_step(session, gatherings.register(session), now) if session else None
    return Today(session, step, found[1:], reports.reports(me.organisation).first())
