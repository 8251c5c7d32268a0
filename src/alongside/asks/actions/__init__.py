"""What happens to forms, waves and answers. The only part of this noun that writes, together with
`sealing.py`, which moves anonymous answers out of the box."""

from alongside.methods.revision import ChangedMeanwhile
from alongside.people.actions import NotPossible

from .answering import (
    AlreadyAnswered,
    answer,
    forget_draft,
    forget_drafts,
    keep_draft,
    let_go_on,
    remove_response,
)
from .asking import (
    EQUALITY_MINIMUM,
    close,
    move,
    move_closing,
    move_opening,
    open_wave,
    seal,
    sweep,
    wipe,
)
from .from_room import keep_from_room
from .importing import (
    Answers,
    forget_uploads,
    import_answers,
    keep_responses,
    leave_out,
)
from .inviting import (
    BETWEEN_LETTERS,
    invite,
    invite_people,
    link_of,
    remind,
    write,
)
from .marking import (
    add_alias,
    confirm_marks,
    decide_mark,
    undo_mark,
)
from .rating import count_rates
from .showing import remember
from .writing import (
    add_language,
    bring_back,
    change_form,
    copy_question,
    make_form,
    move_question,
    place_question,
    publish,
    put_away,
    put_back_question,
    remove_language,
    remove_question,
    write_heading,
    write_question,
)

__all__ = [
    "BETWEEN_LETTERS",
    "EQUALITY_MINIMUM",
    "AlreadyAnswered",
    "Answers",
    "ChangedMeanwhile",
    "NotPossible",
    "add_alias",
    "add_language",
    "answer",
    "bring_back",
    "change_form",
    "close",
    "confirm_marks",
    "copy_question",
    "count_rates",
    "decide_mark",
    "forget_draft",
    "forget_drafts",
    "forget_uploads",
    "import_answers",
    "invite",
    "invite_people",
    "keep_draft",
    "keep_from_room",
    "keep_responses",
    "leave_out",
    "let_go_on",
    "link_of",
    "make_form",
    "move",
    "move_closing",
    "move_opening",
    "move_question",
    "open_wave",
    "place_question",
    "publish",
    "put_away",
    "put_back_question",
    "remember",
    "remind",
    "remove_language",
    "remove_question",
    "remove_response",
    "seal",
    "sweep",
    "undo_mark",
    "wipe",
    "write",
    "write_heading",
    "write_question",
]
