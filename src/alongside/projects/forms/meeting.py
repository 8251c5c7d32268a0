"""Stages and meetings, as they are typed in."""

from datetime import date
from typing import Any

from django import forms

from alongside.web.fields import Rows, SentOnce

from ..models import Meeting, Project, Seat, Stage
from ..queries.meeting import everybody
from .fields import day_field, line_field, not_later, text_field


class StageForm(forms.Form):
    """When a stage is, and what happens in it."""

    begins = day_field("First day", "the first day", required=False)
    ends = day_field("Last day", "the last day", required=False)
    about = text_field("What happens in it?", "the text", required=False)

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        names = ("begins", "ends", "about")
        kwargs["initial"] = {name: getattr(stage, name) for name in names}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("begins"), data.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", "Enter the first day, or a later one")
        return data


class _Team(Rows):
    def label_from_instance(self, seat: Seat) -> str:
        return f"{seat.member.name}, until {seat.left:%-d %B %Y}" if seat.left else seat.member.name


class MeetingForm(SentOnce):
    """What a meeting was, when, and who of the team was there."""

    title = line_field("What was it about?", "what it was about", help_text="A few words.")
    kind = forms.ChoiceField(
        label="What was it?",
        choices=Meeting.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it was", "invalid_choice": "Choose from the list"},
    )
    stage = forms.ModelChoiceField(
        Stage.objects.none(),
        label="In which stage of the project?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a stage", "invalid_choice": "Choose from the list"},
    )
    day = day_field("When was it?", "the day of the meeting")
    there = _Team(
        Seat.objects.none(),
        label="Who of the team was there?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose people of the team"},
    )
    about = text_field(
        "What did you talk about?",
        "what you talked about",
        required=False,
        help_text="Do not write down what somebody told about their own life.",
    )

    def __init__(
        self,
        *args: Any,
        project: Project,
        today: date,
        meeting: Meeting | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        stages: Any = self.fields["stage"]
        stages.queryset = project.stages.all()
        there: Any = self.fields["there"]
        there.queryset = everybody(project)
        if meeting:
            del self.fields["client_id"]
            names = ("title", "kind", "stage", "day", "about")
            self.initial.update({name: getattr(meeting, name) for name in names})
            self.initial["there"] = list(meeting.presences.values_list("seat", flat=True))
        else:
            self.initial.update({"kind": Meeting.Kind.MEETING, "day": today})

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], self.today)
