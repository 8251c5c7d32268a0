"""Strings to values for learning plans. Nothing here saves."""

from .planning import ActivityForm, ChangePlanForm, HeldForm, MoveForm, NeedForm, PlanForm
from .signing import ChangesForm

__all__ = [
    "ActivityForm",
    "ChangePlanForm",
    "ChangesForm",
    "HeldForm",
    "MoveForm",
    "NeedForm",
    "PlanForm",
]
