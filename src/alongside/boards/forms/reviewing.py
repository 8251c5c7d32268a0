"""What a board says when it looks back, as it is typed in."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from alongside.projects.forms.fields import day_field, line_field, text_field
from alongside.web.fields import SentOnce

from ..models import Heading, ReviewPlace
from .numbers import CHOOSE


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
    """What somebody says alone, one point a line under each heading. `shows`: what they said so far
    stands there."""

    def __init__(self, *args: Any, place: ReviewPlace, shows: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for heading in Heading:
            self.fields[heading.value] = text_field(
                heading.label, "a point", most=10_000, rows=4, required=False
            )
            if shows:
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
