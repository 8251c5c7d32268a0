"""What stands above the questions of a form."""

from typing import Any

from django import forms

from alongside.methods.questions.messages import said
from alongside.methods.questions.typed import clean_text

from .. import drafting
from ..models import Form
from .fields import line, text_area


class HeadingForm(forms.Form):
    """Title, introduction and purpose of a form."""

    title = line("What is the form called?", "a title", help_text="People see it first.")
    intro = text_area(
        "Introduction",
        "the introduction",
        "Say why you ask, and what you will do with the answers.",
        rows=5,
    )
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=Form.Purpose.choices,
        help_text="Sessions offer the forms that evaluate a session.",
        error_messages={"invalid_choice": "Choose one of the purposes in the list"},
    )

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"], lines=False)

    def clean_intro(self) -> str:
        return clean_text(self.cleaned_data["intro"], lines=True)


def heading_of(form: Form) -> dict[str, Any]:
    """Return what the heading of a form reads now, as `HeadingForm` shows it."""
    language = drafting.language(form.draft)
    return {
        "title": form.title,
        "intro": said(form.draft.get("intro"), language),
        "purpose": form.purpose,
    }
