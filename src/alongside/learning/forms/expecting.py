"""What is expected of a plan, whether it was met, and when it is looked at."""

from datetime import date
from typing import Any

from django import forms

from alongside.asks.models import Wave
from alongside.involvement.models import Story
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.projects.models import Project
from alongside.web.fields import Rows, SentOnce

from .. import comparing
from ..models import Activity, Check, Plan, Result


class ExpectationForm(SentOnce):
    """Who expects what, and how it will be seen."""

    who = line_field(
        "Who expects it?",
        "who expects it",
        help_text="A name, a role or a group: “The director of housing”, “The panel”.",
    )
    what = line_field("What do they expect?", "what they expect", most=300)
    seen = line_field(
        "How will it be seen?",
        "how it will be seen",
        most=300,
        help_text="Something people do or say: “Each new project begins with a citizen in it”.",
    )
    measure = line_field(
        "What did you agree to measure?",
        "what you agreed to measure",
        most=300,
        help_text="A number and when: “Fewer than 10 of 100 ask for more support in November”.",
    )
    due = day_field("When do you look whether it was met?", "the day on which you look")
    activities = Rows(
        Activity.objects.none(),
        label="On which activities does it rest?",
        required=False,
        help_text="Who came and what people did afterwards is gathered from them.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose activities of this plan"},
    )
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label="In which project would it be seen?",
        required=False,
        empty_label="In none",
        help_text="What is decided there, and where it stands on the ladder, is gathered too.",
        error_messages={"invalid_choice": "Choose a project in the list"},
    )

    def __init__(self, *args: Any, plan: Plan, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activities"].queryset = plan.activities.all()
        self.fields["project"].queryset = projects


class CompareForm(forms.Form):
    """Which answers of a survey that was asked twice show it."""

    measured = forms.ChoiceField(
        label="Which answer do you look at?",
        help_text="“Or more” counts an answer together with those above it.",
        error_messages={
            "required": "Choose an answer",
            "invalid_choice": "Choose an answer in the list",
        },
    )

    def __init__(self, *args: Any, before: Wave, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["measured"]
        field.choices = list(comparing.offered(before.version.definition))


class ResultForm(forms.Form):
    """Whether it was met, and why."""

    result = forms.ChoiceField(
        label="Was it met?",
        choices=Result.Is.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether it was met",
            "invalid_choice": "Choose whether it was met",
        },
    )
    reasons = text_field(
        "Why do you say so?",
        "why you say so",
        most=2000,
        rows=4,
        help_text="What records show stays beside your words as it is today.",
    )


class StoryForm(forms.Form):
    """Which story tells what came of it."""

    story = forms.ModelChoiceField(
        Story.objects.none(),
        label="Which story tells what came of it?",
        required=False,
        empty_label="None yet",
        help_text="One that is written already. Anybody can read it once it is published.",
        error_messages={"invalid_choice": "Choose a story in the list"},
    )

    def __init__(self, *args: Any, stories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["story"].queryset = stories


class CheckForm(SentOnce):
    """When somebody looks, at what, on which level."""

    level = forms.ChoiceField(
        label="What do you look at?",
        choices=Check.Level.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what you look at",
            "invalid_choice": "Choose what you look at",
        },
    )
    at_the_end = forms.TypedChoiceField(
        label="When?",
        choices=[("along", "As we go along"), ("end", "At the end")],
        coerce=lambda sent: sent == "end",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when", "invalid_choice": "Choose when"},
    )
    what = line_field("In a few words", "what you look at", most=300)
    due = day_field("On which day?", "the day")
    wave = forms.ModelChoiceField(
        Wave.objects.none(),
        label="Which survey shows it?",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose a survey in the list"},
    )

    def __init__(self, *args: Any, waves: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wave"].queryset = waves


class DoneForm(forms.Form):
    """What was found."""

    found = text_field("What did you find?", "what you found", most=2000, rows=4)
    done_on = day_field("When did you look?", "the day on which you looked")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("done_on", today)

    def clean_done_on(self) -> date | None:
        return not_later(self.cleaned_data["done_on"], self.today)
