"""Strings to values for learning plans. Nothing here saves."""

from .expecting import CheckForm, CompareForm, DoneForm, ExpectationForm, ResultForm, StoryForm
from .planning import ActivityForm, ChangePlanForm, HeldForm, MoveForm, NeedForm, PlanForm
from .signing import ChangesForm

__all__ = [
    "ActivityForm",
    "ChangePlanForm",
    "ChangesForm",
    "CheckForm",
    "CompareForm",
    "DoneForm",
    "ExpectationForm",
    "HeldForm",
    "MoveForm",
    "NeedForm",
    "PlanForm",
    "ResultForm",
    "StoryForm",
]
