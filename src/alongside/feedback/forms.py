"""Strings to values for feedback. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from alongside.asks.models import Wave
from alongside.people.models import Organisation
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.projects.models import Project
from alongside.web.fields import SentOnce

from . import queries
from .models import Claim, Entry, Route

MOST_PEOPLE = 1_000_000
ONE_OF_THE_LIST = {"invalid_choice": "Choose one of the list"}


def _project_field(label: str, **more: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label,
        queryset=Project.objects.none(),
        required=False,
        empty_label="All of what we do",
        error_messages=ONE_OF_THE_LIST,
        **more,
    )


def _number_field(label: str, least: int, what: str) -> forms.IntegerField:
    words = {
        "required": f"Enter {what}, as a number",
        "invalid": f"Enter {what}, as a number",
        "min_value": f"Enter {least} or more",
        "max_value": f"Enter {MOST_PEOPLE:,} or fewer",
    }
    return forms.IntegerField(
        label=label, min_value=least, max_value=MOST_PEOPLE, error_messages=words
    )


def tone_field(label: str) -> forms.ChoiceField:
    """Return the choice of whether it was good."""
    return forms.ChoiceField(
        label=label,
        choices=Entry.Tone.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one", "invalid_choice": "Choose one"},
    )


class TellForm(SentOnce):
    """What anybody can say, without an account."""

    tone = tone_field("How was it?")
    text = text_field(
        "What do you want to tell us?",
        "what you want to tell us",
        help_text="Leave names out, yours too. What you write could still show who you are.",
    )
    under_16 = forms.BooleanField(label="I am under 16", required=False)
    public_ok = forms.BooleanField(
        label="Everybody may read my words, without my name",
        required=False,
        help_text="If you are under 16, a grown-up has to agree too. Until then only we read them.",
    )
    wants_answer = forms.BooleanField(
        label="I want an answer",
        required=False,
        help_text="You get an address of your own. The answer will stand there. Keep the address.",
    )


class NoteForm(SentOnce):
    """Feedback that staff heard, or got on paper."""

    route = forms.ModelChoiceField(
        label="How did it come?",
        queryset=Route.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose how it came"} | ONE_OF_THE_LIST,
    )
    project = _project_field("What is it about?")
    day = day_field("When did they say it?", "the day on which they said it")
    tone = tone_field("Was it good?")
    text = text_field(
        "What did they say?",
        "what they said",
        help_text="In their own words, as near as you can. Leave names out.",
    )
    of_a_child = forms.BooleanField(label="Whoever said it is under 16", required=False)
    public_ok = forms.BooleanField(
        label="They agreed that everybody may read it, without a name", required=False
    )

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        projects: QuerySet[Project],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["route"].queryset = queries.routes(organisation)
        self.fields["project"].queryset = projects

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], self.today)


class TakeForm(forms.Form):
    """By which route something came that was said elsewhere, and whether it was good."""

    route = forms.ModelChoiceField(
        label="How did it come?",
        queryset=Route.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose how it came"} | ONE_OF_THE_LIST,
    )
    tone = tone_field("Was it good?")

    def __init__(self, *args: Any, organisation: Organisation, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].queryset = queries.routes(organisation)
        if kind == "disputes":
            self.fields.pop("tone")


class RouteForm(SentOnce):
    """A way by which feedback can come."""

    name = line_field(
        "What is it?",
        "what it is",
        most=120,
        help_text="For example: the box at the door. The telephone of the team. A link on letters.",
    )
    about = line_field("Where do people find it?", "this", most=300, required=False)
    read_by = line_field("Who reads what comes in?", "who reads it")
    project = _project_field("What is it for?")
    since = day_field("Since when can people use it?", "the first day")
    open_link = forms.BooleanField(
        label="Make a link and a square code by which anybody can write",
        required=False,
        help_text="Without an account and without their name.",
    )

    def __init__(self, *args: Any, projects: QuerySet[Project], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("since", today)
        self.fields["project"].queryset = projects

    def clean_since(self) -> date | None:
        return not_later(self.cleaned_data["since"], self.today)


class AskedForm(SentOnce):
    """How many people were asked, and how many answered."""

    day = day_field("When?", "the day", help_text="If it took longer: the last day.")
    asked = _number_field("How many people were asked?", 1, "how many were asked")
    answered = _number_field(
        "How many of them answered?", 0, "how many answered, or 0 if nobody did"
    )
    about = line_field(
        "Who was asked?",
        "who was asked",
        required=False,
        help_text="For example: everybody who used the service in May.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], self.today)


class WaveForm(forms.Form):
    """A survey or evaluation in which people were asked, and how many."""

    wave = forms.ModelChoiceField(
        label="Which survey or evaluation?",
        queryset=Wave.objects.none(),
        empty_label="Choose",
        help_text="One that has closed. How many answered is counted there.",
        error_messages={"required": "Choose which one"} | ONE_OF_THE_LIST,
    )
    asked = _number_field("How many people were asked?", 1, "how many were asked")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["wave"]
        field.queryset = queries.waves_to_take(organisation)
        field.label_from_instance = lambda one: f"{one.title}, {one.closed:%d/%m/%Y}"


class AnswerForm(forms.Form):
    """What an organisation says back."""

    answer = text_field(
        "What do you say back?",
        "what you say back",
        help_text="In plain words: what you do about it, or why not. They may be the only one who "
        "reads it, or everybody may.",
    )


class DayForm(forms.Form):
    """A day that has come."""

    def __init__(self, *args: Any, label: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["day"] = day_field(label, "the day", initial=today)

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], self.today)


class ClaimForm(SentOnce):
    """What an organisation says of its feedback."""

    kind = forms.ChoiceField(
        label="What do you say?",
        choices=Claim.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one", "invalid_choice": "Choose one"},
    )
    words = line_field(
        "In which words?",
        "what you say",
        most=300,
        help_text="For example: We have never heard any negative feedback about this service.",
    )
    project = _project_field("What is it about?")
    since = day_field("From which day?", "the first day")
    until = day_field("Until which day?", "the last day")

    def __init__(self, *args: Any, projects: QuerySet[Project], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["project"].queryset = projects

    def clean_until(self) -> date | None:
        return not_later(self.cleaned_data["until"], self.today)
