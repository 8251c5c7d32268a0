"""Fields that several forms of a project have."""

from datetime import date
from typing import Any

from django import forms

from alongside.methods.questions.typed import clean_text
from alongside.web.fields import Day


class Line(forms.CharField):
    """One line of text, without what cannot be seen."""

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "", lines=False)


class Text(forms.CharField):
    """Text of several lines, without what cannot be seen."""

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "", lines=True)


def line_field(label: str, what: str, *, most: int = 200, **more: Any) -> forms.CharField:
    """Return a field of one line; `what` it is ("the title") stands in the problem."""
    words = {
        "required": f"Enter {what}",
        "max_length": f"Make {what} shorter: {most} letters or fewer",
    }
    return Line(label=label, max_length=most, error_messages=words, **more)


def text_field(
    label: str, what: str, *, most: int = 5000, rows: int = 4, **more: Any
) -> forms.CharField:
    """Return a field of several lines, as `line_field` does."""
    words = {
        "required": f"Enter {what}",
        "max_length": f"Make {what} shorter: {most:,} letters or fewer",
    }
    area = forms.Textarea(attrs={"rows": rows})
    return Text(label=label, max_length=most, widget=area, error_messages=words, **more)


def day_field(label: str, what: str, **more: Any) -> Day:
    """Return a field for a day; `what` it is ("the day of the meeting") stands in the problem."""
    words = {"required": f"Enter {what}", "invalid": "Enter a day like 10/3/2026"}
    box = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return Day(label=label, widget=box, error_messages=words, **more)


def not_later(entered: date | None, today: date) -> date | None:
    """Return a day that has come. Raises ValidationError for one that has not."""
    if entered and entered > today:
        raise forms.ValidationError("Enter today or an earlier day")
    return entered
