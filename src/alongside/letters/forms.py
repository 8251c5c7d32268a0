"""Strings to values for letters. Nothing here saves."""

from django import forms

from alongside.web.fields import Phone


class NoTextsForm(forms.Form):
    """A mobile number that wants no texts."""

    phone = Phone(
        label="Mobile number",
        help_text="Like 07700 900123. They get no more texts from you, whatever they are about.",
        error_messages={"required": "Enter the mobile number that wants no texts"},
    )
