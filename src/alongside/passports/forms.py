"""Strings to values for what helps somebody. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from alongside.projects.forms.fields import day_field, text_field
from alongside.web.fields import Rows, SentOnce

from .models import Need, Share

EXAMPLES = (
    "I need a hearing loop. I lip-read, so please face me. I need easy words, or large print. "
    "No steps. A taxi. A break every half hour. My support worker comes with me."
)


class NeedForm(SentOnce):
    """One thing that helps somebody."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=Need.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about"},
    )
    words = text_field(
        "What helps you?", "what helps you", most=1000, rows=3, help_text=f"For example: {EXAMPLES}"
    )
    weight = forms.ChoiceField(
        label="How much do you need it?",
        choices=Need.Weight.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much you need it"},
    )


class ShareForm(forms.Form):
    """Which needs somebody shares, and how long."""

    needs = Rows(
        Need.objects.none(),
        label="What may they read?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What you do not tick, they do not see.",
        error_messages={"invalid_choice": "Choose from the list"},
    )
    until = day_field("Until which day may they read it?", "the day")

    def __init__(self, *args: Any, needs: QuerySet[Need], last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = needs
        self.fields["until"].help_text = (
            f"Then it ends by itself. The last day that you can choose is {last.day} {last:%B %Y}. "
            "You can end it sooner."
        )


class AnswerForm(forms.Form):
    """What is done about something that somebody shared."""

    answer = forms.ChoiceField(
        label="What do you do about it?",
        choices=Share.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you do about it"},
    )
    words = text_field(
        "What you do instead, or what you would like to know",
        "this",
        most=1000,
        rows=3,
        required=False,
        help_text="They read it on their own page.",
    )


class MetForm(forms.Form):
    """Whether it was there when it was needed."""

    met = forms.ChoiceField(choices=Share.Met.choices)
