"""What somebody does on the page of their own that reaches into several nouns."""

from datetime import datetime

from django.db import transaction

from alongside.asks import actions as asked
from alongside.boards import actions as boards
from alongside.draws import actions as draws
from alongside.gatherings import actions as booked
from alongside.influence import actions as influence
from alongside.influence.queries import own
from alongside.involvement import actions as involvement
from alongside.involvement import queries
from alongside.passports import queries as passports
from alongside.people.models import Membership

from . import queries as rows


@transaction.atomic
def forget(*, member: Membership, now: datetime) -> bool:
    """Delete what somebody told us: their words to projects, what helps them, what they answered
    before lots were drawn, and all that `involvement.forget` deletes; return whether their name
    went too. Twice is once."""
    """Delete what somebody told us: their words to projects, what they answered with their name,
    what helps them, and all that `involvement.forget` deletes; places in sessions still to come are
    given back. Return whether their name went too. Twice is once.

    What they answered in confidence stays: it is in numbers that were shown, and whoever compared
    those with new ones would learn it."""
    for one in own.said_by(queries.keys_of(member)):
        influence.take_back(contribution=one.contribution, now=now)
    for booking in rows.bookings_of(queries.keys_of(member)):
        if booking.cancelled is None and now < booking.gathering.starts:
            booked.cancel_booking(booking=booking, now=now)
        booked.change_needs(booking=booking, needs="")
    for response in rows.answered_by(queries.keys_of(member)):
        asked.remove_response(response=response)
    passports.needs(member).delete()
    draws.forget(member=member, now=now)
    boards.forget(member=member)
    return involvement.forget(member=member, now=now)
