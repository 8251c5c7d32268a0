"""Strings to values for charters. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms

from alongside.people.models import Membership, Organisation
from alongside.projects.models import Evidence
from alongside.web.fields import Day, SentOnce

from . import queries, writing

DAY = {"invalid": "Enter a day like 10/3/2026"}


def _day(label: str, required: str, help_text: str = "") -> Day:
    return Day(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=help_text,
        error_messages={"required": required, **DAY},
    )


def _words(label: str, required: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={"required": required},
    )


class PrinciplesForm(forms.Form):
    """The words of a charter."""

    principles = forms.CharField(
        label="Principles and promises",
        max_length=30_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="A principle on a line of its own. Each promise below it begins with a dash. "
        "After a bar | the same in easy words.",
        error_messages={"required": "Write at least one principle with a promise"},
    )


class BeginForm(SentOnce, PrinciplesForm):
    """A new charter."""

    title = forms.CharField(
        label="What is the charter called?",
        max_length=200,
        error_messages={"required": "Enter what the charter is called"},
    )
    about = forms.CharField(
        label="What is it for?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In plain words. It stands above the promises.",
    )

    field_order = ("title", "about", "principles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("principles", writing.STARTER)


class WriteForm(PrinciplesForm):
    """The next words of a charter."""

    because = forms.CharField(
        label="Why do they change?",
        max_length=300,
        error_messages={"required": "Say why they change: people agreed to the words before"},
    )
    after = forms.IntegerField(widget=forms.HiddenInput)


class AgreedForm(forms.Form):
    """Who agreed, and when."""

    who = forms.CharField(
        label="Who agreed?",
        max_length=200,
        help_text="A board, a forum, a group: “Youth Council”.",
        error_messages={"required": "Enter who agreed"},
    )
    experience = forms.BooleanField(
        label="They are people with experience of their own", required=False
    )
    day = _day("When?", "Enter the day on which they agreed")


class RateForm(forms.Form):
    """Until when people and staff are asked."""

    closes = _day(
        "Until when can people answer?",
        "Enter the last day",
        "It closes at the end of this day.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_closes(self) -> date:
        closes: date = self.cleaned_data["closes"]
        if closes <= self.today:
            raise forms.ValidationError("Choose a day that is still to come")
        return closes


class StepForm(SentOnce):
    """What somebody does so that a promise is kept."""

    text = forms.CharField(
        label="What will you do?",
        max_length=300,
        error_messages={"required": "Enter what will be done"},
    )
    owner = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who sees to it?",
        error_messages={"required": "Choose who sees to it"},
    )
    due = _day("By when?", "Enter the day by which it is done")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = organisation.memberships.filter(left=None)


class DoneForm(forms.Form):
    """What is different now."""

    result = _words("What is different now?", "Enter what is different now")
    done_on = _day("Since when?", "Enter the day since when it is so")


class _Shown(forms.ModelChoiceField):
    def label_from_instance(self, evidence: Evidence) -> str:
        of = f", {evidence.project}" if evidence.project else ""
        return f"{evidence.says} ({evidence.dated:%-d %B %Y}{of})"


class ShowsForm(forms.Form):
    """What shows that a promise is kept, or is not."""

    evidence = _Shown(
        Evidence.objects.none(),
        label="What shows it?",
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
