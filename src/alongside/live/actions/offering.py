"""A design is run now, without a session having been planned."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.gatherings import actions as gatherings
from alongside.gatherings import queries as sessions
from alongside.gatherings.actions import Plan
from alongside.gatherings.models import Design
from alongside.people.models import Membership

from ..models import Room
from .running import open_room

PLACES = 100
"""Places of a session that is run without having been planned. Nobody books one."""


@transaction.atomic
def run_now(
    *,
    design: Design,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
    welcome: str = "",
    turn_to: str = "",
    under_18: bool = False,
    approve_first: bool = True,
) -> Room:
    """Return an open room for the newest version of a design, in a session that begins now. The
    same `client_id` again returns the same room."""
    version = sessions.latest(design)
    details = Plan(
        starts=now,
        ends=now + timedelta(minutes=max(1, version.minutes)),
        capacity=PLACES,
        title=design.name,
        version=version,
    )
    gathering = gatherings.plan(
        programme=design.programme,
        details=details,
        by=by,
        now=now,
        led_by=[by],
        client_id=client_id,
    )
    return open_room(
        gathering=gathering,
        by=by,
        now=now,
        welcome=welcome,
        turn_to=turn_to,
        under_18=under_18,
        approve_first=approve_first,
    )
