"""What somebody types on their own page, and to get there."""

from typing import Any

from django import forms

from alongside.projects.forms.fields import line_field, text_field
from alongside.web.fields import Email, SentOnce

from ..models import Interest, Opportunity, Part


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


class InterestForm(forms.Form):
    """What somebody would like to take part in."""

    kinds = forms.MultipleChoiceField(
        label="What would you like to do?",
        choices=Opportunity.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = line_field(
        "What are you interested in?",
        "this",
        most=500,
        required=False,
        help_text="In your own words, with commas between: sleep, young carers, buses. We look for "
        "these words in what there is.",
    )
    skills = line_field("What are you good at?", "this", most=500, required=False)
    when = line_field(
        "When can you?", "this", most=300, required=False, help_text="For example: Tuesdays after 6"
    )
    how = forms.MultipleChoiceField(
        label="How would you like to take part?",
        choices=Interest.How.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    age = forms.ChoiceField(
        label="How old are you?",
        choices=Part.Age.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how old you are"},
    )
    often = forms.ChoiceField(
        label="Shall we write to you when there is something new for you?",
        choices=Interest.Often.choices,
        widget=forms.RadioSelect,
        initial=Interest.Often.NEVER,
        error_messages={"required": "Choose whether we write to you"},
    )

    def __init__(self, *args: Any, interest: Interest | None = None, **kwargs: Any) -> None:
        if interest:
            kwargs["initial"] = {name: getattr(interest, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
