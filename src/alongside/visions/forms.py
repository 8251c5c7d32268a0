"""Strings to values for vision boards. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.people.models import Organisation
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.projects.models import Project
from alongside.walls.models import Note
from alongside.web.fields import SentOnce

from . import queries
from .models import Seen, Statement, Vision

CHOOSE = {"required": "Choose one of these", "invalid_choice": "Choose one of these"}
NOT_SAID = ""
MOST_WAVES = 30


class AboutForm(forms.Form):
    """What a board is about."""

    title = line_field("What is it called?", "what it is called")
    about = text_field("What is it about?", "what it is about", most=1000, rows=3, required=False)
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label="Is it part of a project?",
        required=False,
        empty_label="No",
        help_text="Then whoever may read the project reads it. Else everybody here does.",
        error_messages={"invalid_choice": "Choose a project in the list"},
    )
    look_on = day_field(
        "When do you look at it again?",
        "the day",
        required=False,
        help_text="After six months, or with the next survey.",
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["project"]
        field.queryset = organisation.projects.filter(level=Project.Level.STRATEGIC)


class BeginForm(SentOnce, AboutForm):
    """A new board."""


class WriteForm(forms.Form):
    """Sentences for a board."""

    kind = forms.ChoiceField(
        label="What do the sentences say?",
        choices=Statement.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    text = text_field(
        "Sentences",
        "at least one sentence",
        most=10_000,
        rows=6,
        help_text="One on each line. Write what you want as if it were so: “Everybody asks first.” "
        "Write about now as it really is.",
    )
    side = forms.ChoiceField(
        label="Who wrote them?",
        choices=Statement.Side.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages=CHOOSE,
    )


class FromWallForm(forms.Form):
    """What each note of a wall says, if it goes on the board."""

    def __init__(self, *args: Any, notes: list[Note], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes = {f"note_{note.pk}": note for note in notes}
        for name, note in self.notes.items():
            self.fields[name] = forms.ChoiceField(
                label=note.text,
                choices=[(NOT_SAID, "Not on the board"), *Statement.Kind.choices],
                required=False,
                error_messages=CHOOSE,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = {note: data[name] for name, note in self.notes.items() if data.get(name)}
        if not chosen and not self.errors:
            raise forms.ValidationError("Choose at least one note")
        return {"notes": chosen}


class GapForm(forms.Form):
    """What it is like now where people want something."""

    now_is = forms.ModelChoiceField(
        Statement.objects.none(),
        label="What is it like now?",
        required=False,
        empty_label="Nobody has said yet",
        error_messages={"invalid_choice": "Choose a sentence in the list"},
    )
    between = line_field(
        "What stands between?",
        "what stands between",
        most=500,
        required=False,
        help_text="What keeps it from being as you want it.",
    )

    def __init__(self, *args: Any, vision: Vision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["now_is"]
        there = queries.standing(vision).filter(kind=Statement.Kind.NOW)
        field.queryset = there.exclude(kept__withdrawn__isnull=False)


class LookForm(SentOnce):
    """How each gap stands on a day."""

    day = day_field("When did you look?", "the day")
    who = line_field(
        "Who looked?", "who looked", help_text="“Six staff and seven people who use services”."
    )
    wave = forms.ModelChoiceField(
        Wave.objects.none(),
        label="Was it after a survey?",
        required=False,
        empty_label="No",
        error_messages={"invalid_choice": "Choose a survey in the list"},
    )
    look_on = day_field("When do you look again?", "the day", required=False)

    def __init__(self, *args: Any, vision: Vision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", timezone.localdate())
        newest = queries.closed_waves(vision.organisation).values_list("pk", flat=True)
        wave: Any = self.fields["wave"]
        wave.queryset = Wave.objects.filter(pk__in=list(newest[:MOST_WAVES]))
        self.wants = {f"stands_{one.want.pk}": one for one in queries.on_board(vision).pairs}
        for name, pair in self.wants.items():
            self.fields[name] = forms.ChoiceField(
                label=f"How does it stand? “{pair.want}”",
                choices=[*Seen.Stands.choices, (NOT_SAID, "We did not talk about it")],
                widget=forms.RadioSelect,
                required=False,
                error_messages=CHOOSE,
            )
            self.fields[self.words_of(name)] = line_field(
                f"What is it like now? “{pair.want}”", "what it is like", most=500, required=False
            )

    @staticmethod
    def words_of(name: str) -> str:
        """Return the name of the field for the words beside the field `name`."""
        return name.replace("stands_", "words_")

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], timezone.localdate())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen = {
            pair.want: (data[name], data.get(self.words_of(name), ""))
            for name, pair in self.wants.items()
            if data.get(name)
        }
        if not seen and not self.errors:
            raise forms.ValidationError("Say of at least one wish how it stands")
        names = ("day", "who", "wave", "look_on", "client_id")
        return {"seen": seen} | {name: data.get(name) for name in names}
