"""What several forms of a board have: a whole number, and the words for a choice."""

from typing import Any

from django import forms

CHOOSE = {"required": "Choose one of these", "invalid_choice": "Choose one of these"}


def number_field(label: str, what: str, least: int, most: int, **more: Any) -> forms.IntegerField:
    """Return a field for a whole number; `what` it is stands in the problem."""
    wrong = f"Enter {what}: a whole number from {least} to {most}"
    words = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=words, **more
    )
