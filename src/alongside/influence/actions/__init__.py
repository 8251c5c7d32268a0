"""What happens to what people said: it is written down, put into themes, decided about, acted on
and told. The only part of this noun that writes. Every act is one transaction."""

from alongside.people.actions import NotPossible

from .answering import (
    answer_changed,
    answer_no,
    answer_not_yet,
    answer_with_change,
    publish,
    take_down,
)
from .contributing import bring_kept, draw_theme, give_receipt, take_back, write_down
from .deciding import decide, declare
from .doing import act, begin_action, note_progress, see_outcome, stop_action
from .promising import give_up, keep, promise
from .theming import make_theme, place, take_out

__all__ = [
    "NotPossible",
    "act",
    "answer_changed",
    "answer_no",
    "answer_not_yet",
    "answer_with_change",
    "begin_action",
    "bring_kept",
    "decide",
    "declare",
    "draw_theme",
    "give_receipt",
    "give_up",
    "keep",
    "make_theme",
    "note_progress",
    "place",
    "promise",
    "publish",
    "see_outcome",
    "stop_action",
    "take_back",
    "take_down",
    "take_out",
    "write_down",
]
