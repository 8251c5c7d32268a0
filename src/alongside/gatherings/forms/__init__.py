"""Strings to values for sessions. Nothing here saves."""

from .as_list import AgendaListForm
from .coming import BookingForm, CheckInForm, NeedsForm, SheetForm, WalkInForm, WhichTeamForm
from .designing import DesignForm
from .items import ItemForm, QuestionItemForm, SlideForm, item_form
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
from .uploads import RegisterColumnsForm, RegisterFileForm

__all__ = [
    "AgendaListForm",
    "AgreementForm",
    "AskGroupForm",
    "BookingForm",
    "CancelForm",
    "CheckInForm",
    "DesignForm",
    "EvaluationForm",
    "FindPledgeForm",
    "ItemForm",
    "LastDayForm",
    "NeedsForm",
    "OutcomeForm",
    "PledgeForm",
    "PledgeGroupsForm",
    "ProgrammeForm",
    "QuestionItemForm",
    "RegisterColumnsForm",
    "RegisterFileForm",
    "ResponsesForm",
    "ReviewForm",
    "SessionForm",
    "SheetForm",
    "SlideForm",
    "WalkInForm",
    "WhichTeamForm",
    "item_form",
]
