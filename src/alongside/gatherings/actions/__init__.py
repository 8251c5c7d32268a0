"""What happens to sessions: planned, changed, booked, attended. The only part of this noun that
writes. Every act is one transaction; nothing here sees a request."""

from alongside.letters.actions import TooMany
from alongside.methods.revision import ChangedMeanwhile
from alongside.people.actions import NotPossible

from .agendas import (
    add_item,
    change_item,
    copy_item,
    move_item,
    remove_item,
    write_agenda,
)
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
    undo_cancel,
)
from .designing import (
    Contents,
    add_design,
    add_programme,
    bring_in,
    change_design,
    change_programme,
)
from .evaluating import ask_who_came, open_evaluation, own_questions
from .importing import add_register, add_responses, keep_register
from .planning import (
    Plan,
    ask_for_evaluation,
    cancel,
    change,
    close_booking,
    lead_to_room,
    open_booking,
    plan,
)
from .pledging import (
    answer_pledge,
    ask_about_pledge,
    change_agreement,
    group_pledges,
    pledge,
    remember_outcomes,
    remind_about_pledge,
    send_pledge_link,
    settle_outcomes,
)
from .reviewing import (
    answer_review,
    ask_group,
    close_review,
    move_review_closing,
    remind_reviewer,
    write_to_reviewer,
)

__all__ = [
    "ChangedMeanwhile",
    "Contents",
    "NotPossible",
    "Plan",
    "TooMany",
    "add_design",
    "add_item",
    "add_programme",
    "add_register",
    "add_responses",
    "answer_pledge",
    "answer_review",
    "arrange",
    "ask_about_pledge",
    "ask_for_evaluation",
    "ask_group",
    "ask_who_came",
    "book",
    "bring_in",
    "cancel",
    "cancel_booking",
    "change",
    "change_agreement",
    "change_design",
    "change_item",
    "change_needs",
    "change_programme",
    "check_in",
    "close_booking",
    "close_review",
    "copy_item",
    "forget_needs",
    "group_pledges",
    "keep_register",
    "lead_to_room",
    "move_item",
    "move_review_closing",
    "not_arranged",
    "open_booking",
    "open_evaluation",
    "own_questions",
    "plan",
    "pledge",
    "remember_outcomes",
    "remind",
    "remind_about_pledge",
    "remind_reviewer",
    "remove_item",
    "save_sheet",
    "send_pledge_link",
    "settle_outcomes",
    "undo_cancel",
    "undo_check_in",
    "walk_in",
    "write_agenda",
    "write_to_reviewer",
]
