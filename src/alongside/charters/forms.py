"""Strings to values for charters. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms

from alongside.people.models import Organisation
from alongside.projects.forms import stepping
from alongside.projects.forms.fields import day_field, line_field, text_field
from alongside.projects.models import Evidence
from alongside.web.fields import SentOnce

from . import queries, writing


class PrinciplesForm(forms.Form):
    """The words of a charter."""

    principles = text_field(
        "Principles and promises",
        "at least one principle with a promise",
        most=30_000,
        rows=24,
        help_text="A principle on a line of its own. Each promise below it begins with a dash. "
        "After a bar | the same in easy words.",
    )


class BeginForm(SentOnce, PrinciplesForm):
    """A new charter."""

    title = line_field("What is the charter called?", "what the charter is called")
    about = text_field(
        "What is it for?",
        "what it is for",
        most=1000,
        rows=3,
        required=False,
        help_text="In plain words. It stands above the promises.",
    )

    field_order = ("title", "about", "principles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("principles", writing.STARTER)


class WriteForm(PrinciplesForm):
    """The next words of a charter."""

    because = line_field(
        "Why do they change?",
        "why they change",
        most=300,
        help_text="People agreed to the words before.",
    )
    after = forms.IntegerField(widget=forms.HiddenInput)


class AgreedForm(forms.Form):
    """Who agreed, and when."""

    who = line_field(
        "Who agreed?", "who agreed", help_text="A board, a forum, a group: “Youth Council”."
    )
    experience = forms.BooleanField(
        label="They are people with experience of their own", required=False
    )
    day = day_field("When?", "the day on which they agreed")


class RateForm(forms.Form):
    """Until when people and staff are asked."""

    closes = day_field(
        "Until when can people answer?",
        "the last day",
        help_text="It closes at the end of this day.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_closes(self) -> date:
        closes: date = self.cleaned_data["closes"]
        if closes <= self.today:
            raise forms.ValidationError("Choose a day that is still to come")
        return closes


class StepForm(SentOnce, stepping.StepForm):
    """What somebody does so that a promise is kept."""


class _Shown(forms.ModelChoiceField):
    def label_from_instance(self, evidence: Evidence) -> str:
        of = f", {evidence.project}" if evidence.project else ""
        return f"{evidence.says} ({evidence.dated:%-d %B %Y}{of})"


class ShowsForm(forms.Form):
    """What shows that a promise is kept, or is not."""

    evidence = _Shown(
        Evidence.objects.none(),
        label="What shows it?",
        empty_label="Choose evidence",
        help_text="Evidence is added in a project: a record that was made here, or a file. Its "
        "words and its day stand under the promise. What it points at does not leave the project.",
        error_messages={
            "required": "Choose what shows it",
            "invalid_choice": "Choose evidence in the list",
        },
    )
    kept = forms.TypedChoiceField(
        label="What does it show?",
        choices=[("yes", "The promise is kept"), ("no", "The promise is not kept")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={
            "required": "Choose what it shows",
            "invalid_choice": "Choose what it shows",
        },
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = queries.evidence(organisation)
