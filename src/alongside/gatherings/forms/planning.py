"""Programmes and sessions, as staff type them in."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from alongside.asks.forms.fields import mode_field
from alongside.asks.forms.promising import offer_languages, typed_in_languages
from alongside.asks.models import FormVersion, Mode
from alongside.people.models import Group, Membership
from alongside.projects.forms.choosing import offer_projects, project_field
from alongside.projects.models import Project
from alongside.web.fields import Day, Rows

from .. import queries, reviews
from ..actions import Plan
from ..models import DesignVersion, Gathering, Programme
from .fields import line, offer, text_area, too_long


class ProgrammeForm(forms.Form):
    """A series of sessions."""

    name = line(
        "What is the programme called?",
        "the name of the programme",
        help_text="Like “Co-production in practice”. People read it when they book.",
    )
    about = text_area(
        "What is it about?", "the text", "Who it is for, and what they can do afterwards."
    )


class SessionForm(forms.Form):
    """When, where and for how many. `details()` gives the values as actions take them."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = line(
        "What is the session called?",
        "the name of the session",
        help_text="People read this when they book.",
    )
    day = Day(
        label="Date",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter the date",
            "invalid": "Enter a date that exists, like 10 March 2026 as 2026-03-10",
        },
    )
    starts_at = forms.TimeField(
        label="Starts at",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": "Enter when it starts",
            "invalid": "Enter a time like 13:30",
        },
    )
    ends_at = forms.TimeField(
        label="Ends at",
        required=False,
        help_text="Leave it empty to take the length from the design.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time like 15:00"},
    )
    place = line(
        "Place",
        "the place",
        required=False,
        help_text="Building, room and street. Leave it empty when you only meet online.",
    )
    way_in = line(
        "How do people get in without steps?",
        "the way in",
        most=500,
        required=False,
        help_text="Say it here, so that nobody has to ask. Parking, lift and toilet too.",
    )
    link = forms.URLField(
        label="Link to join online",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Enter a link like https://meet.example.org/abc"},
    )
    capacity = forms.IntegerField(
        label="How many people can come?",
        min_value=1,
        max_value=5000,
        error_messages={
            "required": "Enter how many people can come",
            "invalid": "Enter a number, like 16",
            "min_value": "Enter 1 or more",
            "max_value": "Enter 5000 or fewer",
        },
    )
    version = forms.ModelChoiceField(
        queryset=DesignVersion.objects.none(),
        label="Which design does it follow?",
        required=False,
        empty_label="None yet",
        error_messages={"invalid_choice": "Choose one of the designs in the list"},
    )
    led_by = Rows(
        queryset=Membership.objects.none(),
        label="Who leads it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Their names are on the booking page and on certificates.",
        error_messages={"invalid_choice": "Choose people in the list"},
    )
    led_by_groups = Rows(
        queryset=Group.objects.none(),
        label="Which group leads it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="It is credited by its name, as people are.",
        error_messages={"invalid_choice": "Choose groups in the list"},
    )
    also_led_by = text_area(
        "Who else leads it?",
        "the names",
        "One a line, as they want to be credited: a partner organisation, or “Grace, who uses "
        "care services”.",
        rows=2,
    )
    partner = line(
        "Delivery partner",
        "the name of the partner",
        required=False,
        help_text="The organisation that runs it with you or for you. They are credited.",
    )
    cohort = line(
        "Round",
        "the round",
        most=100,
        required=False,
        help_text="Reports put rounds side by side. Name one like “2024, with a partner”.",
    )
    project = project_field()
    booking_opens = Day(
        label="Booking opens on",
        required=False,
        help_text="Leave it empty to open it now.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a date that exists"},
    )
    booking_closes = Day(
        label="Last day to book",
        required=False,
        help_text="Leave it empty to take bookings until the start.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a date that exists"},
    )

    groups = (
        ("", ("title", "day", "starts_at", "ends_at")),
        ("Where", ("place", "way_in", "link")),
        ("Who", ("capacity", "led_by", "led_by_groups", "also_led_by", "partner")),
        ("How it runs and is counted", ("version", "cohort", "project")),
        ("Booking", ("booking_opens", "booking_closes")),
    )

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        copy: Gathering | None = None,
        change: bool = False,
        design: int | None = None,
        projects: QuerySet[Project] | None = None,
        **kwargs: Any,
    ) -> None:
        """`copy` fills the form: the session itself to `change` it, or the last one to plan on. A
        new session follows the design of that key, or else the first one. `projects` are those that
        it can be part of."""
        kwargs["initial"] = {
            "client_id": uuid4(),
            "title": programme.name,
            **(_as_typed(copy, all_of_it=change) if copy else {}),
        }
        super().__init__(*args, **kwargs)
        self.kept = copy if change else None
        versions = queries.versions_to_choose(
            programme, self.kept.version_id if self.kept else None
        )
        if not change:
            wanted = next((one for one in versions if one.design_id == design), None)
            self.initial["version"] = wanted or versions.first()
        offer(self, "version", versions, lambda one: f"{one} ({one.minutes} minutes)")
        offer_projects(self, projects, self.kept.project_id if self.kept else None)
        offer(self, "led_by", queries.can_lead(programme.organisation))
        groups = reviews.groups_to_credit(programme.organisation, self.kept)
        offer(self, "led_by_groups", groups)
        if not groups:
            del self.fields["led_by_groups"]

    @property
    def grouped(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, as the page shows them."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.groups
        ]

    def clean_also_led_by(self) -> list[str]:
        names = [" ".join(name.split()) for name in self.cleaned_data["also_led_by"].splitlines()]
        if any(len(name) > 200 for name in names):
            raise forms.ValidationError(too_long("the name", 200))
        return [name for name in names if name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("place") and not data.get("link") and "link" not in self.errors:
            self.add_error("place", "Enter a place, or a link to join online")
        day, starts_at, ends_at = (data.get(name) for name in ("day", "starts_at", "ends_at"))
        if day and starts_at:
            data["starts"] = _moment(day, starts_at)
            data["ends"] = self._end(day, ends_at, data["starts"], data.get("version"))
        opens, closes = data.get("booking_opens"), data.get("booking_closes")
        if opens and closes and closes < opens:
            self.add_error("booking_closes", "Choose the day booking opens, or a later one")
        if closes and day and closes > day:
            self.add_error("booking_closes", "Choose the day of the session, or an earlier one")
        if opens and day and opens > day:
            self.add_error("booking_opens", "Choose the day of the session, or an earlier one")
        return data

    def _end(
        self, day: date, ends_at: time | None, starts: datetime, version: Any
    ) -> datetime | None:
        if ends_at:
            if (ends := _moment(day, ends_at)) > starts:
                return ends
            self.add_error("ends_at", "Enter a time after the start")
        elif version:
            return starts + timedelta(minutes=version.minutes)
        elif "ends_at" not in self.errors:
            self.add_error("ends_at", "Enter when it ends")
        return None

    def details(self) -> Plan:
        """Return what was entered, with moments in place of dates and times."""
        data = self.cleaned_data
        opens, closes = data["booking_opens"], data["booking_closes"]
        return Plan(
            starts=data["starts"],
            ends=data["ends"],
            booking_opens=self._same_day("booking_opens", opens) or _moment(opens, time.min),
            booking_closes=self._same_day("booking_closes", closes)
            or _moment(closes and closes + timedelta(days=1), time.min),
            project=data["project"] if "project" in self.fields else self._kept_project(),
            **{
                name: data[name]
                for name in (
                    "capacity",
                    "title",
                    "version",
                    "place",
                    "way_in",
                    "link",
                    "partner",
                    "cohort",
                )
            },
        )

    def _kept_project(self) -> Project | None:
        return self.kept.project if self.kept else None

    def leaders(self) -> dict[str, Any]:
        """Return who leads, as `actions.plan` and `actions.change` take them."""
        names = ("led_by", "led_by_groups", "also_led_by")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}

    def _same_day(self, name: str, day: date | None) -> datetime | None:
        """The moment kept so far, when its day was not changed: it may be finer than a day."""
        kept = getattr(self.kept, name, None)
        return kept if kept and day and self.initial[name] == day else None


