"""Strings to values for actions and for what is seen later. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms

from alongside.files.forms import DocumentField
from alongside.people.models import Membership
from alongside.projects.models import Project
from alongside.web.fields import SentOnce

from ..actions.evidencing import Shown
from ..queries import deciding, records
from .deciding import PLAIN, day, in_plain_words, words


class ActionForm(SentOnce):
    """Something that is done because of a decision."""

    text = forms.CharField(
        label="What will be done?",
        max_length=300,
        error_messages={
            "required": "Enter what will be done",
            "max_length": "Make it shorter: 300 letters or fewer",
        },
    )
    owner = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who does it?",
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose who does it",
            "invalid_choice": "Choose one of the people in the list",
        },
    )
    due = day("By when?", "Enter the day by which it is done")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = deciding.can_own(project)


class ChangeActionForm(ActionForm):
    """Who does an action, and by when: it can pass to somebody else."""

    text = None  # type: ignore[assignment] # what was agreed stays as it is
    client_id = None  # type: ignore[assignment]


class _NotToCome(forms.Form):
    """A day that is not still to come."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def not_to_come(self, name: str) -> date:
        chosen: date = self.cleaned_data[name]
        if chosen > self.today:
            raise forms.ValidationError("Choose a day that is not still to come")
        return chosen


class ProgressForm(_NotToCome):
    """How far an action is."""

    text = words("How far is it?", "Enter how far it is")
    day = day("On which day?", "Enter the day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", self.today)

    def clean_day(self) -> date:
        return self.not_to_come("day")


class StopForm(forms.Form):
    """Why an action will not be done after all."""

    because = words("Why will it not be done?", "Enter why, in plain words", PLAIN)

    def clean_because(self) -> str:
        return in_plain_words(self.cleaned_data["because"])


class EvidenceForm(_NotToCome):
    """What shows that something is so: evidence that is there, a record, or a file."""

    shown_by = forms.ChoiceField(
        label="What shows it?",
        required=False,
        help_text="Evidence that the project has, or a record made here.",
        error_messages={"invalid_choice": "Choose what shows it from the list"},
    )
    file = DocumentField(label="Or a file that shows it", required=False)
    says = forms.CharField(
        label="What does the file show?",
        required=False,
        max_length=300,
        help_text="Only for a file. A short sentence. Do not name people.",
        error_messages={"max_length": "Make it shorter: 300 letters or fewer"},
    )
    needed = False

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = {f"evidence:{one.pk}": one for one in deciding.evidence(project)}
        self.records = {one.name: one for one in records.of_project(project)}
        self.fields["shown_by"].choices = [
            ("", "Nothing yet"),
            ("Evidence", [(name, str(one)) for name, one in self.there.items()]),
            ("Records", [(name, one.words) for name, one in self.records.items()]),
        ]

    def of_evidence(self) -> list[forms.BoundField]:
        """Return the fields about what shows it."""
        return [self[name] for name in ("shown_by", "file", "says")]

    def others(self) -> list[forms.BoundField]:
        """Return the other fields."""
        return [self[name] for name in self.fields if name not in {"shown_by", "file", "says"}]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen, file = data.get("shown_by"), data.get("file")
        if chosen and file:
            self.add_error("file", "Choose evidence from the list, or a file: not both")
        if file and not data.get("says") and "says" not in self.errors:
            self.add_error("says", "Say what the file shows")
        if self.needed and not chosen and not file and not {"shown_by", "file"} & {*self.errors}:
            self.add_error("shown_by", "Choose what shows it, or add a file")
        return data

    def shown(self) -> Shown:
        """Return what shows it."""
        data = self.cleaned_data
        received, name = data["file"] or (None, "")
        return Shown(
            evidence=self.there.get(data["shown_by"]),
            record=self.records.get(data["shown_by"]),
            received=received,
            file_name=name,
            says=data["says"],
        )


class DoneForm(EvidenceForm):
    """What is different now that an action is done."""

    result = words("What is different now?", "Enter what is different now", PLAIN)
    done_on = day("Since when?", "Enter the day on which it was done")
    field_order = ("result", "done_on", "shown_by", "file", "says")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("done_on", self.today)

    def clean_result(self) -> str:
        return in_plain_words(self.cleaned_data["result"])

    def clean_done_on(self) -> date:
        return self.not_to_come("done_on")


class SeenForm(EvidenceForm):
    """What can be seen later of a decision."""

    text = words("What can be seen now?", "Enter what can be seen now", f"Good or bad. {PLAIN}")
    day = day("On which day was it seen?", "Enter the day on which it was seen")
    field_order = ("text", "day", "shown_by", "file", "says")
    needed = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", self.today)

    def clean_text(self) -> str:
        return in_plain_words(self.cleaned_data["text"])

    def clean_day(self) -> date:
        return self.not_to_come("day")
