"""What happens to projects. Only this folder writes."""

from alongside.people.actions import NotPossible

from .agreeing import agree, no_longer_agrees, write_rules
from .beginning import begin, change, publish, take_down
from .meeting import change_meeting, change_stage, note_meeting, take_away_meeting
from .sharing import (
    add_evidence,
    change_information,
    share,
    take_away_evidence,
    take_away_information,
)
from .stepping import finish_step
from .team import add_seat, change_seat, leave
from .timing import add_milestone, change_milestone, take_away_milestone, tell_team

__all__ = [
    "NotPossible",
    "add_evidence",
    "add_milestone",
    "add_seat",
    "agree",
    "begin",
    "change",
    "change_information",
    "change_meeting",
    "change_milestone",
    "change_seat",
    "change_stage",
    "finish_step",
    "leave",
    "no_longer_agrees",
    "note_meeting",
    "publish",
    "share",
    "take_away_evidence",
    "take_away_information",
    "take_away_meeting",
    "take_away_milestone",
    "take_down",
    "tell_team",
    "write_rules",
]
