"""Fields that several forms of a learning plan have."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from .. import months


def month_field(label: str, **more: Any) -> forms.TypedChoiceField:
    """Return a field for a month; `offer` says which."""
    words = {"required": "Choose a month", "invalid_choice": "Choose a month in the list"}
    return forms.TypedChoiceField(label=label, coerce=months.read, error_messages=words, **more)


def offer(form: forms.Form, name: str, found: Iterable[date]) -> None:
    """Offer these months in a field, and write what it begins with as a choice is written."""
    field: Any = form.fields[name]
    field.choices = [(written(month), months.in_words(month)) for month in found]
    begins = form.initial.get(name)
    if isinstance(begins, date):
        form.initial[name] = written(begins)


def written(month: date) -> str:
    """Return a month as it stands in an address and a choice."""
    return f"{month:%Y-%m}"
