"""What is agreed so that taking part is good for somebody, and how they are."""

from datetime import date
from typing import Any

from django import forms

from alongside.people.models import Membership, Organisation
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.web.fields import SentOnce

from ..models import CheckIn


class SupportForm(forms.Form):
    """What was agreed with somebody."""

    person = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Whom do they turn to?",
        empty_label="Choose a person",
        error_messages={
            "required": "Choose whom they turn to",
            "invalid_choice": "Choose somebody in the list",
        },
    )
    reach = line_field("How do they reach them?", "how they reach them")
    helps = text_field("What helps them?", "what helps them, in their words")
    upset = text_field("What do you do when it becomes too much?", "this", required=False)
    elsewhere = text_field(
        "Who else helps?", "this", required=False, help_text="Names and numbers, also at night."
    )
    agreed = day_field("On which day did you agree on it?", "the day")

    def __init__(self, *args: Any, organisation: Organisation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("agreed", today)
        self.fields["person"].queryset = organisation.memberships.filter(left=None)

    def clean_agreed(self) -> date | None:
        return not_later(self.cleaned_data["agreed"], self.today)


class TrainingForm(SentOnce):
    """Training that is promised to somebody."""

    title = line_field("Which training?", "which training it is")
    due = day_field("By which day do they have it?", "the day")


class DayForm(forms.Form):
    """A day on which something happened."""

    day = day_field("On which day?", "the day")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("day", today)

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], self.today)


class CheckInForm(SentOnce):
    """How somebody is."""

    when = forms.ChoiceField(
        label="Is it before you take part, or afterwards?",
        choices=CheckIn.When.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose before or after"},
    )
    how = forms.TypedChoiceField(
        label="How are you?",
        choices=CheckIn.How.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you are"},
    )
    words = text_field("Would you like to say more?", "this", required=False)
    call = forms.BooleanField(label="Please call me", required=False)


class ThanksForm(DayForm):
    """What somebody is thanked for."""

    field_order = ("words", "day")
    words = text_field(
        "What do you thank them for, and what came of it?", "what you thank them for", rows=5
    )
