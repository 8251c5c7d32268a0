"""Strings to values for answers. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms

from alongside.asks import receipts
from alongside.gatherings.models import DesignVersion
from alongside.insight.models import Theme
from alongside.insight.queries import Finding
from alongside.people.models import Membership, Organisation
from alongside.web.fields import Day, Rows

from .. import queries
from ..models import Change, Reason


def _words(label: str, required: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
        error_messages={
            "required": required,
            "max_length": "Make it shorter: 1,000 letters or fewer",
        },
    )


def _day(label: str, required: str, help_text: str = "") -> forms.DateField:
    return Day(
        label=label,
        help_text=help_text,
        error_messages={"required": required},
    )


class ChangedForm(forms.Form):
    """What was changed."""

    text = _words(
        "What did you change?",
        "Enter what you changed",
        "Short sentences, as you would tell the person who asked. "
        "“Sessions now take an hour and a half.”",
    )
    changed_on = _day("Since when?", "Enter the day since when it is so")
    version = forms.ModelChoiceField(
        DesignVersion.objects.none(),
        label="Which session design has it?",
        required=False,
        empty_label="None: it was something else",
    )

    def __init__(self, *args: Any, organisation: Organisation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["version"].queryset = queries.versions(organisation)
        self.fields["version"].label_from_instance = lambda version: (
            f"{version}: {version.changed}" if version.changed else str(version)
        )

    def clean_changed_on(self) -> date:
        day: date = self.cleaned_data["changed_on"]
        if day > self.today:
            raise forms.ValidationError(
                "This day is still to come. Say “not yet”, or enter the day it changed."
            )
        return day


class SameChangeForm(forms.Form):
    """A change that was told of already, for another thing people asked for."""

    change = forms.ModelChoiceField(
        Change.objects.none(),
        label="Which change does this too?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the change that does this too",
            "invalid_choice": "Choose one of the changes in the list",
        },
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change"].queryset = queries.changes(organisation)


class NoForm(forms.Form):
    """Why not."""

    reason = forms.ChoiceField(
        label="Why not?",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the reason why not"},
    )
    text = _words(
        "Say it in plain words",
        "Enter the reason in plain words",
        "What stands in the way, and what people can have instead. Short sentences.",
    )


class NotYetForm(forms.Form):
    """What is still to be done, by whom and until when."""

    text = _words(
        "What are you doing about it?",
        "Enter what you are doing about it",
        "Short sentences, as you would tell the person who asked.",
    )
    owner = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who sees to it?",
        error_messages={
            "required": "Choose who sees to it",
            "invalid_choice": "Choose one of the people in the list",
        },
    )
    answer_by = _day("People hear from you by", "Enter the day by which people hear from you")

    def __init__(self, *args: Any, organisation: Organisation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["owner"].queryset = queries.owners(organisation)

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        if day < self.today:
            raise forms.ValidationError("Choose a day that is still to come")
        return day


class ReceiptForm(forms.Form):
    """The code that somebody got for what they wrote."""

    code = forms.CharField(
        label="Your code",
        help_text="Twelve letters and digits. Hyphens and capital letters do not matter.",
        error_messages={"required": "Type your code"},
    )

    def clean_code(self) -> str:
        code = receipts.read(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError("A code has twelve letters and digits. Check yours")
        return code


class PublishForm(forms.Form):
    """Which themes stand on the public page."""

    themes = Rows(
        Theme.objects.none(),
        label="What stands on the page",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one theme"},
    )

    def __init__(self, *args: Any, findings: list[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts = {found.theme.pk: found.people for found in findings}
        self.fields["themes"].queryset = Theme.objects.filter(pk__in=counts)
        self.fields["themes"].choices = [(found.theme.pk, _in_words(found)) for found in findings]


def _in_words(found: Finding) -> str:
    people = "number not shown" if found.people.hidden else f"{found.people} people"
    return f"{found.theme} ({found.theme.get_kind_display().lower()}; {people})"
