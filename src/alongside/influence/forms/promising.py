"""Strings to values for promises. Nothing here saves."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms

from alongside.people.models import Organisation
from alongside.projects.models import Evidence
from alongside.web.fields import Day, SentOnce

from ..models import Promise
from ..queries import promises


def day(label: str, required: str, help_text: str = "", *, needed: bool = True) -> forms.DateField:
    """Return a field for a day."""
    return Day(
        label=label,
        required=needed,
        help_text=help_text,
        error_messages={"required": required},
    )


def words(
    label: str, required: str, help_text: str = "", *, rows: int = 4, needed: bool = True
) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(
        label=label,
        required=needed,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={
            "required": required,
            "max_length": "Make it shorter: 2,000 letters or fewer",
        },
    )


def owner(label: str, *, needed: bool = True) -> forms.ModelChoiceField:
    """Return a field for somebody of the organisation; the form fills it."""
    return forms.ModelChoiceField(
        queryset=None,
        label=label,
        required=needed,
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose who sees to it",
            "invalid_choice": "Choose somebody who is in your organisation now",
        },
    )


class PromiseForm(SentOnce):
    """Something that is owed to people."""

    kind = forms.ChoiceField(
        label="What kind of promise is it?",
        choices=Promise.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of promise it is"},
    )
    text = forms.CharField(
        label="What do you promise?",
        max_length=300,
        help_text="In plain words. “We pay your bus fare.”",
        error_messages={
            "required": "Enter what you promise",
            "max_length": "Make it shorter: 300 letters or fewer",
        },
    )
    to_whom = forms.CharField(
        label="To whom?",
        max_length=200,
        help_text="“Everybody who came on 2 May.” A name only where it is about one person.",
        error_messages={
            "required": "Enter to whom you promise it",
            "max_length": "Make it shorter: 200 letters or fewer",
        },
    )
    private = forms.BooleanField(
        label="It is about one person",
        required=False,
        help_text="Only people who run projects, and whoever sees to it, can read it. "
        "Everybody sees that there is one.",
    )
    due = day("By which day?", "Enter the day by which you keep it")
    owner = owner("Who sees to it?")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = organisation.memberships.filter(left=None)


class KeepForm(forms.Form):
    """When a promise was kept, and how."""

    kept_on = day("On which day was it kept?", "Enter the day on which it was kept")
    how = words(
        "How was it kept?",
        "Enter how it was kept",
        "“Everybody got a letter in easy words.”",
    )
    evidence = forms.ModelChoiceField(
        Evidence.objects.none(),
        label="What shows it?",
        required=False,
        empty_label="Nothing that is kept here",
        error_messages={"invalid_choice": "Choose something from the list"},
    )

    def __init__(self, *args: Any, promise: Promise, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kept_on", today)
        if promise.project_id:
            self.fields["evidence"].queryset = Evidence.objects.filter(project=promise.project)
        if not self.fields["evidence"].queryset.exists():
            del self.fields["evidence"]


class GiveUpForm(forms.Form):
    """Why a promise cannot be kept."""

    because = words(
        "Why can it not be kept?",
        "Enter why it cannot be kept",
        "Short sentences. The people you promised it to read this.",
    )


class MoveForm(forms.Form):
    """Until when, and why."""

    due = day("To which day?", "Enter the new day")
    because = words(
        "Why?",
        "Enter why you move it",
        "Short sentences. The people you promised it to read this.",
    )


class HandOverForm(forms.Form):
    """Who sees to it from now on."""

    owner = owner("Who sees to it from now on?")

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = promise.organisation.memberships.filter(left=None)
        self.fields["owner"].queryset = members.exclude(pk=promise.owner_id)


class FilterForm(forms.Form):
    """Which promises of a ledger are looked at."""

    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All kinds"), *Promise.Kind.choices]
    )
    owner = forms.ChoiceField(label="Who sees to it", required=False)
    state = forms.ChoiceField(
        label="Where it stands",
        required=False,
        choices=[
            ("", "All"),
            ("late", "Late"),
            ("open", "Not kept yet"),
            ("kept", "Kept"),
            ("given up", "Given up"),
        ],
    )

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Everybody"), *owners]

    def chosen(self, lines: list[promises.Line], today: date) -> list[promises.Line]:
        """Return the lines that were asked for. What cannot be asked for is taken for all."""
        self.full_clean()
        kind, owner, state = (
            self.cleaned_data.get(name, "") for name in ("kind", "owner", "state")
        )
        return [
            line
            for line in lines
            if not line.hidden
            and (not kind or line.kind == kind)
            and (not owner or str(line.owner) == owner)
            and (not state or _is(line, state, today))
        ]

    def as_query(self) -> str:
        """Return what was asked for, as it stands in the address of the next page."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})


def _is(line: promises.Line, state: str, today: date) -> bool:
    return {
        "late": line.late(today),
        "open": line.settled_on is None,
        "kept": line.kept_on is not None,
        "given up": line.given_up is not None,
    }[state]
