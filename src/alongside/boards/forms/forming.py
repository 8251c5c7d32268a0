"""What a board is, and who is on it, as it is typed in."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from alongside.people import queries as people
from alongside.people.models import Group, Membership, Organisation
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.projects.forms.team import SeatForm
from alongside.projects.models import Project
from alongside.projects.queries.people import MOST_OFFERED
from alongside.web.fields import SentOnce

from .. import queries
from ..models import LONGEST_INTERVAL, Board
from .numbers import number_field


class AboutForm(forms.Form):
    """What a board is for and how often it meets."""

    name = line_field("What is it called?", "what it is called")
    decides = text_field(
        "What does it decide?",
        "what it decides",
        most=1000,
        rows=3,
        help_text="In plain words. If it only advises, say so, and say who decides.",
    )
    every = number_field(
        "How many weeks are there between two meetings?",
        "how many weeks",
        1,
        LONGEST_INTERVAL,
        help_text="4 for about once a month. We tell people when two meetings are missed.",
    )
    begun = day_field("Since when does it meet?", "the day it began")
    standing = text_field(
        "What does it talk about each time?",
        "what it talks about",
        most=2000,
        rows=4,
        required=False,
        help_text="One thing on each line.",
    )
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label="Is it part of a project?",
        required=False,
        empty_label="No",
        error_messages={"invalid_choice": "Choose a project in the list"},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["project"]
        field.queryset = organisation.projects.filter(level=Project.Level.STRATEGIC)

    def clean_begun(self) -> date | None:
        return not_later(self.cleaned_data["begun"], timezone.localdate())


class BeginForm(SentOnce, AboutForm):
    """A new board, from a group that is here already or from a new one."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Is it a group that is here already?",
        required=False,
        empty_label="No, it is new",
        help_text="Then the people in the group are on the board.",
        error_messages={"invalid_choice": "Choose a group in the list"},
    )
    name = line_field(
        "What is it called?",
        "what it is called",
        required=False,
        help_text="Leave this empty for a group that is here already.",
    )
    field_order = ("group", "name")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        field: Any = self.fields["group"]
        field.queryset = queries.can_be_begun_from(organisation)
        self.initial.setdefault("begun", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("name") and not data.get("group") and "group" not in self.errors:
            self.add_error("name", "Enter what it is called, or choose a group")
        return data


def about(board: Board) -> dict[str, Any]:
    """Return what stands in the form about a board."""
    names = ("decides", "every", "begun", "standing", "project")
    return {"name": str(board)} | {name: getattr(board, name) for name in names}


class MemberForm(SeatForm):
    """On which side somebody is on a board, and what they may do."""

    part: Any = None
    joined: Any = None
    chair = forms.BooleanField(
        label="Is a chair", required=False, help_text="A board can have two chairs, or more."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, today=timezone.localdate(), **kwargs)
        sides = self.fields["sides"]
        sides.label = "Why are they on the board?"
        sides.error_messages["required"] = "Say why they are on the board"
        self.fields["votes"].help_text = "When the board decides by voting."


class AddForm(MemberForm):
    """Somebody comes onto a board. The list shows the first of those who match a search; anybody
    who may come can be chosen."""

    member = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who is it?",
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose who it is",
            "invalid_choice": "Choose somebody in the list",
        },
    )
    joined = day_field("Since when are they on it?", "the day they joined")
    field_order = ("member",)

    def __init__(self, *args: Any, board: Board, search: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"votes": True, "joined": timezone.localdate()})
        super().__init__(*args, **kwargs)
        found = list(people.can_join(board.group, search)[: MOST_OFFERED + 1])
        self.more = len(found) > MOST_OFFERED
        self.found = found[:MOST_OFFERED]
        member: Any = self.fields["member"]
        member.queryset = people.can_join(board.group)
        member.choices = [("", "Choose somebody"), *((one.pk, str(one)) for one in self.found)]


class LeaveForm(forms.Form):
    """When somebody leaves a board."""

    day = day_field("What is their last day on the board?", "their last day")

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], timezone.localdate())
