"""People take a seat in a room and answer; whoever leads answers for those without a device."""

import uuid
from typing import Any

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import intake, queries
from ..intake import Given
from ..models import Asking, Room, Seat, Vote
from .running import held_open, locked, tell
from .sitting import seat_late

MOST_AT_ONCE = 500
"""How many answers can be put in with one press."""


@transaction.atomic
def take_seat(*, room: Room, name: str = "", needs: str = "") -> Seat:
    """Return a seat for somebody who has come in. Hundreds may come in the same second, and none
    waits for another."""
    now = held_open(room)
    seat = Seat.objects.create(room=room, name=name.strip(), needs=needs.strip(), at=now.place)
    seat_late(room=now, seat=seat)
    tell(room)
    return seat


@transaction.atomic
def say_needs(*, seat: Seat, needs: str) -> None:
    """Keep what would help somebody take part, in place of what they said before."""
    held_open(seat.room)
    seat.needs = needs.strip()
    seat.save(update_fields=["needs"])
    tell(seat.room)


@transaction.atomic
def give(*, asking: Asking, seat: Seat, turn: int, answers: dict[str, Any], why: str = "") -> None:
    """Keep what somebody answers in one asking, in place of what they said before: also where that
    has a later turn, because the clock of their phone is ahead.

    The way without JavaScript: a browser with it posts to `handlers`, and both write with `intake`.
    """
    earlier = queries.vote(asking, seat)
    turn = turn if earlier is None else max(turn, earlier.turn + 1)
    (outcome,) = intake.write([Given(asking.pk, seat.pk, turn, answers, why)])
    if outcome == intake.CLOSED:
        raise NotPossible("No more answers are taken for this question.")
    tell(asking.step.room)


@transaction.atomic
def put_in(
    *,
    asking: Asking,
    answers: dict[str, Any],
    people: int,
    by: Membership,
    client_id: uuid.UUID,
    why: str = "",
) -> None:
    """Put in the same answer for so many people who have no device, and once `why` they give it. It
    is marked as put in; the same `client_id` changes nothing the second time."""
    if not 1 <= people <= MOST_AT_ONCE:
        raise NotPossible(f"Enter how many people, from 1 to {MOST_AT_ONCE}.")
    room = locked(asking.step.room)
    if not Asking.objects.filter(pk=asking.pk, reset=None).exists():
        raise NotPossible("This asking was begun anew.")
    Vote.objects.bulk_create(
        (
            Vote(
                asking=asking,
                answers=answers,
                why="" if number else why,
                by=by,
                client_id=uuid.uuid5(client_id, str(number)),
            )
            for number in range(people)
        ),
        ignore_conflicts=True,
    )
    tell(room)


@transaction.atomic
def take_out(*, asking: Asking, like: int, people: int) -> int:
    """Take answers back that were put in by mistake: so many of those that say the same as one of
    them, the vote with the key `like`. Return how many were taken back."""
    room = locked(asking.step.room)
    found = queries.put_in(asking)
    model = next((vote for vote in found if vote.pk == like), None)
    same = [vote.pk for vote in found if model and vote.answers == model.answers]
    gone, _ = Vote.objects.filter(pk__in=same[: max(0, people)]).delete()
    tell(room)
    return gone
