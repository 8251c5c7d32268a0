"""What happens to forms, waves and answers. The only part of this noun that writes, together with
`sealing.py`, which moves anonymous answers out of the box."""

from alongside.people.actions import NotPossible

from ..drafting import ChangedMeanwhile
from .answering import (
    AlreadyAnswered,
    answer,
    forget_drafts,
    keep_draft,
)
from .asking import (
    EQUALITY_MINIMUM,
    close,
    invite,
    move_closing,
    move_opening,
    open_wave,
    seal,
    wipe,
)
from .importing import (
    forget_uploads,
    import_answers,
    keep_responses,
)
from .writing import (
    change_form,
    copy_question,
    make_form,
    move_question,
    publish,
    put_back_question,
    remove_question,
    write_heading,
    write_question,
)

__all__ = [
    "EQUALITY_MINIMUM",
    "AlreadyAnswered",
    "ChangedMeanwhile",
    "NotPossible",
    "answer",
    "change_form",
    "close",
    "copy_question",
    "forget_drafts",
    "forget_uploads",
    "import_answers",
    "invite",
    "keep_draft",
    "keep_responses",
    "make_form",
    "move_closing",
    "move_opening",
    "move_question",
    "open_wave",
    "publish",
    "put_back_question",
    "remove_question",
    "seal",
    "wipe",
    "write_heading",
    "write_question",
]
