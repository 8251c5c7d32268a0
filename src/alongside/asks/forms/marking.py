"""An answer that shall count next time."""

from typing import Any

from django import forms

from alongside.methods.questions import Question
from alongside.methods.questions.messages import said
from alongside.methods.questions.typed import clean_text

from .. import drafting, marks
from .fields import LONGEST_LABEL, LaterChoice, line


class AliasForm(forms.Form):
    """The words that shall count, and what they are another way to say."""

    alias = line("The words that count", "the words", most=LONGEST_LABEL)
    entry = LaterChoice(
        label="They are another way to say",
        error_messages={"invalid_choice": "Choose from the list"},
    )
    alone = forms.BooleanField(
        label="Count them only when they are the whole answer",
        required=False,
        initial=True,
        help_text="Without this they count anywhere in a longer answer.",
    )

    def __init__(self, *args: Any, draft: drafting.Draft, question: Question, **more: Any) -> None:
        super().__init__(*args, **more)
        language = drafting.language(draft)
        key = [(each["name"], said(each.get("label"), language)) for each in marks.key_of(question)]
        field: Any = self.fields["entry"]
        field.choices = [("", "Something that is not in the list yet"), *key]

    def clean_alias(self) -> str:
        return clean_text(self.cleaned_data["alias"], lines=False)
