"""Sessions: what they are about and how they run (`designs`), who is asked about that (`reviews`),
when they happen, who leads them, who has a place and who came (`sessions`), and the files that past
sessions are read from (`files`)."""

from .designs import Design, DesignVersion, Programme
from .files import RegisterFile
from .pledges import (
    ASK_AFTER,
    LATE_AFTER,
    REMIND_AFTER,
    OutcomesShown,
    Pledge,
    PledgeGroup,
    day_of,
)
from .reviews import Review, ReviewAnswer
from .sessions import (
    CHECK_IN_AFTER,
    CHECK_IN_BEFORE,
    Attendance,
    Booking,
    Gathering,
    Trainer,
)

__all__ = [
    "ASK_AFTER",
    "CHECK_IN_AFTER",
    "CHECK_IN_BEFORE",
    "LATE_AFTER",
    "REMIND_AFTER",
    "Attendance",
    "Booking",
    "Design",
    "DesignVersion",
    "Gathering",
    "OutcomesShown",
    "Pledge",
    "PledgeGroup",
    "Programme",
    "RegisterFile",
    "Review",
    "ReviewAnswer",
    "Trainer",
    "day_of",
]
