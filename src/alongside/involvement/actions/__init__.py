"""What happens around an opportunity. Every action is one transaction and can be sent twice."""

from alongside.letters.actions import TooMany
from alongside.people.actions import NotPossible

from .applying import agree_for_child, apply, leave, not_now, place, send_link
from .interests import forget_interests, say_interests, tell_matching, tell_of_new
from .offering import change, make, publish, take_down
from .own import (
    answer_correction,
    ask_for_correction,
    forget,
    leave_all,
    send_own_link,
)
from .paying import (
    ask_for_expense,
    choose,
    note_given,
    pay,
    pay_expense,
    set_limit,
    take_back_given,
)
from .same import same_person
from .stories import (
    agree_to_testimonial,
    change_story,
    publish_story,
    put_into_story,
    recognise,
    say_for_others,
    take_story_down,
    unrecognise,
    withdraw_testimonial,
    write_story,
)
from .supporting import (
    agree_support,
    check_in,
    give_training,
    note_read,
    prepare,
    promise_training,
    see_check_in,
    thank,
    unprepare,
)

__all__ = [
    "NotPossible",
    "TooMany",
    "agree_for_child",
    "agree_support",
    "agree_to_testimonial",
    "answer_correction",
    "apply",
    "ask_for_correction",
    "ask_for_expense",
    "change",
    "change_story",
    "check_in",
    "choose",
    "forget",
    "forget_interests",
    "give_training",
    "leave",
    "leave_all",
    "make",
    "not_now",
    "note_given",
    "note_read",
    "pay",
    "pay_expense",
    "place",
    "prepare",
    "promise_training",
    "publish",
    "publish_story",
    "put_into_story",
    "recognise",
    "same_person",
    "say_for_others",
    "say_interests",
    "see_check_in",
    "send_link",
    "send_own_link",
    "set_limit",
    "take_back_given",
    "take_down",
    "take_story_down",
    "tell_matching",
    "tell_of_new",
    "thank",
    "unprepare",
    "unrecognise",
    "withdraw_testimonial",
    "write_story",
]
