"""What somebody does on the page of their own that reaches into several nouns."""

from datetime import datetime

from django.db import transaction

from alongside.boards import actions as boards
from alongside.draws import actions as draws
from alongside.influence import actions as influence
from alongside.influence.queries import own
from alongside.involvement import actions as involvement
from alongside.involvement import queries
from alongside.passports import queries as passports
from alongside.people.models import Membership


@transaction.atomic
def forget(*, member: Membership, now: datetime) -> bool:
    """Delete what somebody told us: their words to projects, what helps them, what they answered
    before lots were drawn, and all that `involvement.forget` deletes; return whether their name
    went too. Twice is once."""
    for one in own.said_by(queries.keys_of(member)):
        influence.take_back(contribution=one.contribution, now=now)
    passports.needs(member).delete()
    draws.forget(member=member, now=now)
    boards.forget(member=member)
    return involvement.forget(member=member, now=now)
