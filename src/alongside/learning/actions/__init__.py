"""What happens to needs, plans and expectations. Only here does this noun write."""

from alongside.people.actions import NotPossible

from .checking import add_check, add_usual_checks, note_done
from .expecting import change_expectation, compare, expect, judge, tell_story
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
from .telling import tell_of_month

__all__ = [
    "NotPossible",
    "add_activity",
    "add_check",
    "add_need",
    "add_usual_checks",
    "answer",
    "change_activity",
    "change_expectation",
    "change_need",
    "change_plan",
    "compare",
    "expect",
    "judge",
    "make_plan",
    "move_activity",
    "note_done",
    "note_held",
    "note_not_held",
    "send",
    "tell_of_month",
    "tell_story",
]
