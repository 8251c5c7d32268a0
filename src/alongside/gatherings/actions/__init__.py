"""What happens to sessions: planned, changed, booked, attended. The only part of this noun that
writes. Every act is one transaction; nothing here sees a request."""

from alongside.people.actions import NotPossible

from .attending import (
    check_in,
    save_sheet,
    undo_check_in,
    walk_in,
)
from .booking import (
    arrange,
    book,
    cancel_booking,
    change_needs,
    forget_needs,
    not_arranged,
    remind,
)
from .designing import Contents, add_design, add_programme, change_design, change_programme
from .importing import add_register, add_responses, keep_register
from .planning import Plan, ask_for_evaluation, cancel, change, close_booking, open_booking, plan

__all__ = [
    "Contents",
    "NotPossible",
    "Plan",
    "add_design",
    "add_programme",
    "add_register",
    "add_responses",
    "arrange",
    "ask_for_evaluation",
    "book",
    "cancel",
    "cancel_booking",
    "change",
    "change_design",
    "change_needs",
    "change_programme",
    "check_in",
    "close_booking",
    "forget_needs",
    "keep_register",
    "not_arranged",
    "open_booking",
    "plan",
    "remind",
    "save_sheet",
    "undo_check_in",
    "walk_in",
]
