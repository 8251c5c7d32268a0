"""What staff type into the form builder, and when they ask people. Nothing here saves."""

from .asking import InviteForm, TimesForm, WaveForm
from .heading import HeadingForm
from .marking import AliasForm
from .paper import SheetNumberForm, SheetsForm
from .question import QuestionForm

__all__ = [
    "AliasForm",
    "HeadingForm",
    "InviteForm",
    "QuestionForm",
    "SheetNumberForm",
    "SheetsForm",
    "TimesForm",
    "WaveForm",
]
