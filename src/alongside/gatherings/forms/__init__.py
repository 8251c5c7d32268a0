"""Strings to values for sessions. Nothing here saves."""

from .coming import BookingForm, CheckInForm, NeedsForm, SheetForm, WalkInForm, WhichTeamForm
from .designing import DesignForm
from .planning import CancelForm, EvaluationForm, ProgrammeForm, SessionForm
from .uploads import RegisterColumnsForm, RegisterFileForm, ResponsesFileForm, ResponsesForm

__all__ = [
    "BookingForm",
    "CancelForm",
    "CheckInForm",
    "DesignForm",
    "EvaluationForm",
    "NeedsForm",
    "ProgrammeForm",
    "RegisterColumnsForm",
    "RegisterFileForm",
    "ResponsesFileForm",
    "ResponsesForm",
    "SessionForm",
    "SheetForm",
    "WalkInForm",
    "WhichTeamForm",
]
