"""What stands above the questions of a form."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.methods.questions.messages import said
from alongside.methods.questions.typed import clean_text

from .. import drafting, translating
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
        choices=[choice for choice in Form.Purpose.choices if choice[0] not in Form.NOT_WRITTEN],
        help_text="Sessions offer the forms that evaluate a session.",
        error_messages={"invalid_choice": "Choose one of the purposes in the list"},
    )

    def __init__(self, *args: Any, languages: Sequence[str] = (), **more: Any) -> None:
        """`languages` are those the form is also in."""
        super().__init__(*args, **more)
        self.languages = languages
        translating.offer(self, ("title", "intro"), languages)

    def words(self) -> dict[str, Any]:
        """Return what was typed, as `actions.write_heading` takes it."""
        typed = {
            f"{field}s": translating.typed(self, field, self.languages)
            for field in ("title", "intro")
        }
        return {name: self.cleaned_data[name] for name in ("title", "intro", "purpose")} | typed

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"], lines=False)

    def clean_intro(self) -> str:
        return clean_text(self.cleaned_data["intro"], lines=True)


def heading_of(form: Form) -> dict[str, Any]:
    """Return what the heading of a form reads now, as `HeadingForm` shows it."""
    language = drafting.language(form.draft)
    others = {
        translating.field_name(field, code): translating.words_of(form.draft.get(field), code)
        for field in ("title", "intro")
        for code in drafting.other_languages(form.draft)
    }
    return others | {
        "title": form.title,
        "intro": said(form.draft.get("intro"), language),
        "purpose": form.purpose,
    }
