"""What staff type into the form builder, and when they ask people. Nothing here saves."""

from .asking import InviteForm, TimesForm, WaveForm
from .bringing_in import ResponsesFileForm
from .earlier import EarlierForm
from .heading import HeadingForm
from .marking import AliasForm
from .paper import SheetNumberForm, SheetsForm
from .question import QuestionForm
from .responses import MATCHED_ANEW, ResponsesForm

__all__ = [
    "MATCHED_ANEW",
    "AliasForm",
    "EarlierForm",
    "HeadingForm",
    "InviteForm",
    "QuestionForm",
    "ResponsesFileForm",
    "ResponsesForm",
    "SheetNumberForm",
    "SheetsForm",
    "TimesForm",
    "WaveForm",
]
