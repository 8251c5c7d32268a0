"""Time for what people do now. It can always be stretched, and nothing ends by itself: it is a
clock, and whoever leads goes on."""

from datetime import datetime, timedelta

from django.db import transaction

from alongside.people.actions import NotPossible

from .. import queries
from ..models import Room, Step
from .running import locked, tell

MOST = 180
"""Minutes that can be given at once."""


@transaction.atomic
def give_time(*, room: Room, minutes: int, now: datetime) -> None:
    """Begin a time of so many minutes at the step the room is at, or add them to one that runs."""
    step = _step(room)
    if not 1 <= minutes <= MOST:
        raise NotPossible(f"Give a time from 1 to {MOST} minutes.")
    begins = step.ends if step.ends is not None and step.ends > now else now
    _end_at(step, begins + timedelta(minutes=minutes))


@transaction.atomic
def stop_time(*, room: Room) -> None:
    """Take the clock away."""
    _end_at(_step(room), None)


def _step(room: Room) -> Step:
    step = queries.current(locked(room))
    if step is None:
        raise NotPossible("There is no clock in the lobby. Go to a step first.")
    return step


def _end_at(step: Step, ends: datetime | None) -> None:
    step.ends = ends
    step.save(update_fields=["ends"])
    tell(step.room)
