"""Files of past sessions: which file, and what its columns are."""

from typing import Any

from django import forms

from alongside.methods.formats import registers
from alongside.people.forms import ColumnsForm, StaffFileForm
from alongside.people.models import Organisation

from .. import queries
from ..models import Programme
from .fields import line, offer


class RegisterFileForm(StaffFileForm):
    """A register of past sessions."""

    what = "a register"
    most_megabytes = 20


class ResponsesFileForm(StaffFileForm):
    """Responses exported by Microsoft Forms or Google Forms."""

    what = "a file of responses"
    most_megabytes = 20


class RegisterColumnsForm(ColumnsForm):
    """Which column of a register holds what, and what its sessions belong to."""

    parts = registers.PARTS
    guess = staticmethod(registers.guess)

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Programme", required=False, empty_label="A new one"
    )
    new_programme = line("Name of the new programme", "a name", required=False)
    round_for_all = line("Round, where no column says it", "a round", 100, required=False)
    partner_for_all = line("Delivery partner, where no column says it", "it", required=False)
    minutes = forms.IntegerField(
        label="How many minutes did a session last?",
        min_value=10,
        max_value=720,
        initial=90,
        error_messages={
            "required": "Enter how long a session lasted, like 90",
            "invalid": "Enter a number of minutes, like 90",
            "min_value": "Enter 10 minutes or more",
            "max_value": "Enter 720 minutes or fewer",
        },
    )

    def __init__(self, *args: Any, organisation: Organisation, **more: Any) -> None:
        super().__init__(*args, **more)
        programmes = queries.programmes(organisation)
        offer(self, "programme", programmes)
        self.initial["programme"] = next((found.pk for found in programmes[:1]), None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("date") is None and "date" not in self.errors:
            self.add_error("date", "Choose the column with the date of the session")
        no_programme = not data.get("programme") and not data.get("new_programme")
        if "add" in self.data and no_programme and "programme" not in self.errors:
            self.add_error("new_programme", "Choose a programme, or enter the name of a new one")
        return data

    def of_columns(self) -> list[forms.BoundField]:
        """Return the fields that say which column is what."""
        return [self[part] for part in self.parts]

    def of_sessions(self) -> list[forms.BoundField]:
        """Return the fields that say what the sessions belong to."""
        return [self[name] for name in self.fields if name not in self.parts]

    def details(self) -> dict[str, Any]:
        """Return the words and numbers that `actions.add_register` takes beside the columns."""
        data = self.cleaned_data
        return {
            "programme": data["programme"],
            "new_programme": data["new_programme"],
            "cohort": data["round_for_all"],
            "partner": data["partner_for_all"],
            "minutes": data["minutes"],
        }
