"""Which boards there are, who is on them, when they met, and which of them have stopped."""

from .alerts import (
    MISSED,
    includes_people,
    last_known,
    open_alerts,
    overdue,
    put_away,
    reached,
    waiting,
)
from .boards import boards, can_be_begun_from, of_member
from .meetings import decisions_for, meetings, open_work, present
from .members import Member, Row, before, everybody, members, parity
from .reviews import has_a_letter, mine, place, points, reviews_of, to_close, to_wipe, written_by

__all__ = [
    "MISSED",
    "Member",
    "Row",
    "before",
    "boards",
    "can_be_begun_from",
    "decisions_for",
    "everybody",
    "has_a_letter",
    "includes_people",
    "last_known",
    "meetings",
    "members",
    "mine",
    "of_member",
    "open_alerts",
    "open_work",
    "overdue",
    "parity",
    "place",
    "points",
    "present",
    "put_away",
    "reached",
    "reviews_of",
    "to_close",
    "to_wipe",
    "waiting",
    "written_by",
]
