"""Strings to values for journeys. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from alongside.people.models import Membership
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.projects.models import Project
from alongside.web.fields import Rows, SentOnce

from .models import Stage
from .starters import STARTERS

SCRATCH = "none"


class JourneyForm(forms.Form):
    """What a journey is called and about."""

    title = line_field(
        "What is the journey called?",
        "what the journey is called",
        help_text="Like “How we came to work with people who use our advice line”.",
    )
    about = text_field("What is it about?", "what it is about", required=False, rows=3, most=1000)


class BeginForm(SentOnce, JourneyForm):
    """A new journey, and what its stages begin from."""

    starter = forms.ChoiceField(
        label="Where do its stages begin from?",
        choices=[
            *((name, one.title) for name, one in STARTERS.items()),
            (SCRATCH, "Nothing: we write our own"),
        ],
        widget=forms.RadioSelect,
        help_text="You can rename, add and move stages later.",
        error_messages={
            "required": "Choose where its stages begin from",
            "invalid_choice": "Choose where its stages begin from",
        },
    )

    def clean_starter(self) -> str:
        starter: str = self.cleaned_data["starter"]
        return "" if starter == SCRATCH else starter


class AddStageForm(SentOnce):
    """A new stage."""

    name = line_field("What is the stage called?", "what the stage is called")
    means = text_field(
        "What does it mean to be there?",
        "what it means to be there",
        required=False,
        most=1000,
        help_text="In plain words, so that everybody can tell whether you are.",
    )


class StageForm(forms.Form):
    """Everything that stands about a stage but whether it is reached."""

    name = line_field("What is the stage called?", "what the stage is called")
    means = text_field(
        "What does it mean to be there?",
        "what it means to be there",
        required=False,
        most=1000,
        help_text="In plain words. If you change them, the old words are kept.",
    )
    begun = day_field("When did it begin?", "the day it began", required=False)
    people = text_field(
        "Who took part with experience of their own?",
        "who took part",
        required=False,
        most=1000,
        rows=2,
        help_text="A group, or how many people. No names of people who did not agree to it.",
    )
    staff = text_field(
        "Who of the staff took part?",
        "who of the staff took part",
        required=False,
        most=1000,
        rows=2,
    )
    changed = text_field("What has changed since?", "what has changed", required=False, most=2000)
    holds_back = text_field(
        "What holds you back?", "what holds you back", required=False, most=2000
    )
    next_step = line_field("What do you do next?", "what you do next", most=300, required=False)
    next_owner = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who sees to it?",
        required=False,
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose somebody in the list"},
    )
    next_due = day_field("By when?", "the day by which it is done", required=False)

    def __init__(self, *args: Any, stage: Stage, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        owner: Any = self.fields["next_owner"]
        owner.queryset = stage.journey.organisation.memberships.filter(
            Q(left=None) | Q(journey_steps=stage)
        ).distinct()
        self.initial.update({name: getattr(stage, name) for name in self.fields})

    def clean_begun(self) -> date | None:
        return not_later(self.cleaned_data["begun"], self.today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("next_step", "next_owner", "next_due")):
            return data
        for name, problem in (
            ("next_step", "Enter what you do next"),
            ("next_owner", "Choose who sees to the next step"),
            ("next_due", "Enter the day by which the next step is done"),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, problem)
        return data


class ReachedForm(forms.Form):
    """Since when a stage is reached."""

    since = day_field("Since when?", "the day since when it is reached")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_since(self) -> date | None:
        return not_later(self.cleaned_data["since"], self.today)


class BackForm(forms.Form):
    """Since when a stage is no longer reached, and why."""

    until = day_field("Since when is it no longer so?", "the day since when it is no longer so")
    because = text_field("Why?", "why it is no longer so", most=1000, rows=3)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date | None:
        return not_later(self.cleaned_data["until"], self.today)


class ProjectsForm(forms.Form):
    """Which projects belong to a stage."""

    projects = Rows(
        Project.objects.none(),
        label="Which projects belong to this stage?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose projects in the list"},
    )

    def __init__(self, *args: Any, projects: QuerySet[Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projects"].queryset = projects


class AskForm(SentOnce):
    """Until when people and staff are asked about the values."""

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
