"""What people type in around a room. Fields of the questions themselves are read by their types."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from alongside.gatherings.forms.fields import (
    NAMES_OF_GROUPS,
    group_size,
    how_grouped,
    how_talked,
    votes_each,
)
from alongside.methods import agenda
from alongside.web.fields import Day

from .models import LONGEST

WELCOME = """Everybody's view counts the same.
You can pass, take a break or leave at any time. You need not say why.
What is said here stays here."""

WELCOME_ALONE = """There are no wrong answers.
You can leave out what you like, stop at any time and go on later on the same device."""


def _too_long(what: str, most: int) -> dict[str, str]:
    return {"max_length": f"Make {what} shorter: {most} letters or fewer"}


class ComeInForm(forms.Form):
    """Somebody comes in: no account, and no name if they would rather not."""

    name = forms.CharField(
        label="Your first name, if you like",
        required=False,
        max_length=40,
        help_text="Whoever leads the session sees it, and in a small group the others in yours. "
        "It never stands beside an answer.",
        error_messages=_too_long("the name", 40),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    needs = forms.CharField(
        label="What would help you take part?",
        required=False,
        max_length=500,
        help_text="Whoever leads the session reads it. Leave it empty if there is nothing.",
        error_messages=_too_long("the text", 500),
    )

    def __init__(self, *args: Any, under_18: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if under_18:  # nobody looks at a name before others would read it
            self.fields["name"].help_text = "Whoever leads the session sees it, and nobody else."


class NeedsForm(forms.Form):
    """Somebody in the room says later what would help them."""

    needs = forms.CharField(
        label="What would help you take part?",
        required=False,
        max_length=500,
        help_text="Whoever leads the session reads it, and not who says it.",
        error_messages=_too_long("the text", 500),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OpenForm(forms.Form):
    """A room is opened for a session."""

    welcome = forms.CharField(
        label="Ground rules",
        required=False,
        max_length=4000,
        initial=WELCOME,
        help_text="People read them first. Change them together.",
        error_messages=_too_long("the ground rules", 4000),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    turn_to = forms.CharField(
        label="Whom can people turn to?",
        required=False,
        max_length=200,
        help_text="A name, and where to find them: “Amira, in the green jumper by the door”.",
        error_messages=_too_long("the text", 200),
    )
    under_18 = forms.BooleanField(
        label="People under 18 are in the room",
        required=False,
        help_text="Then you look through every question, every note on a wall and whatever else "
        "people write before others read it, and first names are seen by you alone.",
    )
    approve_first = forms.BooleanField(
        label="Look through questions before the room sees them", required=False, initial=True
    )


class RunNowForm(OpenForm):
    """A design is run now. Sent twice, it is one session."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial["client_id"] = uuid4()


class UntilForm(forms.Form):
    """Until when people can go through an agenda alone. `until()` is the moment it closes."""

    last_day = Day(
        label="The last day",
        help_text="It closes by itself when this day is over. You can change it later.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter the last day",
            "invalid": "Enter a date that exists, like 10 March 2026 as 2026-03-10",
        },
    )

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if not today <= day < today + LONGEST:
            raise forms.ValidationError("Choose a day from today on, at most a year ahead")
        return day

    def until(self) -> datetime:
        """Return the moment at which the last day is over."""
        after = self.cleaned_data["last_day"] + timedelta(days=1)
        return timezone.make_aware(datetime.combine(after, time.min))


