"""The meetings of a board, as they are typed in."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from alongside.influence.models import Decision
from alongside.people.models import GroupMember, Membership
from alongside.projects.forms.fields import day_field, line_field, text_field
from alongside.web.fields import Rows, SentOnce

from .. import queries
from ..models import BoardMeeting
from .numbers import CHOOSE, number_field

MOST_DECISIONS = 50
"""How many decisions stand beside a meeting to choose from; those chosen before always do."""


class PlanForm(SentOnce):
    """When a board meets next."""

    day = day_field("When does it meet?", "the day of the meeting")

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < timezone.localdate() - timedelta(days=366):
            raise forms.ValidationError("Enter a day in the last 12 months, or a later one")
        return day


class _There(Rows):
    def label_from_instance(self, place: GroupMember) -> str:
        left = timezone.localdate(place.left) if place.left else None
        name = place.membership.name
        return f"{name}, until {left:%-d %B %Y}" if left else name


class _Decisions(Rows):
    def label_from_instance(self, decision: Decision) -> str:
        return f"{decision.question} ({decision.project}, {decision.decided_on:%-d %B %Y})"


class NoteForm(forms.Form):
    """Whether a meeting took place, who was there, what came of it; or why it did not."""

    day = day_field("When was it?", "the day of the meeting")
    state = forms.ChoiceField(
        label="Did it take place?",
        choices=[
            (BoardMeeting.State.HELD, "Yes, it took place"),
            (BoardMeeting.State.MISSED, "No, nobody came or it was forgotten"),
            (BoardMeeting.State.CANCELLED, "No, it was cancelled before the day"),
            (BoardMeeting.State.PLANNED, "It is still to come"),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    because = line_field(
        "If it did not take place: why not?",
        "why not",
        most=300,
        required=False,
        help_text="Write “not known” if nobody knows.",
    )
    there = _There(
        GroupMember.objects.none(),
        label="Who was there?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose people of the board"},
    )
    about = text_field(
        "What did you talk about?",
        "what you talked about",
        required=False,
        help_text="Do not write down what somebody told about their own life.",
    )
    decisions = _Decisions(
        Decision.objects.none(),
        label="Which decisions were made there?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Decisions are written down in a project. Only made ones are in this list.",
        error_messages={"invalid_choice": "Choose decisions in the list"},
    )

    def __init__(self, *args: Any, meeting: BoardMeeting, me: Membership, **kwargs: Any) -> None:
        names = ("day", "state", "because", "about")
        kwargs["initial"] = {name: getattr(meeting, name) for name in names}
        super().__init__(*args, **kwargs)
        there: Any = self.fields["there"]
        there.queryset = queries.everybody(meeting.board)
        self.initial["there"] = list(meeting.presences.values_list("place", flat=True))
        chosen = list(meeting.decisions.values_list("pk", flat=True))
        newest = list(queries.decisions_for(me).values_list("pk", flat=True)[:MOST_DECISIONS])
        decisions: Any = self.fields["decisions"]
        decisions.queryset = (
            Decision.objects.filter(pk__in={*chosen, *newest})
            .select_related("project")
            .order_by("-decided_on", "-pk")
        )
        self.initial["decisions"] = chosen
        if not chosen and not newest:
            del self.fields["decisions"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        state, day = data.get("state"), data.get("day")
        not_held = state in {BoardMeeting.State.MISSED, BoardMeeting.State.CANCELLED}
        if not_held and not data.get("because") and "because" not in self.errors:
            self.add_error("because", "Enter why it did not take place")
        past = state in {BoardMeeting.State.HELD, BoardMeeting.State.MISSED}
        if past and day and day > timezone.localdate():
            self.add_error("day", "Enter today or an earlier day")
        return {"decisions": [], **data}


class VoteForm(SentOnce):
    """How a board voted."""

    question = line_field("What did you vote on?", "what you voted on", most=300)
    in_favour = number_field("How many were for it?", "how many were for it", 0, 500)
    against = number_field("How many were against it?", "how many were against it", 0, 500)
    abstained = number_field("How many did neither?", "how many did neither", 0, 500, initial=0)
