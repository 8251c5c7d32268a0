"""What the start pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from alongside.asks import access as asks_access
from alongside.asks import queries as asks
from alongside.asks.models import Mode, Response, Wave
from alongside.asks.queries import writing
from alongside.gatherings import queries as gatherings
from alongside.gatherings.models import Attendance, Booking, Gathering
from alongside.gatherings.next_step import Next, next_step
from alongside.influence import queries as influence
from alongside.insight import access as insight_access
from alongside.insight import queries as insight
from alongside.insight.models import Analysis, Theme
from alongside.letters import post
from alongside.people.access import STAFF
from alongside.people.models import Membership, Organisation
from alongside.reports import queries as reports
from alongside.reports.models import Report

MOST = 3
"""How many of each thing the start page shows at most."""


def has_shown(organisation: Organisation) -> bool:
    """Return whether numbers of people have been shown: who came, or what they answered."""
    came = Attendance.objects.filter(gathering__programme__organisation=organisation)
    found = (organisation.cuts, organisation.reports, came)
    return any(rows.exists() for rows in found)


@dataclass(frozen=True)
class FirstSteps:
    """What an organisation has that has never had a session: teams, people, a form to ask."""

    teams: bool
    people: bool
    form: bool


@dataclass(frozen=True)
class Today:
    """What needs somebody now: the next session with its next step and those after it, what people
    are asked, the themes nobody has finished, what waits for an answer, and the newest report."""

    session: Gathering | None
    step: Next | None
    later: list[Gathering]
    first_steps: FirstSteps | None
    asked: list[Wave]
    reading: list[Analysis]
    unanswered: list[Theme]
    report: Report | None
    letters_stay: bool


def today(me: Membership, now: datetime) -> Today:
    """Return what the start page of a member shows. A session that is on counts as the next."""
    here = me.organisation
    upcoming = gatherings.upcoming(here, now).filter(cancelled=None)
    found = list(upcoming[: MOST + 1])
    session = found[0] if found else None
    reads_comments = me.holds(*insight_access.READERS)
    return Today(
        session=session,
        step=next_step(session, gatherings.register(session), now) if session else None,
        later=found[1:],
        first_steps=None if found else _first_steps(here),
        asked=list(asks.asked_now(asks_access.readable(me), now).filter(opens__lte=now)[:MOST]),
        reading=list(insight.analyses(here).filter(shared=None)[:MOST]) if reads_comments else [],
        unanswered=list(influence.unanswered(here)[:MOST]),
        report=reports.reports(here).first(),
        letters_stay=me.holds(*STAFF) and not here.example and not post.configured(),
    )


def _first_steps(here: Organisation) -> FirstSteps | None:
    if gatherings.gatherings(here).exists():
        return None
    return FirstSteps(
        teams=here.teams.exists(),
        people=here.memberships.filter(left=None).count() > 1,
        form=writing.forms(here).filter(versions__isnull=False).exists(),
    )


def answered_by(members: Iterable[int]) -> QuerySet[Response]:
    """Return what somebody answered with their name, by the keys of the members they are, the
    newest first. What they answered in confidence is not in it."""
    found = Response.objects.filter(member__in=members, mode=Mode.NAMED)
    return found.select_related("wave__version", "member").order_by("-day", "pk")


def bookings_of(members: Iterable[int]) -> QuerySet[Booking]:
    """Return the bookings of somebody, by the keys of the members they are, the newest first."""
    found = Booking.objects.filter(membership__in=members)
    return found.select_related("gathering__programme__organisation").order_by("-booked", "-pk")


def attended_by(members: Iterable[int]) -> QuerySet[Attendance]:
    """Return when somebody came to a session, the newest first."""
    found = Attendance.objects.filter(membership__in=members)
    return found.select_related("gathering__programme").order_by("-noted", "-pk")
