"""A group is asked about a design, and what one of its people says, as they are typed in."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from alongside.people import queries as people
from alongside.people.models import Group, Organisation
from alongside.web.fields import Day

from ..models import Review, ReviewAnswer
from .fields import line, offer, text_area

ASKED = (
    "Which parts should we keep, which should we change, and which should we leave out? "
    "Is anything missing?"
)
DAYS = 14


def last_day(label: str) -> forms.DateField:
    return Day(
        label=label,
        help_text="They can answer until the end of this day.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter the last day to answer",
            "invalid": "Enter a date that exists, like 10 March 2026 as 2026-03-10",
        },
    )


class _WithLastDay(forms.Form):
    """A form with the field `closes`: a day, of which the value is the end."""

    def clean_closes(self) -> datetime:
        day: date = self.cleaned_data["closes"]
        if day < timezone.localdate():
            raise forms.ValidationError("Choose today or a later day")
        if day > timezone.localdate() + timedelta(days=365):
            raise forms.ValidationError("Choose a day in the next 12 months")
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class AskGroupForm(_WithLastDay):
    """Which group is asked, what, and until when."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group do you want to ask?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a group",
            "invalid_choice": "Choose one of the groups in the list",
        },
    )
    question = line(
        "What do you want to ask them?",
        "what you want to ask",
        most=2000,
        initial=ASKED,
        help_text="They read this first. Below it they see each part of the agenda.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    closes = last_day("Last day to answer")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["client_id"] = uuid4()
        self.initial["closes"] = timezone.localdate() + timedelta(days=DAYS)
        offer(self, "group", people.groups(organisation), _group_in_words)


def _group_in_words(group: Any) -> str:
    return f"{group.name} ({group.people} {'person' if group.people == 1 else 'people'})"


class LastDayForm(_WithLastDay):
    """Until when people can answer."""

    closes = last_day("New last day to answer")


class ReviewForm(forms.Form):
    """What one person says about each part of the agenda. `said()` gives the values."""

    missing = text_area("Is anything missing?", "the text", rows=4)

    def __init__(
        self, *args: Any, review: Review, answer: ReviewAnswer | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = review.version.agenda
        for number, item in enumerate(self.items):
            self.fields[f"verdict_{number}"] = forms.ChoiceField(
                label=item["title"],
                choices=[*ReviewAnswer.Verdict.choices, ("", "I have no view")],
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Choose one of the answers in the list"},
            )
            self.fields[f"words_{number}"] = text_area(
                "Why, or what instead?", f"what you say about “{item['title']}”", rows=2
            )
        if answer:
            self.initial["missing"] = answer.missing
            for number, part in enumerate(answer.parts):
                for name, value in part.items():
                    self.initial[f"{name}_{number}"] = value

    @property
    def parts(self) -> list[tuple[dict[str, Any], forms.BoundField, forms.BoundField]]:
        """Each item of the agenda with its two fields, as the page shows them."""
        return [
            (item, self[f"verdict_{number}"], self[f"words_{number}"])
            for number, item in enumerate(self.items)
        ]

    def said(self) -> dict[str, Any]:
        """Return what was entered, as `actions.answer_review` takes it."""
        data = self.cleaned_data
        return {
            "parts": [
                {"verdict": data[f"verdict_{number}"], "words": data[f"words_{number}"].strip()}
                for number in range(len(self.items))
            ],
            "missing": data["missing"],
        }
