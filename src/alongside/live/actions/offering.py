"""An agenda is run now, left open for people to do alone, or gone through again."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.gatherings import actions as gatherings
from alongside.gatherings import queries as sessions
from alongside.gatherings.actions import Plan
from alongside.gatherings.models import Design, Gathering
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import queries
from ..models import LONGEST, Room
from .running import lead_on, locked, open_room, show_pictures, tell

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


@transaction.atomic
def leave_open(
    *,
    gathering: Gathering,
    by: Membership,
    until: datetime,
    now: datetime,
    welcome: str = "",
    turn_to: str = "",
    next_step: str = "",
    under_18: bool = False,
) -> Room:
    """Return a room in which each goes through the session's agenda alone, until a moment.

    Raises NotPossible while people are in a room together.
    """
    _check(until, now)
    already = queries.open_room(gathering)
    if already is not None and not already.self_paced:
        raise NotPossible("The room of this session is open. Close it first.")
    return open_room(
        gathering=gathering,
        by=by,
        now=now,
        welcome=welcome,
        turn_to=turn_to,
        under_18=under_18,
        until=until,
        next_step=next_step,
    )


@transaction.atomic
def change_until(*, room: Room, until: datetime, now: datetime) -> None:
    """Leave a self-paced room open for longer, or less long."""
    _check(until, now)
    room = locked(room)
    if not room.self_paced:
        raise NotPossible("People are in this room together. It closes by hand.")
    room.until = until
    room.save(update_fields=["until"])
    tell(room)


def _check(until: datetime, now: datetime) -> None:
    if not now < until <= now + LONGEST:
        raise NotPossible("Choose a day from today on, at most a year ahead.")


@transaction.atomic
def set_replay(*, room: Room, replay: bool, words: bool, now: datetime) -> None:
    """Let people go through a room again once it has closed, or no longer. `words` also shows them
    what its walls and questions said."""
    room = Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
    room.replay, room.replay_words = replay, replay and words
    room.save(update_fields=["replay", "replay_words"])
    show_pictures(room, public=replay or not room.closed, now=now)
    if queries.newest_room(room.gathering.code) == room:
        lead_on(room)