def _moment(day: date | None, at: time) -> Any:
    return timezone.make_aware(datetime.combine(day, at)) if day else None


def _as_typed(gathering: Gathering, *, all_of_it: bool) -> dict[str, Any]:
    """What the form would hold for this session; without `all_of_it`, what the next one shares."""
    starts, ends = timezone.localtime(gathering.starts), timezone.localtime(gathering.ends)
    trainers = queries.trainers(gathering)
    typed = {
        name: getattr(gathering, name)
        for name in ("title", "place", "way_in", "link", "capacity", "partner", "cohort")
    } | {
        "starts_at": starts.time(),
        **({"ends_at": ends.time()} if all_of_it else {}),
        "project": gathering.project_id,
        "led_by": [trainer.membership_id for trainer in trainers if trainer.membership_id],
        "led_by_groups": [trainer.group_id for trainer in trainers if trainer.group_id],
        "also_led_by": "\n".join(
            t.name for t in trainers if not t.membership_id and not t.group_id
        ),
    }
    if all_of_it:
        closes = gathering.booking_closes
        typed |= {
            "version": gathering.version_id,
            "day": starts.date(),
            "booking_opens": timezone.localtime(gathering.booking_opens).date(),
            "booking_closes": timezone.localtime(closes - timedelta(microseconds=1)).date()
            if closes < gathering.starts
            else None,
        }
    return typed


class CancelForm(forms.Form):
    """Why a session will not take place."""

    because = line(
        "What do you want to tell them?",
        "the reason, so that people know why",
        most=2000,
        help_text="This goes to everyone who booked. Say why, and what comes next.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EvaluationForm(forms.Form):
    """Which questions are asked when the session ends, and for how long."""

    version = forms.ModelChoiceField(
        queryset=FormVersion.objects.none(),
        label="Which questions do you want to ask?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a form",
            "invalid_choice": "Choose one of the forms in the list",
        },
    )
    mode = mode_field(initial=Mode.ANONYMOUS)
    days = forms.IntegerField(
        label="For how many days can people answer?",
        min_value=1,
        max_value=365,
        initial=14,
        error_messages={
            "required": "Enter a number of days",
            "invalid": "Enter a number of days, like 14",
            "min_value": "Enter 1 or more",
            "max_value": "Enter 365 or fewer",
        },
    )
    readers = line(
        "Who will read the answers?",
        "who will read the answers",
        most=300,
        initial="The people who led this session, and whoever plans the next one.",
        help_text="People read this before they answer.",
    )
    next_step = line(
        "What happens then, and by when?",
        "what happens next",
        most=500,
        help_text="People read this after they answered. Like “We tell you by 10 April what we "
        "will change”.",
    )

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends = gathering.ends
        forms_to_ask = queries.evaluation_forms(gathering.organisation)
        offer(self, "version", forms_to_ask, lambda version: version.form.title)
        if len(forms_to_ask) == 1:
            self.initial["version"] = forms_to_ask[0]
        offer_languages(self, forms_to_ask)

    def values(self) -> dict[str, Any]:
        """Return what was entered, as `actions.ask_for_evaluation` takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if "__" not in name}
        data["in_languages"] = typed_in_languages(self)
        return data | {"closes": max(self.ends, timezone.now()) + timedelta(days=data.pop("days"))}
