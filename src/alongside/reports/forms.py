"""Strings to values for making a report. Nothing here saves."""

from typing import Any

from django import forms

from alongside.gatherings.models import Programme
from alongside.people.models import Organisation
from alongside.web.fields import Day

from . import queries
from .models import Report


class ReportForm(forms.Form):
    """Which sessions a report is about, and what it puts side by side."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label="Programme",
        empty_label=None,
        error_messages={"required": "Choose a programme"},
    )
    since = Day(
        label="From",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the first day", "invalid": "Enter a date"},
    )
    until = Day(
        label="To",
        help_text="The last day that counts.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the last day", "invalid": "Enter a date"},
    )
    compare = forms.ChoiceField(
        label="Put side by side",
        choices=Report.Compare.choices,
        widget=forms.RadioSelect,
        initial=Report.Compare.COHORT,
        error_messages={"required": "Choose what to put side by side"},
    )

    split = forms.ChoiceField(
        label="Split the answers by",
        help_text="Only where the groups are large enough. If they are not, the report says so.",
        required=False,
        error_messages={"invalid_choice": "Choose one of the questions"},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = organisation.programmes.all()
        questions = queries.questions_to_split_by(organisation)
        if questions:
            self.fields["split"].choices = [("", "Nothing"), *questions.items()]
        else:
            del self.fields["split"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Enter a last day that is not before the first")
        return data
