"""Strings to values for decisions. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.models import Meeting, Project, Seat
from alongside.web.fields import Day, SentOnce

from ..actions.deciding import Decided
from ..models import Contribution, Decision, InTheRoom, Option, ProjectTheme, Reason
from ..queries import deciding
from ..wording import MOST_WORDS, plain

PLAIN = f"People read this. Short sentences, up to {MOST_WORDS} words each."
MOST_OPTIONS = 20
LONGEST_OPTION = 300


def words(label: str, required: str = "", help_text: str = "", rows: int = 3) -> forms.CharField:
    """Return the field for a few sentences; it may stay empty unless `required` says what to do."""
    return forms.CharField(
        label=label,
        max_length=2000,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={
            "required": required,
            "max_length": "Make it shorter: 2,000 letters or fewer",
        },
    )


def day(label: str, required: str = "", help_text: str = "") -> Day:
    """Return the field for a day; it may stay empty unless `required` says what to do."""
    return Day(
        label=label,
        required=bool(required),
        help_text=help_text,
        error_messages={"required": required},
    )


def in_plain_words(text: str) -> str:
    """Return words that people can read. Raises a problem of the form where they cannot."""
    try:
        return plain(text)
    except NotPossible as problem:
        raise forms.ValidationError(str(problem)) from problem


class OpenForm(forms.Form):
    """How far people can influence something."""

    open_to = forms.ChoiceField(
        label="How far can people influence it?",
        choices=Decision.OpenTo.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far people can influence it"},
    )
    limits = words(
        "What cannot change, and why?",
        help_text="Needed unless everything can still change. Say it before you ask anybody.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        fully = data.get("open_to") in {Decision.OpenTo.FULLY, None}
        if not fully and not data.get("limits") and "limits" not in self.errors:
            self.add_error("limits", "Say what cannot change, and why")
        return data


class DeclareForm(OpenForm, SentOnce):
    """A question that has to be decided."""

    question = forms.CharField(
        label="What has to be decided?",
        max_length=300,
        help_text="As a question, such as “What should the room look like?”",
        error_messages={
            "required": "Enter what has to be decided, as a question",
            "max_length": "Make the question shorter: 300 letters or fewer",
        },
    )
    options = words("In which ways could it go?", help_text="One on each line.")
    due = day("When is it to be decided?")
    owner = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who sees to it that it is decided?",
        required=False,
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose one of the people in the list"},
    )
    field_order = ("question", "open_to", "limits", "options", "due", "owner")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = deciding.can_own(project)

    def clean_options(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        options = list(dict.fromkeys(line for line in lines if line))
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(f"Enter {MOST_OPTIONS} ways or fewer")
        if any(len(option) > LONGEST_OPTION for option in options):
            raise forms.ValidationError(f"Make each way {LONGEST_OPTION} letters or fewer")
        return options


class WhenForm(forms.Form):
    """When something is to be decided, and who sees to it."""

    due = day("When is it to be decided?")
    owner = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who sees to it that it is decided?",
        required=False,
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose one of the people in the list"},
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = deciding.can_own(decision.project)
        self.initial.setdefault("due", decision.due)
        self.initial.setdefault("owner", decision.owner_id)


class CorrectForm(SentOnce):
    """What is right where the record of a decision is not."""

    text = words("What is right?", "Enter what is right, in plain words", PLAIN)

    def clean_text(self) -> str:
        return in_plain_words(self.cleaned_data["text"])


class LinkForm(forms.Form):
    """A theme, or one contribution, that bears on a decision."""

    theme = forms.ModelChoiceField(
        ProjectTheme.objects.none(), label="A theme", required=False, empty_label="Choose a theme"
    )
    contribution = forms.ModelChoiceField(
        Contribution.objects.none(),
        label="Or what one person said",
        required=False,
        empty_label="Choose what somebody said",
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = deciding.other_themes(decision)
        words_field = self.fields["contribution"]
        words_field.queryset = deciding.citable(decision)
        words_field.label_from_instance = _beginning

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data.get("theme") or data.get("contribution")):
            self.add_error("theme", "Choose a theme, or what somebody said")
        return data


def _beginning(contribution: Contribution) -> str:
    text = " ".join(contribution.words.split())
    return text if len(text) <= 80 else f"{text[:77]}…"


NOT_THERE = ""
VOTES = [
    (NOT_THERE, "Was not there"),
    (InTheRoom.Vote.NONE, "Was there, without a vote"),
    (InTheRoom.Vote.FOR, "Voted for it"),
    (InTheRoom.Vote.AGAINST, "Voted against it"),
    (InTheRoom.Vote.ABSTAINED, "Voted neither way"),
]


class DecideForm(forms.Form):
    """What was decided, why, by whom, who was there, and how what people said mattered."""

    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Decision.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )
    decided = words("What was decided?", "Enter what was decided, in plain words", PLAIN)
    chosen = forms.MultipleChoiceField(
        label="Which of the ways were chosen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among the ways in the list"},
    )
    reason = forms.ChoiceField(
        label="Type of reason",
        choices=Reason.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="A no needs one. A “not yet” or a “yes, in part” can have one.",
    )
    against = forms.ModelChoiceField(
        ProjectTheme.objects.none(),
        label="Which view does it conflict with?",
        required=False,
        empty_label="None",
        help_text="Only where other people asked for the opposite.",
        error_messages={"invalid_choice": "Choose one of the themes in the list"},
    )
    why = words(
        "Why?",
        "Enter why, in plain words: people read this",
        f"{PLAIN} After a no, say what people can have instead.",
    )
    decider = forms.CharField(
        label="Who decided?",
        max_length=200,
        help_text="Such as “The team”, or “The board of the council”.",
        error_messages={
            "required": "Enter who decided",
            "max_length": "Make it shorter: 200 letters or fewer",
        },
    )
    decided_on = day("When was it decided?", "Enter the day on which it was decided")
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="At which meeting?",
        required=False,
        empty_label="At no meeting",
        help_text="Who was there is taken over from it. You can change it below.",
        error_messages={"invalid_choice": "Choose one of the meetings in the list"},
    )
    dissent = words(
        "Who saw it differently, and how?", help_text="Their view, as they would say it."
    )
    review_on = day(
        "When do you look at it again?",
        help_text="A “not yet” needs a day. Any answer can have one.",
    )

    def __init__(self, *args: Any, decision: Decision, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision, self.today = decision, today
        self.initial.setdefault("decided_on", today)
        project = decision.project
        self.fields["meeting"].queryset = deciding.meetings(project)
        self.fields["meeting"].label_from_instance = lambda one: f"{one}, {one.day:%d/%m/%Y}"
        self.fields["against"].queryset = project.themes.all()
        self.options = {str(one.pk): one for one in decision.options.all()}
        if self.options:
            self.fields["chosen"].choices = [(pk, one.text) for pk, one in self.options.items()]
        else:
            del self.fields["chosen"]
        self.seats = list(deciding.seats_on(project, today))
        self.bearings = list(decision.bearings.select_related("theme"))
        self.citings = list(decision.citings.select_related("contribution__kept"))
        for seat in self.seats:
            self.fields[f"vote_{seat.pk}"] = _vote(seat)
        for bearing in self.bearings:
            how = words(f"How did “{bearing.theme}” matter?", help_text=PLAIN, rows=2)
            self.fields[f"theme_{bearing.theme_id}"] = how
        for number, citing in enumerate(self.citings, start=1):
            how = words(f"How did the words of person {number} matter?", help_text=PLAIN, rows=2)
            self.fields[f"words_{citing.contribution_id}"] = how

    def of_what(self) -> list[forms.BoundField]:
        """Return the fields about the outcome and the reasons."""
        names = ("outcome", "decided", "chosen", "reason", "against", "why")
        return [self[name] for name in names if name in self.fields]

    def of_whom(self) -> list[forms.BoundField]:
        """Return the fields about who decided and when."""
        return [self[name] for name in ("decider", "decided_on", "meeting")]

    def of_the_room(self) -> list[tuple[forms.BoundField, str]]:
        """Return the field of each person of the team, with their side in words."""
        return [(self[f"vote_{seat.pk}"], deciding.side(seat)) for seat in self.seats]

    def of_themes(self) -> list[forms.BoundField]:
        """Return the fields that ask how each theme mattered."""
        return [self[f"theme_{one.theme_id}"] for one in self.bearings]

    def of_words(self) -> list[tuple[Contribution, forms.BoundField]]:
        """Return each contribution with the field that asks how it mattered."""
        return [(one.contribution, self[f"words_{one.contribution_id}"]) for one in self.citings]

    def later(self) -> list[forms.BoundField]:
        """Return the fields about other views and about looking again."""
        return [self["dissent"], self["review_on"]]

    def clean_decided(self) -> str:
        return in_plain_words(self.cleaned_data["decided"])

    def clean_why(self) -> str:
        return in_plain_words(self.cleaned_data["why"])

    def clean_decided_on(self) -> date:
        on: date = self.cleaned_data["decided_on"]
        if on > self.today:
            raise forms.ValidationError("Choose the day it was decided: it cannot be still to come")
        return on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        outcome, reason = data.get("outcome"), data.get("reason")
        no_reason = outcome == Decision.Outcome.NO and not reason
        if no_reason and "reason" not in self.errors:
            self.add_error("reason", "Choose the type of reason why not")
        conflict = reason == Reason.CONFLICT and not data.get("against")
        if conflict and "against" not in self.errors:
            self.add_error("against", "Choose the view that it conflicts with")
        again, on = data.get("review_on"), data.get("decided_on")
        if outcome == Decision.Outcome.NOT_YET and not again and "review_on" not in self.errors:
            self.add_error("review_on", "Enter the day when you look at it again")
        if again and on and again <= on:
            self.add_error("review_on", "Choose a day that comes after the decision")
        return data

    def what(self) -> Decided:
        """Return what came of the decision. Nobody ticked: who was at the meeting was there."""
        data = self.cleaned_data
        room = {
            seat: data[f"vote_{seat.pk}"] for seat in self.seats if data[f"vote_{seat.pk}"]
        } or dict.fromkeys(_at(data["meeting"], self.seats), InTheRoom.Vote.NONE)
        reason = data["reason"]
        return Decided(
            outcome=data["outcome"],
            decided=data["decided"],
            why=data["why"],
            decider=data["decider"],
            decided_on=data["decided_on"],
            reason=reason,
            against=data["against"] if reason == Reason.CONFLICT else None,
            dissent=data["dissent"],
            review_on=data["review_on"],
            meeting=data["meeting"],
            chosen=self._chosen(),
            room=room,
            themes={one.theme: data[f"theme_{one.theme_id}"] for one in self.bearings},
            contributions={
                one.contribution: data[f"words_{one.contribution_id}"] for one in self.citings
            },
        )

    def _chosen(self) -> list[Option]:
        return [self.options[pk] for pk in self.cleaned_data.get("chosen", [])]

    def taken_over(self, posted: QueryDict) -> dict[str, Any]:
        """Return what was typed, with who was there as the meeting that was chosen has it."""
        typed: dict[str, Any] = {name: posted.get(name, "") for name in self.fields}
        typed["chosen"] = posted.getlist("chosen")
        field = self.fields["meeting"]
        try:
            meeting = field.clean(typed["meeting"])
        except forms.ValidationError:
            return typed | {"meeting": ""}
        there = {seat.pk for seat in _at(meeting, self.seats)}
        for seat in self.seats:
            before = typed[f"vote_{seat.pk}"]
            now = (before or InTheRoom.Vote.NONE) if seat.pk in there else NOT_THERE
            typed[f"vote_{seat.pk}"] = now
        return typed


def _vote(seat: Seat) -> forms.ChoiceField:
    choices = VOTES if seat.votes else VOTES[:2]
    return forms.ChoiceField(
        label=str(seat),
        choices=choices,
        required=False,
        error_messages={"invalid_choice": f"Choose how {seat} voted, from the list"},
    )


def _at(meeting: Meeting | None, seats: list[Seat]) -> list[Seat]:
    if meeting is None:
        return []
    there = set(meeting.presences.values_list("seat", flat=True))
    return [seat for seat in seats if seat.pk in there]