class LeaveOpenForm(UntilForm):
    """An agenda is left open for people to do alone."""

    welcome = forms.CharField(
        label="What people read first",
        required=False,
        max_length=4000,
        initial=WELCOME_ALONE,
        error_messages=_too_long("the text", 4000),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    turn_to = forms.CharField(
        label="Whom can people turn to?",
        required=False,
        max_length=200,
        help_text="A name, and how to reach them: “Amira, 01234 567890, on weekdays”.",
        error_messages=_too_long("the text", 200),
    )
    next_step = forms.CharField(
        label="What happens with the answers, and by when?",
        max_length=500,
        help_text="People read this at the end. Like “We bring what you said to the panel on "
        "12 March, and tell you here what it decides”.",
        error_messages={"required": "Say what happens with the answers"}
        | _too_long("the text", 500),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    under_18 = forms.BooleanField(
        label="People under 18 can take part",
        required=False,
        help_text="Then others see what somebody writes on an ideas wall once you have shown it.",
    )


class ReplayForm(forms.Form):
    """Whether people can go through a room again once it has closed."""

    replay = forms.BooleanField(
        label="People can go through it again",
        required=False,
        help_text="Everybody with the code sees the slides, the questions and the results, "
        "protected. Your notes are never shown.",
    )
    words = forms.BooleanField(
        label="Also show what ideas walls and questions from the room say",
        required=False,
        help_text="Read them first: somebody may have written what only they would say.",
    )


class PutInForm(forms.Form):
    """How many people without a device give the answer below."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    people = forms.IntegerField(
        label="How many people?",
        min_value=1,
        max_value=500,
        initial=1,
        error_messages={
            "required": "Enter how many people",
            "invalid": "Enter a number, like 3",
            "min_value": "Enter 1 or more",
            "max_value": "Enter 500 or fewer",
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial["client_id"] = uuid4()


class RaiseForm(forms.Form):
    """A question that somebody in the room asks."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Your question",
        max_length=500,
        error_messages={"required": "Write your question"} | _too_long("the question", 500),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial["client_id"] = uuid4()


class MakeGroupsForm(forms.Form):
    """The room goes into small groups: begun with what the agenda says."""

    how = how_grouped()
    size = group_size()
    talk = how_talked()
    named = forms.CharField(
        required=False,
        max_length=20_000,
        **NAMES_OF_GROUPS,
        error_messages=_too_long("the list", 20_000),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    everybody = forms.BooleanField(
        label="Give everybody a place who came in, also if they are not at this step yet",
        required=False,
        help_text="Otherwise they get one as soon as their phone is here, where fewest are.",
    )

    def clean_named(self) -> list[tuple[str, list[str]]]:
        """Return each group with who is on its list."""
        lines = [line.partition("|") for line in self.cleaned_data["named"].splitlines()]
        found = agenda.listed({"groups": [{"text": name, "about": who} for name, _, who in lines]})
        if agenda.twice(name for name, _ in found):
            raise forms.ValidationError("Two groups have the same name. Change one of them")
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("how") == "list"
            and len(data.get("named", [])) < 2
            and "named" not in self.errors
        ):
            self.add_error("named", "Enter two groups or more, and who is in each")
        return data


def as_named(item: agenda.Item) -> str:
    """Return the names of groups that an agenda has, as the form takes them."""
    return "\n".join(
        f"{name} | {', '.join(who)}" if who else name for name, who in agenda.listed(item)
    )


class AboutMeForm(forms.Form):
    """As who somebody is here, before people are mixed."""

    role = forms.ChoiceField(
        label="Which is most like you?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these, or none"},
    )
    team = forms.CharField(
        label="Your team or organisation, if you have one",
        required=False,
        max_length=100,
        error_messages=_too_long("the name", 100),
    )

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role, role) for role in roles] + [("", "I would rather not say")]
        self.fields["role"].choices = choices


class SaidForm(forms.Form):
    """What the others are to hear from a small group."""

    said = forms.CharField(
        label="What shall the others hear?",
        required=False,
        max_length=2000,
        error_messages=_too_long("the text", 2000),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MinutesForm(forms.Form):
    """So many minutes, for what people do now."""

    minutes = forms.IntegerField(
        label="Minutes",
        min_value=1,
        max_value=180,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "required": "Enter how many minutes",
            "invalid": "Enter a number of minutes, like 5",
            "min_value": "Enter 1 minute or more",
            "max_value": "Enter 180 minutes or fewer",
        },
    )


class MergeForm(forms.Form):
    """Everything the groups wrote goes on one wall."""

    votes = votes_each(3)
