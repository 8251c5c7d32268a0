"""Strings to values for the themes of a project. Nothing here saves."""

from typing import Any

from django import forms

from alongside.people.models import Membership
from alongside.projects import queries as projects
from alongside.projects.models import Project, Seat
from alongside.web.fields import Day, Rows

from .. import queries
from ..models import ProjectTheme
from ..queries import grouping


class ThemeForm(forms.Form):
    """What a theme is called, what belongs there, and who sorted it."""

    name = forms.CharField(
        label="What is the theme called?",
        max_length=120,
        help_text="In a few words, as people said it. For example: A room like home.",
        error_messages={
            "required": "Enter what the theme is called",
            "max_length": "Make it shorter: 120 letters or fewer",
        },
    )
    means = forms.CharField(
        label="What belongs there?",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Make it shorter: 600 letters or fewer"},
    )
    sorters = Rows(
        Seat.objects.none(),
        label="Who sorted it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="It is fair when people with experience of their own and staff do it together.",
        error_messages={"invalid_choice": "Choose people of this project"},
    )
    sorted_on = Day(
        label="On which day?",
        required=False,
    )
    owner = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who sees to it that people get an answer?",
        required=False,
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose somebody from the list"},
    )
    answer_by = Day(
        label="By when do people get an answer?",
        required=False,
    )

    def __init__(
        self, *args: Any, project: Project, theme: ProjectTheme | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own = [seat.pk for seat in theme.sorters.all()] if theme else []
        now = projects.team(project).values_list("pk", flat=True)
        seats = project.seats.filter(pk__in=[*now, *own]).select_related("member")
        self.fields["sorters"].queryset = seats
        self.fields["sorters"].label_from_instance = in_words
        self.fields["owner"].queryset = queries.owners(project.organisation)
        if theme:
            names = ("name", "means", "sorted_on", "answer_by", "owner")
            self.initial = {one: getattr(theme, one) for one in names} | {"sorters": own}


def in_words(seat: Seat) -> str:
    """Return who somebody of the team is: a name, and whose side they are on."""
    if seat.staff and seat.experience:
        return f"{seat.member} (staff, with experience of their own)"
    return f"{seat.member} ({'staff' if seat.staff else 'experience of their own'})"


class MergeForm(forms.Form):
    """The theme that another one goes into."""

    into = forms.ModelChoiceField(
        ProjectTheme.objects.none(),
        label="Which theme does everything go into?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the theme that everything goes into",
            "invalid_choice": "Choose one of the themes in the list",
        },
    )

    def __init__(self, *args: Any, theme: ProjectTheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = grouping.others(theme)
