"""Strings to values for boards. Nothing here saves."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from alongside.influence.models import Decision
from alongside.people import queries as people
from alongside.people.models import Group, GroupMember, Membership, Organisation
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.projects.forms.team import SeatForm
from alongside.projects.models import Project
from alongside.projects.queries.people import MOST_OFFERED
from alongside.web.fields import Rows, SentOnce

from . import queries
from .models import LONGEST_INTERVAL, Board, BoardAlert, BoardMeeting, Heading, ReviewPlace

MOST_DECISIONS = 50
"""How many decisions stand beside a meeting to choose from; those chosen before always do."""

CHOOSE = {"required": "Choose one of these", "invalid_choice": "Choose one of these"}


def number_field(label: str, what: str, least: int, most: int, **more: Any) -> forms.IntegerField:
    """Return a field for a whole number; `what` it is stands in the problem."""
    wrong = f"Enter {what}: a whole number from {least} to {most}"
    words = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=words, **more
    )


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
        there.queryset = queries.could_be_there(meeting.board)
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


class StopForm(forms.Form):
    """Who stopped a board, when and why."""

    day = day_field("When did it stop?", "the day it stopped")
    who = line_field(
        "Who stopped it?",
        "who stopped it",
        help_text="A person, a board or a team: “The senior leadership team”.",
    )
    why = text_field(
        "Why?",
        "why it was stopped",
        most=1000,
        rows=3,
        help_text="In easy words: everybody on the board gets them in a letter.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", timezone.localdate())

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], timezone.localdate())


class AnswerForm(forms.Form):
    """That a board meets again, or what takes its place."""

    how = forms.ChoiceField(
        label="What happens now?",
        choices=[
            (BoardAlert.Answer.AGAIN, "It meets again"),
            (BoardAlert.Answer.INSTEAD, "It does not meet any more, and something takes its place"),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    day = day_field("If it meets again: when?", "the day of the next meeting", required=False)
    words = text_field(
        "What do you tell people?",
        "what you tell people",
        most=1000,
        rows=4,
        help_text="In easy words: everybody on the board gets them in a letter. Say what takes "
        "its place, and how people have a say there.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day = data.get("day")
        if data.get("how") == BoardAlert.Answer.AGAIN and "day" not in self.errors:
            if day is None:
                self.add_error("day", "Enter the day of the next meeting")
            elif day < timezone.localdate():
                self.add_error("day", "Enter today or a day that is still to come")
        return data


class BeginReviewForm(SentOnce):
    """Until when each looks back alone."""

    title = line_field(
        "What do you look back on?",
        "what you look back on",
        most=100,
        help_text="“Our first year”, or “The summer of 2026”.",
    )
    closes = day_field(
        "Until when can each write alone?",
        "the last day",
        help_text="It closes at the end of this day. You can close it earlier.",
    )

    def clean_closes(self) -> datetime:
        day: date = self.cleaned_data["closes"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=366):
            raise forms.ValidationError("Enter a day in the next 12 months")
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class AloneForm(forms.Form):
    """What somebody says alone, one point a line under each heading."""

    def __init__(self, *args: Any, place: ReviewPlace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for heading in Heading:
            self.fields[heading.value] = text_field(
                heading.label, "a point", most=10_000, rows=4, required=False
            )
            self.initial[heading.value] = "\n".join(place.said.get(heading.value, []))


class AgreeForm(forms.Form):
    """What a board agrees on under a heading."""

    heading = forms.ChoiceField(
        label="Under which heading?",
        choices=Heading.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    text = text_field(
        "What do you agree on?",
        "what you agree on",
        most=5000,
        help_text="In your own words, one point on each line.",
    )


class PromiseForm(forms.Form):
    """What somebody does about a point."""

    text = line_field("What will you do?", "what will be done", most=300)
    owner = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who sees to it?",
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose who sees to it",
            "invalid_choice": "Choose somebody in the list",
        },
    )
    due = day_field("By when?", "the day by which it is done")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = organisation.memberships.filter(left=None)
