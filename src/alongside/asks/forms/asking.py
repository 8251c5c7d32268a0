"""Asking people: which mode, when, who reads it; when it opens and closes; who is invited."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from alongside.people.models import Membership
from alongside.people.queries import members, parts_of, tree
from alongside.projects.forms.choosing import offer_projects, project_field
from alongside.projects.models import Project
from alongside.web.fields import Rows

from .. import translating
from ..actions import EQUALITY_MINIMUM
from ..models import Form, FormVersion, Mode, Wave
from ..queries import inviting
from .fields import date_field, line, mode_field, time_field
from .promising import offer_languages, typed_in_languages

EVERYBODY = "everybody"
LAST_MINUTE = time(23, 59)
"""When a wave closes that has a day to close and no time. The midnight after it would be called the
next day wherever people read until when they can answer."""


def _moment(day: date | None, at: time | None, usual: time) -> datetime | None:
    at = usual if at is None else at
    return timezone.make_aware(datetime.combine(day, at)) if day else None


class TimesForm(forms.Form):
    """When a wave opens and closes. `opens` and `closes` are the moments once it is valid; without
    a day `opens` is `now`."""

    opens_day = date_field("It opens on", "Leave it empty to open it at once.")
    opens_at = time_field("It opens at")
    closes_day = date_field("It closes on", missing="Enter the day on which it closes")
    closes_at = time_field("It closes at", "Leave it empty for 11.59pm, the end of the day.")

    def __init__(
        self, *args: Any, now: datetime, wave: Wave | None = None, opened: bool = False, **more: Any
    ) -> None:
        """`wave` is the one whose times change; `opened` says that its start stays."""
        self.now, self.wave = now, wave
        if wave is not None:
            more["initial"] = _as_typed(wave)
        super().__init__(*args, **more)
        if opened:
            del self.fields["opens_day"], self.fields["opens_at"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("opens_at") and not data.get("opens_day") and "opens_day" not in self.errors:
            self.add_error("opens_day", "Enter the day, or empty the time to open it at once")
        opens = _moment(data.get("opens_day"), data.get("opens_at"), time())
        if self.wave is not None and "opens_day" not in self.fields:
            opens = self.wave.opens
        self.opens = opens or self.now
        self.closes = _moment(data.get("closes_day"), data.get("closes_at"), LAST_MINUTE)
        if self.closes and self.closes <= max(self.opens, self.now):
            self.add_error(
                "closes_day", "Enter a time to close that is still to come, after it opens"
            )
        return data


def _as_typed(wave: Wave) -> dict[str, Any]:
    opens = timezone.localtime(wave.opens)
    typed: dict[str, Any] = {"opens_day": opens.date(), "opens_at": opens.time()}
    if wave.closes is not None:
        closes = timezone.localtime(wave.closes)
        typed["closes_day"] = closes.date()
        typed["closes_at"] = None if closes.time() == LAST_MINUTE else closes.time()
    return typed


class WaveForm(TimesForm):
    """Everything that is settled when people are asked. `values()` gives it to the action.

    The page posts back the `number` of the version it shows.
    """

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = line("What do you call it?", "a title", help_text="Letters and the poster say it.")
    mode = mode_field()
    invited_only = forms.BooleanField(
        label="Only people I invite can answer, each once",
        required=False,
        help_text="For anonymous: everybody gets a link of their own, and we note only that it was "
        "used. Without this, whoever has the poster or the link can answer.",
    )
    by_team = forms.BooleanField(
        label="Keep which team an answer comes from",
        required=False,
        help_text="For anonymous, with links of their own. People read it before they answer. A "
        "team of few people is put together with others.",
    )
    minimum = forms.IntegerField(
        label="How many people at least, to show a number?",
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={
            "required": "Enter how many people at least",
            "invalid": "Enter a whole number in figures, like 10",
            "max_value": "Enter 1000 or fewer",
        },
    )
    readers = line(
        "Who will read the answers?",
        "who will read the answers",
        most=300,
        help_text="People read this before they answer. Like “Amira and Tom, who lead them”.",
    )
    next_step = line(
        "What happens then, and by when?",
        "what happens next, and by when",
        most=500,
        help_text="People read this after they answered. Like “We tell you by 10 April what we "
        "will change”.",
    )
    project = project_field()
    field_order = (
        "title", "project", "mode", "invited_only", "by_team", "minimum", "readers", "next_step",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        version: FormVersion,
        projects: QuerySet[Project] | None = None,
        **more: Any,
    ) -> None:
        self.version = version
        purpose, organisation = version.form.purpose, version.form.organisation
        equality = purpose == Form.Purpose.EQUALITY
        self.fewest = max(organisation.minimum, EQUALITY_MINIMUM if equality else 0)
        more["initial"] = {
            "client_id": uuid4(),
            "title": version.form.title,
            "mode": Mode.ANONYMOUS if equality else None,
            "minimum": self.fewest,
        }
        super().__init__(*args, **more)
        offer_projects(self, projects)
        why = (
            "Equality monitoring never shows fewer than" if equality else "We never show fewer than"
        )
        self.fields["minimum"].help_text = f"{why} {self.fewest}. You can ask for more."
        offer_languages(self, [version])
        if equality:
            mode: Any = self.fields["mode"]
            mode.choices = [choice for choice in mode.choices if choice[0] == Mode.ANONYMOUS]
            mode.help_text = "Equality monitoring is always anonymous."
            del self.fields["by_team"]

    def clean_minimum(self) -> int:
        minimum: int = self.cleaned_data["minimum"]
        if minimum < self.fewest:
            raise forms.ValidationError(f"Enter {self.fewest} or more")
        return minimum

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.data.get("number") != str(self.version.number):
            self.add_error(
                None,
                f"Version {self.version.number} was published while you wrote. People would now be "
                "asked that one. Look at it, then press the button again",
            )
        by_chance = data.get("mode") == Mode.ANONYMOUS and not data.get("invited_only")
        if data.get("by_team") and by_chance:
            self.add_error(
                "by_team",
                "Tick “Only people I invite can answer” as well: only an invitation says which "
                "team somebody is in",
            )
        return data

    def values(self) -> dict[str, Any]:
        """Return what was entered, as `actions.open_wave` takes it."""
        kept = "client_id", "title", "mode", "invited_only", "minimum", "readers", "next_step"
        times = {"version": self.version, "opens": self.opens, "closes": self.closes}
        there = {
            "by_team": self.cleaned_data.get("by_team", False),
            "project": self.cleaned_data.get("project"),
        }
        there |= {"in_languages": typed_in_languages(self)}
        return {name: self.cleaned_data[name] for name in kept} | times | there

    def called(self) -> list[forms.BoundField]:
        """Return the fields for what it is called, in each language of the form."""
        return translating.bound(self, "title")

    def promised(self) -> list[forms.BoundField]:
        """Return the fields for what people are promised in words, in each language of the form."""
        return translating.bound(self, "readers", "next_step")


class InviteForm(forms.Form):
    """Whom to invite: a whole team or group, people from the list, or both."""

    team = forms.ChoiceField(
        label="Everybody in a team or group",
        required=False,
        error_messages={"invalid_choice": "Choose a team or group from the list"},
    )
    people = Rows(
        Membership.objects.none(),
        label="People",
        required=False,
        error_messages={
            "invalid_choice": "Choose people from the list. Somebody there is not in it any more",
            "invalid_pk_value": "Choose people from the list",
        },
    )

    def __init__(self, *args: Any, wave: Wave, **more: Any) -> None:
        super().__init__(*args, **more)
        self.wave = wave
        organisation = wave.organisation
        self.teams = {f"team-{team.pk}": (depth, team) for depth, team in tree(organisation)}
        self.groups = {f"group-{g.pk}": g for g in organisation.groups.filter(put_away=None)}
        teams = [(key, "\u2003" * depth + t.name) for key, (depth, t) in self.teams.items()]
        groups = [(key, group.name) for key, group in self.groups.items()]
        team: Any = self.fields["team"]
        team.choices = [
            ("", "Nobody"),
            (EVERYBODY, f"Everybody in {organisation}"),
            *([("Teams", teams)] if teams else []),
            *([("Groups", groups)] if groups else []),
        ]
        people: Any = self.fields["people"]
        people.queryset = members(organisation)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("team") and not data.get("people"):
            self.add_error("team", "Choose a team or group, or tick people in the list")
        return data

    def members(self) -> list[Membership]:
        """Return everybody chosen who is not invited yet."""
        left = inviting.can_be_invited(self.wave)
        chosen, people = self.cleaned_data["team"], list(self.cleaned_data["people"])
        if chosen == EVERYBODY:
            return list(left)
        if chosen in self.teams:
            people += left.filter(team__in=parts_of(self.teams[chosen][1]))
        if chosen in self.groups:
            inside = self.groups[chosen].places.filter(left=None)
            people += left.filter(pk__in=inside.values("membership"))
        return people
