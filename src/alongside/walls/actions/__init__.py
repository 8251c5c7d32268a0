"""What happens on walls. Each verb writes in one transaction, and tells whoever looks at the wall
once that is done."""

from alongside.people.actions import NotPossible

from .changing import change, make_changes
from .keeping import bring_back, keep, keep_note, take_back, withdraw
from .making import TRACES, close, hold, make_wall, note_wiped, wipe
from .receipts import give_codes

__all__ = [
    "TRACES",
    "NotPossible",
    "bring_back",
    "change",
    "close",
    "give_codes",
    "hold",
    "keep",
    "keep_note",
    "make_changes",
    "make_wall",
    "note_wiped",
    "take_back",
    "wipe",
    "withdraw",
]
