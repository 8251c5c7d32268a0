"""Strings to values for decks. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from alongside.gatherings.models import Design
from alongside.people.models import Organisation
from alongside.projects.forms.choosing import offer_projects, project_field
from alongside.projects.forms.fields import day_field, line_field, text_field
from alongside.projects.models import Project
from alongside.web.fields import SentOnce

from .starters import NAMES


class BeginForm(SentOnce):
    """Which deck of ours to copy. It stands on a page several times, so its fields have no ids."""

    starter = forms.ChoiceField(choices=[(name, name) for name in NAMES], widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=False, **kwargs)


class WriteForm(forms.Form):
    """The cards of a deck, and what is asked about each."""

    ask = line_field("What do you ask about every card?", "what you ask about every card")
    places = text_field(
        "Where can a card go?", "where a card can go", most=1000, rows=4, help_text="One a line."
    )
    rate = line_field(
        "Is there something to rate?",
        "what people rate",
        required=False,
        help_text="“How much of it is there here?” People choose: not at all, a little, a lot.",
    )
    questions = text_field(
        "What else do you ask, in people’s own words?",
        "what else you ask",
        most=1000,
        rows=3,
        required=False,
        help_text="One question a line. Each is asked about every card.",
    )
    cards = text_field(
        "Cards",
        "at least one card",
        most=20_000,
        rows=20,
        help_text="A blank line between cards. The first line is the card. Below it, if you like: "
        "a line about it; “= Myth” for where it belongs; “Why:” and “Source:”.",
    )
    credit = line_field("Who made it?", "who made it", required=False)
    licence = line_field("How may others use it?", "how others may use it", required=False)
    after = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(SentOnce):
    """Until when people can go through a deck."""

    closes = day_field(
        "Until when can people go through it?",
        "the last day",
        help_text="It closes at the end of this day. Results are shown then.",
    )

    project = project_field()

    def __init__(
        self, *args: Any, today: date, projects: QuerySet[Project] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer_projects(self, projects)

    def clean_closes(self) -> date:
        closes: date = self.cleaned_data["closes"]
        if closes < self.today:
            raise forms.ValidationError("Choose today or a day that is still to come")
        return closes


class UseForm(forms.Form):
    """In which sessions a deck is used: the design whose agenda it goes into."""

    design = forms.ModelChoiceField(
        Design.objects.none(),
        label="In which design of a session?",
        empty_label="Choose",
        help_text="The cards go to the end of its agenda. You can move them there.",
        error_messages={
            "required": "Choose a design",
            "invalid_choice": "Choose a design in the list",
        },
    )
    minutes = forms.IntegerField(
        label="How many minutes does it take?",
        min_value=1,
        max_value=240,
        initial=20,
        error_messages={
            "required": "Enter how many minutes it takes",
            "invalid": "Enter how many minutes it takes, as a number",
            "min_value": "Enter 1 minute or more",
            "max_value": "Enter 240 minutes or fewer",
        },
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["design"]
        field.queryset = (
            Design.objects.filter(programme__organisation=organisation)
            .select_related("programme")
            .order_by("programme__name", "name")
        )
        field.label_from_instance = lambda one: f"{one.programme}: {one.name}"
