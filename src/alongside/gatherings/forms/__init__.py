"""Strings to values for sessions. Nothing here saves."""

from .coming import BookingForm, CheckInForm, NeedsForm, SheetForm, WalkInForm, WhichTeamForm
from .designing import DesignForm
from .planning import CancelForm, EvaluationForm, ProgrammeForm, SessionForm
from .pledging import (
    AgreementForm,
    FindPledgeForm,
    OutcomeForm,
    PledgeForm,
    PledgeGroupsForm,
)
from .responses import ResponsesForm
from .reviewing import AskGroupForm, LastDayForm, ReviewForm
from .uploads import RegisterColumnsForm, RegisterFileForm, ResponsesFileForm

__all__ = [
    "AgreementForm",
    "AskGroupForm",
    "BookingForm",
    "CancelForm",
    "CheckInForm",
    "DesignForm",
    "EvaluationForm",
    "FindPledgeForm",
    "LastDayForm",
    "NeedsForm",
    "OutcomeForm",
    "PledgeForm",
    "PledgeGroupsForm",
    "ProgrammeForm",
    "RegisterColumnsForm",
    "RegisterFileForm",
    "ResponsesFileForm",
    "ResponsesForm",
    "ReviewForm",
    "SessionForm",
    "SheetForm",
    "WalkInForm",
    "WhichTeamForm",
]
