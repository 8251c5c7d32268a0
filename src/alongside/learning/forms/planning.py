"""Needs, plans and activities."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from alongside.gatherings.forms.fields import offer_teams, team_field
from alongside.gatherings.models import Gathering
from alongside.involvement.forms.fields import Pounds
from alongside.people.models import Group, Organisation
from alongside.projects.forms.fields import day_field, line_field, text_field
from alongside.projects.forms.stepping import owner_field
from alongside.web.fields import Rows, SentOnce

from .. import months
from ..models import Activity, Need, Plan
from ..queries import planned
from ..starters import NAMES, starter
from .fields import month_field, offer

EVERYBODY = "The whole organisation"
MONTHS_BACK, MONTHS_AHEAD = 36, 12


class NeedForm(SentOnce):
    """What people need, and who sees to it."""

    words = line_field(
        "What do people need?",
        "what people need",
        most=300,
        help_text="In plain words: “Support the first time they work with citizens”.",
    )
    owner = owner_field()
    team = team_field("Who needs it?")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = planned.can_own(organisation)
        offer_teams(self, organisation, EVERYBODY)


class ChangePlanForm(forms.Form):
    """What a plan is about, and who sees to it."""

    title = line_field("What is the plan called?", "what the plan is called", most=120)
    aim = text_field(
        "What will be different at the end?",
        "what will be different at the end",
        most=1000,
        rows=3,
        help_text="Senior managers sign this aim. Say what somebody could see.",
    )
    owner = owner_field()
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group hears each month how it goes?",
        required=False,
        empty_label="None",
        help_text="Its people get a short letter in easy words when there is something to say.",
        error_messages={"invalid_choice": "Choose a group in the list"},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = planned.can_own(organisation)
        self.fields["group"].queryset = organisation.groups.filter(put_away=None)


class PlanForm(ChangePlanForm, SentOnce):
    """A new plan: from nothing, from one of ours, or from needs."""

    team = team_field("For whom is it?")
    start = month_field("In which month does it begin?", help_text="It goes on for twelve months.")
    begin_from = forms.ChoiceField(
        label="What does it begin from?",
        required=False,
        choices=[("", "Nothing: an empty year")]
        + [(name, f"{starter(name)['title']}: {starter(name)['about']}") for name in NAMES],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of them"},
    )
    needs = Rows(
        Need.objects.none(),
        label="Which needs does it answer?",
        required=False,
        help_text="Each becomes an activity in a month, which you can change.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose needs in the list"},
    )

    field_order = ("title", "aim", "team", "start", "owner", "begin_from", "needs", "group")

    def __init__(
        self, *args: Any, organisation: Organisation, needs: Any, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        offer_teams(self, organisation, EVERYBODY)
        now = months.first(today)
        self.initial.setdefault("start", now)
        offer(self, "start", (months.later(now, by) for by in range(-MONTHS_BACK, MONTHS_AHEAD)))
        self.fields["needs"].queryset = needs
        if not needs:
            del self.fields["needs"]


class ActivityForm(SentOnce):
    """One thing in a plan."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=Activity.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is", "invalid_choice": "Choose what it is"},
    )
    title = line_field("What is it called?", "what it is called")
    objective = line_field(
        "What can people do afterwards?", "what people can do afterwards", most=300, required=False
    )
    month = month_field("In which month?")
    need = forms.ModelChoiceField(
        Need.objects.none(),
        label="Which need does it answer?",
        required=False,
        empty_label="None that is written down",
        error_messages={"invalid_choice": "Choose a need in the list"},
    )
    owner = owner_field()
    audience = line_field("For whom is it?", "whom it is for", required=False)
    cost = Pounds(
        label="What does it cost, in pounds?",
        required=False,
        help_text="Leave it empty where nobody knows yet. Write 0 where it costs nothing.",
    )

    def __init__(self, *args: Any, plan: Plan, needs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = planned.can_own(plan.organisation)
        self.fields["need"].queryset = needs
        offer(self, "month", plan.months)


class MoveForm(forms.Form):
    """To which month, and why."""

    month = month_field("To which month?")
    why = line_field("Why does it move?", "why it moves", most=300)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in activity.plan.months if one != activity.month]
        # Pressed twice, it is in its new month already.
        offer(self, "month", activity.plan.months if self.is_bound else others)


class _Session(forms.ModelChoiceField):
    def label_from_instance(self, gathering: Gathering) -> str:
        day = timezone.localtime(gathering.starts)
        return f"{gathering.title}, {day.day} {day:%B %Y}"


class HeldForm(forms.Form):
    """What became of an activity: a session, held on a day, or not held and why."""

    SESSION, HELD, NOT_HELD = "session", "held", "not held"

    became = forms.ChoiceField(
        label="What became of it?",
        choices=[
            (SESSION, "It is one of our sessions"),
            (HELD, "It was held, without a session here"),
            (NOT_HELD, "It was not held"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of it"},
    )
    gathering = _Session(
        Gathering.objects.none(),
        label="Which session?",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose a session in the list"},
    )
    held_on = day_field("On which day was it held?", "the day", required=False)
    because = line_field(
        "Why was it not held?",
        "why it was not held",
        most=500,
        required=False,
        help_text="All who read the plan read this, and the group that hears of it too.",
    )

    NEEDS = {
        SESSION: ("gathering", "Choose which session"),
        HELD: ("held_on", "Enter the day on which it was held"),
        NOT_HELD: ("because", "Say why it was not held"),
    }

    def __init__(self, *args: Any, plan: Plan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["gathering"].queryset = planned.sessions(plan)

    def clean_held_on(self) -> date | None:
        day: date | None = self.cleaned_data["held_on"]
        if day and day > self.today:
            raise forms.ValidationError("Enter today or an earlier day")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        name, words = self.NEEDS.get(cleaned.get("became", ""), ("", ""))
        if name and name not in self.errors and not cleaned.get(name):
            self.add_error(name, words)
        return cleaned
