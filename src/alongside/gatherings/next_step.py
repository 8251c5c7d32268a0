"""What whoever runs a session should do next, worked out from the clock and the rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .models import Booking, Gathering
from .queries import Row, to_arrange


class Step(StrEnum):
    """In the order of the day; until the start, what people asked for goes before everything."""

    ARRANGE = "arrange"
    BOOKING_LATER = "booking later"
    INVITE = "invite"
    FULL = "full"
    EVALUATION = "evaluation"
    WAIT = "wait"
    CHECK_IN = "check in"
    WHO_CAME = "who came"
    AFTERWARDS = "afterwards"


@dataclass(frozen=True)
class Next:
    """The step, and for ARRANGE the bookings it is about, first asked first."""

    step: Step
    needs: list[Booking]


def next_step(gathering: Gathering, rows: list[Row], now: datetime) -> Next | None:
    """Return the next step, or None for a session that is cancelled."""
    if gathering.cancelled:
        return None
    needs = to_arrange(rows)
    if needs and now < gathering.starts:
        return Next(Step.ARRANGE, needs)
    return Next(_step(gathering, rows, now), [])


def _step(gathering: Gathering, rows: list[Row], now: datetime) -> Step:
    if now >= gathering.ends:
        return Step.AFTERWARDS if any(row.here for row in rows) else Step.WHO_CAME
    if now >= gathering.check_in_opens:
        return Step.CHECK_IN
    if now < gathering.booking_opens:
        return Step.BOOKING_LATER
    if rows and gathering.evaluation_id is None:
        return Step.EVALUATION
    if not gathering.takes_bookings(now):
        return Step.WAIT
    taken = sum(row.booking is not None and not row.waiting for row in rows)
    return Step.INVITE if taken < gathering.capacity else Step.FULL
