"""Ground rules, as they are typed in."""

from datetime import date
from typing import Any

from django import forms

from alongside.web.fields import Rows

from ..models import GroundRules, Seat
from .fields import day_field, line_field, not_later, text_field


class RulesForm(forms.Form):
    """The words of the next version, and why there is one."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    text = text_field(
        "How do you want to work together?",
        "at least one rule",
        rows=14,
        help_text="One rule on each line. Say too what to do when there is a conflict.",
    )
    because = line_field(
        "Why do they change?",
        "why the ground rules change",
        most=300,
        required=False,
        help_text="So that people who agreed before know what is different.",
    )

    def __init__(self, *args: Any, newest: GroundRules | None, words: str, **kwargs: Any) -> None:
        """Without a `newest` version this is the first, which `words` can begin."""
        initial = {"after": newest.number, "text": newest.text} if newest else {"text": words}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.newest = newest
        if newest is None:
            del self.fields["because"]

    def clean_after(self) -> int:
        return self.cleaned_data["after"] or 0

    def clean_text(self) -> str:
        lines = (" ".join(line.split()) for line in self.cleaned_data["text"].splitlines())
        return "\n".join(line for line in lines if line)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        same = self.newest is not None and data.get("text") == self.newest.text
        if self.newest and not same and not data.get("because") and "because" not in self.errors:
            self.add_error("because", "Enter why the ground rules change")
        return data


class NoteAgreedForm(forms.Form):
    """Who of the team agreed, where they did not say so here themselves."""

    seats = Rows(
        Seat.objects.none(),
        label="Who agreed?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Only people who said so, at a meeting or to you.",
        error_messages={
            "required": "Choose who agreed",
            "invalid_choice": "Choose people who are in the team now",
        },
    )
    day = day_field("When did they agree?", "the day they agreed")

    def __init__(self, *args: Any, seats: list[Seat], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": today}
        super().__init__(*args, **kwargs)
        self.today = today
        field: Any = self.fields["seats"]
        field.queryset = Seat.objects.filter(pk__in=[seat.pk for seat in seats]).select_related(
            "member"
        )

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], self.today)
