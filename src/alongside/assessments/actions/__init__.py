"""What happens to assessments. The only files of this noun that write."""

from alongside.people.actions import NotPossible
from alongside.projects.actions import finish_step

from .alone import close, finish_alone, keep, move_last_day, remind, wipe, write_to
from .beginning import Asked, add_people, begin, bring, take_out, take_over
from .together import agree, plan_step, show

__all__ = [
    "Asked",
    "NotPossible",
    "add_people",
    "agree",
    "begin",
    "bring",
    "close",
    "finish_alone",
    "finish_step",
    "keep",
    "move_last_day",
    "plan_step",
    "remind",
    "show",
    "take_out",
    "take_over",
    "wipe",
    "write_to",
]
