"""That a board stops, and what comes then, as it is typed in."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from alongside.projects.forms.fields import day_field, line_field, not_later, text_field

from ..models import BoardAlert
from .numbers import CHOOSE


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
