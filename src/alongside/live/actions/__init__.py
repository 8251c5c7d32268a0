"""What happens in a room. Each verb writes in one transaction, and tells whoever is in the room
once that is done."""

from alongside.people.actions import NotPossible

from .closing import close
from .joining import give, put_in, take_seat
from .raising import back, look_through, raise_question
from .running import ask_again, go, lock, open_room, reset, reveal

__all__ = [
    "NotPossible",
    "ask_again",
    "back",
    "close",
    "give",
    "go",
    "lock",
    "look_through",
    "open_room",
    "put_in",
    "raise_question",
    "reset",
    "reveal",
    "take_seat",
]
