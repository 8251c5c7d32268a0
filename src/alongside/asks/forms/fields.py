"""Fields that several forms of this noun share, with their problems in words."""

from typing import Any

from django import forms
from django.core import validators
from django.utils.html import format_html

from alongside.web.fields import Day

from .. import modes

LONGEST_LABEL = 500
"""Letters in a question or a choice. Whoever needs more explains it in the introduction."""


class Later:
    """A field that is needed in the end and may still be empty while a draft is written: it is not
    called optional, and what is missing is said by `faults`."""

    def validate(self, value: Any) -> None:
        field: Any = super()
        if value not in validators.EMPTY_VALUES:
            field.validate(value)


class LaterText(Later, forms.CharField):
    """Words that may still be missing."""


class LaterNumber(Later, forms.IntegerField):
    """A whole number that may still be missing."""


class LaterDay(Later, Day):
    """A day that may still be missing."""


class LaterRow(Later, forms.ModelChoiceField):
    """A choice of rows that is needed in the end, or of which none is as good as any."""


class LaterChoice(Later, forms.ChoiceField):
    """A choice of which the empty one is as good as any."""


def line(
    label: str, what: str, most: int = 200, required: bool = True, later: bool = False, **more: Any
) -> Any:
    return (LaterText if later else forms.CharField)(
        label=label,
        max_length=most,
        required=required,
        error_messages={
            "required": f"Enter {what}",
            "max_length": f"Make {what} shorter: {most} letters or fewer. You have written "
            "%(show_value)s",
        },
        **more,
    )


def text_area(
    label: str,
    what: str,
    help_text: str = "",
    rows: int = 3,
    most: int = 4000,
    later: bool = False,
) -> Any:
    return line(
        label,
        what,
        most=most,
        required=later,
        later=later,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def whole_number(label: str, help_text: str = "", later: bool = False) -> forms.IntegerField:
    return (LaterNumber if later else forms.IntegerField)(
        label=label,
        required=later,
        help_text=help_text,
        min_value=-1_000_000,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={
            "invalid": "Enter a whole number in figures, like 10",
            "min_value": "Enter a number above −1,000,000",
            "max_value": "Enter a number below 1,000,000",
        },
    )


def date_field(
    label: str, help_text: str = "", missing: str = "", later: bool = False
) -> forms.DateField:
    """Return a field for a date; with the sentence `missing` it has to be there."""
    return (LaterDay if later else Day)(
        label=label,
        required=later or bool(missing),
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": "Enter a real date, like 2026-03-27"},
    )


def time_field(label: str, help_text: str = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time like 13:30"},
    )


def mode_field(initial: str | None = None) -> forms.ChoiceField:
    """Return the choice of who can know who said what, each with what it means."""
    return forms.ChoiceField(
        label="Who can know who said what?",
        choices=[(name, _meaning(name)) for name in modes.CHOICES],
        initial=initial,
        help_text="People say most when it is anonymous. Choose another way only where you have to "
        "come back to each of them.",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who can know who said what",
            "invalid_choice": "Choose one of the ways in the list",
        },
    )


def _meaning(mode: str) -> str:
    choice, short = modes.choice(mode), modes.promise(mode).short
    return format_html("{} <small>{} People read: “{}”</small>", choice.title, choice.means, short)
