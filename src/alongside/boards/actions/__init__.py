"""What happens to boards. The only files of this noun that write."""

from alongside.people.actions import NotPossible

from .forming import add_member, begin, change, change_member, leave
from .meeting import note, plan, vote
from .reviewing import (
    agree,
    begin_review,
    close,
    forget,
    keep,
    promise,
    take_back,
    wipe,
)
from .stopping import answer, find_missed, find_put_away, stop

__all__ = [
    "NotPossible",
    "add_member",
    "agree",
    "answer",
    "begin",
    "begin_review",
    "change",
    "change_member",
    "close",
    "find_missed",
    "find_put_away",
    "forget",
    "keep",
    "leave",
    "note",
    "plan",
    "promise",
    "stop",
    "take_back",
    "vote",
    "wipe",
]
