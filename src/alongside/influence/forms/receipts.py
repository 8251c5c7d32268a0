"""Strings to values for what whoever has a receipt says back, and for what staff say of it."""

from datetime import date
from typing import Any

from django import forms

from alongside.letters import texts
from alongside.web.fields import Day, Email, Phone

from ..models import Countersign, Decision, ProjectTheme, Review
from ..queries.receipts import Receipt

_WRONG = {"invalid_choice": "Choose one of the answers"}


class CountersignForm(forms.Form):
    """The two questions back: of each theme whether it is what they meant, of each decision whether
    it acted on it. Each can be left out."""

    def __init__(self, *args: Any, receipt: Receipt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {f"meant_{one.theme.pk}": one for one in receipt.went}
        self.decisions = {
            f"acted_{one.decision.pk}": one for one in receipt.decided if not one.before
        }
        for name, went in self.themes.items():
            self._ask(name, f"Is “{went.theme}” what you meant?", went.says, Countersign.Says.PART)
        for name, one in self.decisions.items():
            label = "Did we act on it?"
            if len(self.decisions) > 1:
                label = f"Did we act on it? {one.decision}"
            self._ask(name, label, one.says)
        self.fields["wrong"] = forms.CharField(
            label="If something is wrong, what is it?",
            help_text="Only the people who run the project read this.",
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"max_length": "Make it shorter: 1,000 letters or fewer"},
        )

    def _ask(self, name: str, label: str, says: Countersign | None, *without: str) -> None:
        choices = [(value, words) for value, words in Countersign.Says.choices]
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[one for one in choices if one[0] not in without],
            widget=forms.RadioSelect,
            required=False,
            initial=says.says if says else None,
            error_messages=_WRONG,
        )

    @property
    def questions(self) -> list[forms.BoundField]:
        """Return the fields that are questions, in their order."""
        return [self[name] for name in (*self.themes, *self.decisions)]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not any(found.get(one) for one in (*self.themes, *self.decisions)):
            raise forms.ValidationError("Answer one of the questions first")
        return found

    @property
    def meant(self) -> dict[ProjectTheme, str]:
        """What they say of each theme."""
        said = self.cleaned_data
        return {one.theme: said[name] for name, one in self.themes.items() if said.get(name)}

    @property
    def acted(self) -> dict[Decision, str]:
        """What they say of each decision."""
        said = self.cleaned_data
        return {one.decision: said[name] for name, one in self.decisions.items() if said.get(name)}


class FollowForm(forms.Form):
    """Where somebody wants to be told: one of the two."""

    email = Email(label="Your e-mail address", required=False, autocomplete="email")
    phone = Phone(label="Or your mobile number", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not texts.configured():
            del self.fields["phone"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and bool(found.get("email")) == bool(found.get("phone")):
            both = "Enter an e-mail address or a mobile number: one of the two"
            self.add_error("email", both if "phone" in self.fields else "Enter your e-mail address")
        return found


class ReviewForm(forms.Form):
    """What looking again led to."""

    about = forms.ChoiceField(
        label="What did it lead you to look at?",
        choices=Review.About.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it led you to look at"} | _WRONG,
    )
    result = forms.CharField(
        label="What did you find, and what do you do now?",
        help_text="Short sentences. Whoever disagreed reads this on their receipt.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Enter what you found and what you do",
            "max_length": "Make it shorter: 1,000 letters or fewer",
        },
    )


class ToldForm(forms.Form):
    """Somebody was told in person."""

    day = Day(
        label="When did you tell them?",
        error_messages={"required": "Enter the day"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("Choose a day that is not still to come")
        return day
