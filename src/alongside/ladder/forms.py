"""Strings to values for the ladder. Nothing here saves."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from alongside.methods.rungs import FACTS
from alongside.projects.models import Evidence
from alongside.web.fields import Day, SentOnce

from .models import Wording
from .wording import Ladder
from .words import FACTS as WORDS

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ClaimForm(SentOnce):
    """The rung somebody says it is, since when and why."""

    rung = forms.TypedChoiceField(
        label="Which rung is it on?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose one of the seven rungs",
            "invalid_choice": "Choose one of the seven rungs",
        },
    )
    aim = forms.ChoiceField(
        label="Is it so now?",
        choices=[("", "Yes, this is what we call it"), ("aim", "Not yet: this is what we aim for")],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose whether it is so now"},
    )
    day = Day(
        label="Since when?",
        widget=DATE,
        error_messages={
            "required": "Enter since when",
            "invalid": "Enter a day like 10/3/2026",
        },
    )
    why = forms.CharField(
        label="Why do you say so?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Enter why you say so",
            "max_length": "Make it shorter: 500 letters or fewer",
        },
    )

    def __init__(
        self, *args: Any, ladder: Ladder, today: date, whole: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", today)
        self.initial.setdefault("aim", "")
        self.fields["rung"].choices = [
            (rung.number, f"{rung.number} {rung.name}: {rung.says}")
            for rung in reversed(ladder.rungs)
        ]
        if not whole:
            del self.fields["aim"]

    def clean_aim(self) -> bool:
        return bool(self.cleaned_data["aim"])


class FeelForm(SentOnce):
    """Whom to ask what they feel, and until when."""

    asked = forms.IntegerField(
        label="How many people do you ask?",
        min_value=1,
        max_value=30_000,
        help_text="Then the page can say how many of them answered.",
        error_messages={
            "required": "Enter how many people you ask",
            "invalid": "Enter a number, like 24",
            "min_value": "Enter a number, like 24",
            "max_value": "Enter 30,000 or fewer",
        },
    )
    closes = Day(
        label="Until when can they answer?",
        widget=DATE,
        help_text="To the end of this day. Nobody reads anything before.",
        error_messages={
            "required": "Enter the last day to answer",
            "invalid": "Enter a day like 10/3/2026",
        },
    )
    next_step = forms.CharField(
        label="What happens then, and by when?",
        max_length=500,
        required=False,
        help_text="People read this before they answer and after.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("closes", today + timedelta(days=14))

    def clean_closes(self) -> datetime:
        day: date = self.cleaned_data["closes"]
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class FileForm(forms.Form):
    """A dated file, and the fact that it shows."""

    fact = forms.ChoiceField(
        label="What does it show?",
        choices=[(name, WORDS[name].so) for name in FACTS],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what it shows",
            "invalid_choice": "Choose one of the facts in the list",
        },
    )
    evidence = forms.ModelChoiceField(
        Evidence.objects.none(),
        label="Which file?",
        empty_label=None,
        error_messages={
            "required": "Choose a file",
            "invalid_choice": "Choose one of the files in the list",
        },
    )

    def __init__(self, *args: Any, files: QuerySet[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = files


class WordingForm(SentOnce):
    """An organisation's own words for the seven rungs."""

    name = forms.CharField(
        label="What are these words called?",
        max_length=100,
        help_text="“Words of our young advisors”",
        error_messages={"required": "Enter what these words are called"},
    )
    credit = forms.CharField(
        label="Whose words are they?",
        max_length=300,
        help_text="This stands under every ladder, with a link to whose ladder it is.",
        error_messages={"required": "Enter whose words they are"},
    )

    def __init__(self, *args: Any, ladder: Ladder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ladder.kept:
            self.initial.setdefault("name", ladder.name)
            self.initial.setdefault("credit", ladder.credit)
        for rung in reversed(ladder.rungs):
            self.fields[f"name_{rung.number}"] = forms.CharField(
                label=f"Rung {rung.number}: its name",
                max_length=60,
                initial=rung.name,
                error_messages={"required": f"Enter a name for rung {rung.number}"},
            )
            self.fields[f"says_{rung.number}"] = forms.CharField(
                label=f"Rung {rung.number}: one sentence about it",
                max_length=200,
                initial=rung.says,
                error_messages={"required": f"Enter a sentence about rung {rung.number}"},
            )

    def values(self) -> dict[str, Any]:
        """What was typed, with the rungs lowest first."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "credit": data["credit"],
            "client_id": data["client_id"],
            "rungs": [(data[f"name_{n}"], data[f"says_{n}"]) for n in range(1, 8)],
        }


class ChooseForm(forms.Form):
    """Which words pages show."""

    wording = forms.ModelChoiceField(
        Wording.objects.none(),
        label="Which words do your pages show?",
        required=False,
        empty_label="Alongside’s own words",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the words in the list"},
    )

    def __init__(self, *args: Any, wordings: QuerySet[Wording], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wording"].queryset = wordings


def _yes_no(label: str, yes: str, no: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("yes", yes), ("no", no)],
        widget=forms.RadioSelect,
        error_messages={
            "required": f"Answer “{label}”",
            "invalid_choice": f"Answer “{label}”",
        },
    )


class PlannedForm(forms.Form):
    """Questions of fact about something that is planned (R29). Nothing of it is kept."""

    KINDS = {
        "survey": "A survey",
        "focus group": "A focus group",
        "interviews": "Interviews",
        "one-off event": "One event or one session",
        "wall": "A wall or a page where people leave ideas",
        "meetings": "Work that goes on, with several meetings",
    }

    kind = forms.ChoiceField(
        label="What is it?",
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what it is",
            "invalid_choice": "Choose one of the kinds in the list",
        },
    )
    open = _yes_no(
        "Can what people say still change something?",
        "Yes, and we can say what",
        "No, it is settled",
    )
    asked = _yes_no(
        "Are people asked who have experience of it themselves?", "Yes", "No, they are told"
    )
    again = _yes_no(
        "Are they asked in more than one way, or more than once?", "Yes", "No, in one way and once"
    )
    shaped = _yes_no(
        "Are they there when the plans are made?", "Yes", "No, they see finished plans"
    )
    vote = _yes_no("Do they have a vote when it is decided?", "Yes", "No, others decide")
    delivery = _yes_no("Are they there while it is done?", "Yes", "No")
    review = _yes_no("Are they there when it is looked back on?", "Yes", "No")

    def facts(self) -> dict[str, bool]:
        """What would be so."""
        return {name: self.cleaned_data[name] == "yes" for name in FACTS}
