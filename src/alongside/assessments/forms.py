"""Strings to values for assessments. Nothing here saves."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from alongside.files.forms import DocumentField
from alongside.methods.instruments import MOST_BYTES, Dimension, Instrument, Item
from alongside.people.models import Membership, Organisation
from alongside.projects.forms import stepping
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.projects.models import Evidence
from alongside.web.fields import SentOnce

from . import queries
from .actions import Asked
from .actions.alone import LONGEST_NOTE
from .models import Outcome, Place

DAYS = 14
NOT_KNOWN = "not_known"
NOT_AGREED = "not_agreed"
ONE_A_LINE = "One person on a line: the name, then a comma and the e-mail address if there is one."


def _end_of(day: date) -> datetime:
    """Return the end of a day, or raise for one that is over or far away."""
    today = timezone.localdate()
    if day < today:
        raise ValidationError("Choose today or a later day")
    if day > today + timedelta(days=365):
        raise ValidationError("Choose a day in the next 12 months")
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _people(text: str, side: str) -> list[Asked]:
    """Return the people in lines of text. Raises ValidationError that says in which line."""
    found: list[Asked] = []
    for number, line in enumerate(text.splitlines(), start=1):
        name, _, email = (part.strip() for part in line.partition(","))
        if not name and not email:
            continue
        if not name or len(name) > 200:
            raise ValidationError(f"Line {number}: begin with the name, 200 letters at most")
        if "@" in name:
            raise ValidationError(f"Line {number}: write the name before the e-mail address")
        if email:
            try:
                validate_email(email)
            except ValidationError as wrong:
                raise ValidationError(
                    f"Line {number}: “{email[:50]}” is not an e-mail address"
                ) from wrong
        found.append(Asked(name, email.lower(), side))
    return found


class PeopleForm(forms.Form):
    """Who is in the group, on which side. `people()` gives them."""

    staff = text_field(
        "Staff", "the list", required=False, most=10_000, rows=5, help_text=ONE_A_LINE
    )
    experience = text_field(
        "People with lived experience",
        "the list",
        required=False,
        most=10_000,
        rows=5,
        help_text=f"{ONE_A_LINE} Nobody needs an account.",
    )

    def clean_staff(self) -> list[Asked]:
        return _people(self.cleaned_data["staff"], Place.Side.STAFF)

    def clean_experience(self) -> list[Asked]:
        return _people(self.cleaned_data["experience"], Place.Side.EXPERIENCE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        everybody = [*data.get("staff", []), *data.get("experience", [])]
        if not everybody and not self.errors:
            self.add_error("staff", "Name somebody who is asked")
        seen: set[str] = set()
        for one in everybody:
            who = one.email or one.name.casefold()
            if who in seen:
                self.add_error("experience", f"{one.name} is there twice: choose one side")
            seen.add(who)
        return data

    def people(self) -> list[Asked]:
        """Return everybody who was typed in."""
        return [*self.cleaned_data["staff"], *self.cleaned_data["experience"]]


class BeginForm(SentOnce, PeopleForm):
    """A new assessment: with which instrument, who is asked, until when, who leads."""

    instrument = forms.ChoiceField(
        label="With which instrument?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose an instrument",
            "invalid_choice": "Choose one of the instruments in the list",
        },
    )
    title = line_field(
        "What do you call this time?",
        "what you call this time",
        most=100,
        help_text="Like “Autumn 2026”. The same can be asked again later and laid beside it.",
    )
    closes = day_field(
        "Last day to answer alone",
        "the last day",
        help_text="People can answer until the end of this day. Then you talk about it together.",
    )
    led_by = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who leads the conversation?",
        empty_label=None,
        help_text="They see what the group sees: how many chose each answer, never who.",
        error_messages={
            "required": "Choose who leads the conversation",
            "invalid_choice": "Choose somebody in the list",
        },
    )

    field_order = ("instrument", "title", "staff", "experience", "closes", "led_by")

    def __init__(
        self, *args: Any, organisation: Organisation, me: Membership, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {f"{one.key}:{one.version}": one for one in queries.offered(organisation)}
        field: Any = self.fields["instrument"]
        field.choices = [
            (key, f"{one.title} ({len(one.items)} statements, about {one.minutes} minutes)")
            for key, one in self.offered.items()
        ]
        self.fields["led_by"].queryset = queries.leaders(organisation)
        today = timezone.localdate()
        self.initial.update(led_by=me.pk, closes=today + timedelta(days=DAYS))
        self.initial.setdefault("title", f"{today:%B %Y}")

    def clean_instrument(self) -> Instrument:
        return self.offered[self.cleaned_data["instrument"]]

    def clean_closes(self) -> datetime:
        return _end_of(self.cleaned_data["closes"])

    def said(self) -> dict[str, Any]:
        """Return what was entered, as `actions.begin` takes it."""
        names = ("instrument", "title", "closes", "led_by", "client_id")
        return {name: self.cleaned_data[name] for name in names} | {"people": self.people()}


class LastDayForm(forms.Form):
    """Until when people answer alone."""

    closes = day_field(
        "New last day to answer alone",
        "the last day",
        help_text="People can answer until the end of this day.",
    )

    def clean_closes(self) -> datetime:
        return _end_of(self.cleaned_data["closes"])


class BringForm(forms.Form):
    """A file with an instrument."""

    file = forms.FileField(
        label="The file of the instrument",
        help_text="JSON, as you get when you download one. Change its words, key and credit.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose it again"},
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(f"The file is too large: {MOST_BYTES // 1000} kB is the most")
        content: bytes = file.read()
        return content


class AloneForm(forms.Form):
    """What one person says of the items of one dimension. `said()` gives the values."""

    def __init__(
        self, *args: Any, instrument: Instrument, dimension: Dimension, place: Place, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.dimension = dimension
        points = [
            (str(number), point.label) for number, point in enumerate(instrument.scale, start=1)
        ]
        for item in dimension.items:
            self.fields[f"point_{item.key}"] = forms.ChoiceField(
                label=item.text,
                choices=[*points, (NOT_KNOWN, "I do not know")],
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Choose one of the answers in the list"},
            )
            self.fields[f"note_{item.key}"] = text_field(
                "Why? An example?", "your note", most=LONGEST_NOTE, rows=2, required=False
            )
            kept = place.answers.get(item.key, {})
            if "point" in kept:
                self.initial[f"point_{item.key}"] = str(kept["point"] or NOT_KNOWN)
            self.initial[f"note_{item.key}"] = kept.get("note", "")

    @property
    def items(self) -> list[tuple[Item, forms.BoundField, forms.BoundField]]:
        """Each item with its two fields, as the page shows them."""
        return [
            (item, self[f"point_{item.key}"], self[f"note_{item.key}"])
            for item in self.dimension.items
        ]

    def said(self) -> dict[str, dict[str, Any]]:
        """Return what was entered, as `actions.keep` takes it."""
        found: dict[str, dict[str, Any]] = {}
        for item in self.dimension.items:
            chosen = self.cleaned_data[f"point_{item.key}"]
            found[item.key] = {"note": self.cleaned_data[f"note_{item.key}"]}
            if chosen:
                found[item.key]["point"] = None if chosen == NOT_KNOWN else int(chosen)
        return found


class AgreeForm(forms.Form):
    """What the group comes to about an item."""

    point = forms.ChoiceField(
        label="What does the group come to?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose an answer, or that the group does not agree",
            "invalid_choice": "Choose one of the answers in the list",
        },
    )
    said = text_field(
        "What was said?",
        "what was said, or why the group does not agree",
        help_text="Everybody in the organisation can read this. Leave names out.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)

    def __init__(
        self, *args: Any, instrument: Instrument, outcome: Outcome | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["point"]
        field.choices = [
            *((str(number), one.label) for number, one in enumerate(instrument.scale, start=1)),
            (NOT_AGREED, "We do not agree"),
        ]
        self.initial["seen"] = outcome.revision if outcome else 0
        if outcome:
            self.initial.update(point=str(outcome.point or NOT_AGREED), said=outcome.said)

    def clean_point(self) -> int | None:
        chosen = self.cleaned_data["point"]
        return None if chosen == NOT_AGREED else int(chosen)


class ShowsForm(SentOnce):
    """What shows that it is so: evidence that is kept already, or a file with its day."""

    evidence = forms.ModelChoiceField(
        Evidence.objects.none(),
        label="Evidence of a project",
        required=False,
        empty_label="None: I have a file",
        error_messages={"invalid_choice": "Choose evidence in the list"},
    )
    file = DocumentField(required=False, label="Or which file shows it?")
    says = line_field("What does the file show?", "what the file shows", most=300, required=False)
    dated = day_field(
        "Which day is the file of?",
        "the day it is of",
        required=False,
        help_text="When it was written.",
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = queries.evidence(organisation)

    def clean_dated(self) -> date | None:
        return not_later(self.cleaned_data["dated"], timezone.localdate())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen, file = data.get("evidence"), data.get("file")
        if chosen and file:
            self.add_error("evidence", "Choose either evidence of a project or a file, not both")
        elif not chosen and not file and not {"evidence", "file"} & set(self.errors):
            self.add_error(
                "evidence", "Choose evidence, or give a file: a tick alone shows nothing"
            )
        elif file:
            if not data.get("says") and "says" not in self.errors:
                self.add_error("says", "Enter what the file shows")
            if not data.get("dated") and "dated" not in self.errors:
                self.add_error("dated", "Enter the day the file is of")
        return data


class StepForm(SentOnce, stepping.StepForm):
    """What somebody does about an item."""
