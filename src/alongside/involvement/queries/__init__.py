"""Which opportunities there are, who has a part in them, and what is owed to them."""

from .earning import Earned, earned
from .interests import counted, due_for_letters, for_member, interest_of, wanted_by
from .opportunities import (
    checked_in_badly,
    every_part,
    opportunities,
    parts,
    places_left,
    published,
    to_take_part_in,
    who_may_be,
)
from .owed import DaysToPay, costs_due, days_to_pay, due
from .own import (
    corrections,
    keeps_money,
    keys_of,
    may_be_another,
    parts_of,
    training_of,
    with_own_page,
)
from .recognition import (
    address_of,
    certificates_of,
    credit_of,
    credits_in,
    issuer,
    may_be_named,
    references_asked,
    references_of,
    revoked_by,
    to_credit,
)
from .stories import published_stories, said_by, said_in, stories, to_put_in
from .today import PeopleWaiting, people_waiting

__all__ = [
    "DaysToPay",
    "Earned",
    "PeopleWaiting",
    "address_of",
    "certificates_of",
    "checked_in_badly",
    "corrections",
    "costs_due",
    "counted",
    "credit_of",
    "credits_in",
    "days_to_pay",
    "due",
    "due_for_letters",
    "earned",
    "every_part",
    "for_member",
    "interest_of",
    "issuer",
    "keeps_money",
    "keys_of",
    "may_be_another",
    "may_be_named",
    "opportunities",
    "parts",
    "parts_of",
    "people_waiting",
    "places_left",
    "published",
    "published_stories",
    "references_asked",
    "references_of",
    "revoked_by",
    "said_by",
    "said_in",
    "stories",
    "to_credit",
    "to_put_in",
    "to_take_part_in",
    "training_of",
    "wanted_by",
    "who_may_be",
    "with_own_page",
]
