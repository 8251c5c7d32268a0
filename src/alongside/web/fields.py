"""What a form or an address sent, checked before it reaches the database: keys, days, searches."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from alongside.methods import phones

LARGEST_KEY = 2**63 - 1
"""What the database keeps as the key of a row at most."""


def key(text: str) -> int | None:
    """Return the key of a row as an address or a form sent it; None when no row has such a key.

    >>> key("12"), key(""), key("-1"), key("9" * 30)
    (12, None, None, None)
    """
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(LARGEST_KEY)):
        return None
    return int(text) if int(text) <= LARGEST_KEY else None


def keys(texts: list[str]) -> list[int]:
    """Return the keys among what a form sent."""
    return [found for text in texts if (found := key(text)) is not None]


def typed(text: str, most: int = 200) -> str:
    """Return what was typed outside a form field, as a search is: `most` letters, and without the
    zero bytes that a database refuses."""
    return text.replace("\0", "").strip()[:most]


LONGEST_EMAIL = 254
"""Characters of an e-mail address at most: no mail server takes a longer one (RFC 5321)."""

EMAIL_TOO_LONG = f"The e-mail address is too long: the most is {LONGEST_EMAIL} characters"


class Email(forms.EmailField):
    """An e-mail address, no longer than one can be."""

    def __init__(self, *, autocomplete: str = "off", **more: Any) -> None:
        more.setdefault("max_length", LONGEST_EMAIL)
        words = {
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address like name@example.org",
            "max_length": EMAIL_TOO_LONG,
        }
        more["error_messages"] = words | more.get("error_messages", {})
        more.setdefault("widget", forms.EmailInput(attrs={"autocomplete": autocomplete}))
        super().__init__(**more)


class Phone(forms.CharField):
    """A mobile number; its value is the number as it is dialled ("+447700900123"), or empty."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("max_length", 40)
        words = {"max_length": "Enter one mobile number, like 07700 900123"}
        more["error_messages"] = words | more.get("error_messages", {})
        more.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}))
        super().__init__(**more)

    def prepare_value(self, value: Any) -> Any:
        return phones.shown(value, settings.PHONES_COUNTRY) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return phones.e164(typed, settings.PHONES_COUNTRY) if typed else ""
        except phones.NotAMobileNumber as problem:
            raise ValidationError(str(problem), code="invalid") from problem


class Day(forms.DateField):
    """A day that a calendar of ours has: 0026 is a slip of the finger for 2026. It is chosen in the
    browser's own calendar, or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": "Enter a day like 10/3/2026"}

    default_validators = [
        MinValueValidator(date(1900, 1, 1), "Enter a year from 1900 to 2199"),
        MaxValueValidator(date(2199, 12, 31), "Enter a year from 1900 to 2199"),
    ]


class Rows(forms.ModelMultipleChoiceField):
    """Rows that somebody ticked. A key that no row can have is refused like one that is not in the
    list; Django would hand it to the database, which stops at it."""

    def clean(self, value: Any) -> Any:
        sent = value if isinstance(value, list | tuple) else []
        if any(key(str(one)) is None for one in sent):
            wrong = ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
            raise wrong
        return super().clean(value)


class SentOnce(forms.Form):
    """A form that makes something once, however often it is sent, by the `client_id` it has."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_id", uuid4())
