"""What happens in a room. Each verb writes in one transaction, and tells whoever is in the room
once that is done."""

from alongside.people.actions import NotPossible

from .closing import close, wipe
from .coming_back import bring_back, merge, out_again, show_notes
from .grouping import make_groups
from .joining import give, put_in, say_needs, take_out, take_seat
from .keeping import keep_question, keep_words
from .looking import look_at_words
from .offering import change_until, leave_open, run_now, set_replay
from .raising import back, look_through, raise_question
from .receipts import give_codes
from .running import RoomClosed, ask_again, go, lock, open_room, reset, reveal, take_up
from .sitting import (
    be_here,
    choose_group,
    even_out,
    leave,
    move,
    say_about_me,
    seat_late,
    seat_rest,
    seen_moved,
    sit_somebody,
)
from .talking import answer_help, call_for_help, pass_on, say, take_notes
from .timing import give_time, stop_time

__all__ = [
    "NotPossible",
    "RoomClosed",
    "answer_help",
    "ask_again",
    "back",
    "be_here",
    "bring_back",
    "call_for_help",
    "change_until",
    "choose_group",
    "close",
    "even_out",
    "give",
    "give_codes",
    "give_time",
    "go",
    "keep_question",
    "keep_words",
    "leave",
    "leave_open",
    "lock",
    "look_at_words",
    "look_through",
    "make_groups",
    "merge",
    "move",
    "open_room",
    "out_again",
    "pass_on",
    "put_in",
    "raise_question",
    "reset",
    "reveal",
    "run_now",
    "say",
    "say_about_me",
    "say_needs",
    "seat_late",
    "seat_rest",
    "seen_moved",
    "set_replay",
    "show_notes",
    "sit_somebody",
    "stop_time",
    "take_notes",
    "take_out",
    "take_seat",
    "take_up",
    "wipe",
]
