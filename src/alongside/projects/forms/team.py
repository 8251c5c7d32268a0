"""Somebody's place in the team, as it is typed in."""

from datetime import date
from typing import Any

from django import forms

from alongside.people.models import Membership

from ..models import Project, Seat
from ..queries.people import MOST_OFFERED, may_join
from .fields import day_field, line_field, not_later

STAFF, EXPERIENCE = "staff", "experience"
SIDES = [
    (EXPERIENCE, "There for their own experience"),
    (STAFF, "Works for the organisation"),
]


class SeatForm(forms.Form):
    """Who somebody is in the team: their sides, their part, whether they have a vote."""

    sides = forms.MultipleChoiceField(
        label="Why are they in the team?",
        choices=SIDES,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick both for staff who are there for their own experience too.",
        error_messages={
            "required": "Say why they are in the team",
            "invalid_choice": "Choose from the list",
        },
    )
    part = line_field(
        "What do they do here?",
        "what they do here",
        most=100,
        required=False,
        help_text="Like chair, or note taker.",
    )
    votes = forms.BooleanField(
        label="Has a vote", required=False, help_text="When the team decides by voting."
    )
    joined = day_field("Since when are they in the team?", "the day they joined")

    def __init__(self, *args: Any, today: date, seat: Seat | None = None, **kwargs: Any) -> None:
        if seat:
            kwargs["initial"] = {
                "sides": [side for side in (EXPERIENCE, STAFF) if getattr(seat, side)],
                "part": seat.part,
                "votes": seat.votes,
                "joined": seat.joined,
            }
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_joined(self) -> date | None:
        return not_later(self.cleaned_data["joined"], self.today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sides = data.pop("sides", [])
        return data | {STAFF: STAFF in sides, EXPERIENCE: EXPERIENCE in sides}


class AddForm(SeatForm):
    """Somebody of the organisation joins the team. The list shows the first of those who match a
    search; anybody who may join can be chosen."""

    member = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who is it?",
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose who it is",
            "invalid_choice": "Choose somebody in the list",
        },
    )
    field_order = ["member"]

    def __init__(self, *args: Any, project: Project, search: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"votes": True, "joined": kwargs["today"]})
        super().__init__(*args, **kwargs)
        found = list(may_join(project, search)[: MOST_OFFERED + 1])
        self.more = len(found) > MOST_OFFERED
        self.found = found[:MOST_OFFERED]
        member: Any = self.fields["member"]
        member.queryset = may_join(project)
        member.choices = [("", "Choose somebody"), *((one.pk, _named(one)) for one in self.found)]


def _named(member: Membership) -> str:
    return f"{member.name}, {member.team}" if member.team else member.name


class LeaveForm(forms.Form):
    """When somebody leaves the team."""

    day = day_field("What is their last day in the team?", "their last day")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": today}
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], self.today)
