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
from .bringing import bring_lines, bring_several
from .contributing import (
    bring_kept,
    change_consent,
    draw_theme,
    give_receipt,
    give_receipts,
    take_back,
    write_down,
)
from .correcting import correct
from .deciding import decide, declare, plan
from .documenting import (
    Place,
    add_version,
    begin_document,
    delete_document,
    delete_version,
    link_passage,
    show_document,
    unlink_passage,
)
from .doing import act, begin_action, hand_over, note_progress, see_outcome, stop_action
from .evidencing import finish, see
from .following import follow, tell, unfollow
from .linking import declare_anew, link_theme, link_words, unlink_theme, unlink_words
from .merging import merge_themes
from .planning import say_what_is_open, settle
from .promising import give_up, hand_over_promise, keep, move, promise
from .reminding import remind
from .replying import countersign, note_told
from .reviewing import close_review
from .sheeting import keep_sheet, take_sheet
from .theming import change_theme, make_theme, move_theme, place, take_out

__all__ = [
    "NotPossible",
    "Place",
    "act",
    "add_version",
    "answer_changed",
    "answer_no",
    "answer_not_yet",
    "answer_with_change",
    "begin_action",
    "begin_document",
    "bring_kept",
    "bring_lines",
    "bring_several",
    "change_consent",
    "change_theme",
    "close_review",
    "correct",
    "countersign",
    "decide",
    "declare",
    "declare_anew",
    "delete_document",
    "delete_version",
    "draw_theme",
    "finish",
    "follow",
    "give_receipt",
    "give_receipts",
    "give_up",
    "hand_over",
    "hand_over_promise",
    "keep",
    "keep_sheet",
    "link_passage",
    "link_theme",
    "link_words",
    "make_theme",
    "merge_themes",
    "move",
    "move_theme",
    "note_progress",
    "note_told",
    "place",
    "plan",
    "promise",
    "publish",
    "remind",
    "say_what_is_open",
    "see",
    "see_outcome",
    "settle",
    "show_document",
    "stop_action",
    "take_back",
    "take_down",
    "take_out",
    "take_sheet",
    "tell",
    "unfollow",
    "unlink_passage",
    "unlink_theme",
    "unlink_words",
    "write_down",
]
