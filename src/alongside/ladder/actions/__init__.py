"""What happens on the ladder. The only part of this noun that writes."""

from alongside.people.actions import NotPossible

from .feeling import ask_how_it_feels
from .keeping import keep_positions
from .naming import choose_wording, write_wording
from .saying import put_beside, say, say_of_activity, say_who_had_to_come, take_away

__all__ = [
    "NotPossible",
    "ask_how_it_feels",
    "choose_wording",
    "keep_positions",
    "put_beside",
    "say",
    "say_of_activity",
    "say_who_had_to_come",
    "take_away",
    "write_wording",
]
