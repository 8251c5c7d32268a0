"""Fields that several forms here share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.methods import money


class Pounds(forms.CharField):
    """A sum of money; its value is in pence, None where it is empty."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("max_length", 20)
        words = {"max_length": "Enter a sum in pounds, like 27.50"}
        more["error_messages"] = words | more.get("error_messages", {})
        more.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}))
        super().__init__(**more)

    def prepare_value(self, value: Any) -> Any:
        return money.pounds(value).lstrip("£") if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return money.pence(typed)
        except money.NotASum as problem:
            raise ValidationError(str(problem), code="invalid") from problem
