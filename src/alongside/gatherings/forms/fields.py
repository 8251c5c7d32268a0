"""Fields that several forms of this noun share, with their problems in words."""

from typing import Any

from django import forms
from django.db.models import QuerySet

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
