"""Fields that several forms share, here and in the room above, with their problems in words."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from alongside.methods import agenda
from alongside.people.models import Organisation, Team
from alongside.people.queries import tree


def too_long(what: str, most: int) -> str:
    return f"Make {what} shorter: {most} letters or fewer"


def line(label: str, what: str, most: int = 200, required: bool = True, **more: Any) -> Any:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        error_messages={"required": f"Enter {what}", "max_length": too_long(what, most)},
        **more,
    )


def text_area(label: str, what: str, help_text: str = "", rows: int = 3, most: int = 4000) -> Any:
    return line(
        label,
        what,
        most=most,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def email_field(required: bool, help_text: str = "") -> forms.EmailField:
    return forms.EmailField(
        label="E-mail address",
        required=required,
        max_length=254,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Enter your e-mail address, so that we can write to you",
            "invalid": "Enter an e-mail address like name@example.org",
            "max_length": too_long("the address", 254),
        },
    )


def team_field(label: str, required: bool = False, help_text: str = "") -> Any:
    """Return a field for one part of the organisation; `offer_teams` fills it."""
    return forms.ModelChoiceField(
        Team.objects.none(),
        label=label,
        required=required,
        help_text=help_text,
        error_messages={
            "required": "Choose your service area or team",
            "invalid_choice": "Choose one of the teams in the list",
        },
    )


def offer_teams(form: forms.Form, organisation: Organisation, none: str) -> None:
    """Offer the teams, each under what it belongs to, and first the words for `none` of them."""
    field: Any = form.fields["team"]
    field.queryset = organisation.teams.all()
    field.choices = [("", none)] + [
        (team.pk, "\u2003" * depth + team.name) for depth, team in tree(organisation)
    ]


def offer(form: forms.Form, name: str, rows: QuerySet[Any], words: Any = str) -> None:
    """Offer these rows in the field `name`, each in the `words` that a function makes of it."""
    field: Any = form.fields[name]
    field.queryset = rows
    field.label_from_instance = words


NAMES_OF_GROUPS: dict[str, Any] = {
    "label": "Names of the groups, if they have any",
    "help_text": "One a line. By a list, write after a | who is in it: Blue | Amira, Ben",
}


def how_grouped(**more: Any) -> forms.ChoiceField:
    """Return a field for how a room is split into small groups."""
    return _one_way("How are the groups made?", "how the groups are made", agenda.HOW, **more)


def how_talked(**more: Any) -> forms.ChoiceField:
    """Return a field for how a small group talks."""
    return _one_way("How do they talk?", "how they talk", agenda.TALK, **more)


def _one_way(label: str, what: str, ways: dict[str, str], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(ways.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": f"Choose {what}",
            "invalid_choice": "Choose one of the ways in the list",
        },
        **more,
    )


def group_size(**more: Any) -> forms.IntegerField:
    """Return a field for how many people are in a small group."""
    return forms.IntegerField(
        label="How many people are in a group?",
        min_value=2,
        max_value=50,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "required": "Enter how many people are in a group",
            "invalid": "Enter a number of people, like 4",
            "min_value": "Enter 2 or more",
            "max_value": "Enter 50 or fewer",
        },
        **more,
    )


def votes_each(initial: int) -> forms.IntegerField:
    """Return a field for how many votes everybody has on a wall."""
    return forms.IntegerField(
        label="How many votes does everybody have?",
        min_value=0,
        max_value=50,
        initial=initial,
        help_text="They put them on the notes that matter most to them. 0 is no voting.",
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "required": "Enter a number of votes, or 0 for no voting",
            "invalid": "Enter a number of votes, like 3",
            "min_value": "Enter 0 or more",
            "max_value": "Enter 50 or fewer",
        },
    )
