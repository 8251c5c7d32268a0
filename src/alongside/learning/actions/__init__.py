"""What happens to needs, plans and expectations. Only here does this noun write."""

from alongside.people.actions import NotPossible

from .needs import add_need, change_need
from .planning import (
    add_activity,
    change_activity,
    change_plan,
    make_plan,
    move_activity,
    note_held,
    note_not_held,
)
from .signing import answer, send

__all__ = [
    "NotPossible",
    "add_activity",
    "add_need",
    "answer",
    "change_activity",
    "change_need",
    "change_plan",
    "make_plan",
    "move_activity",
    "note_held",
    "note_not_held",
    "send",
]
