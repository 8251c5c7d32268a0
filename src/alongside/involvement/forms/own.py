"""What somebody types on their own page, and to get there."""

from django import forms

from alongside.projects.forms.fields import text_field
from alongside.web.fields import Email, SentOnce


class LostLinkForm(forms.Form):
    """Where to send the link to one's own page."""

    email = Email(
        label="What is your e-mail address?",
        error_messages={"required": "Enter your e-mail address"},
        autocomplete="email",
    )


class CorrectionForm(SentOnce):
    """What is wrong about what is kept of somebody."""

    words = text_field(
        "What is wrong, and what is right?",
        "what is wrong",
        help_text="For example: my name is spelt Siân. Or: I came on 3 May too.",
    )


class AnswerForm(forms.Form):
    """What was done about it."""

    answer = text_field(
        "What did you do?", "what you did", help_text="They read it on their own page."
    )
