"""Booking a place and coming, as people at home, at the door and at the desk type it in."""

from typing import Any
from uuid import uuid4

from django import forms

from alongside.people.models import Membership, Organisation, Team

from .. import queries, sheets
from ..models import Gathering
from .fields import email_field, line, offer_teams, team_field, text_area, too_long


class BookingForm(forms.Form):
    """A place for somebody without an account."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = line("Your name", "your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = email_field(True, "We write to you here. Nobody else at the session sees it.")
    team = team_field("Your service area or team")
    needs = text_area(
        "What would help you take part?",
        "the text",
        "Like a hearing loop, large print, a break, or somebody to meet you at the door.",
        most=2000,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["client_id"] = uuid4()
        offer_teams(self, organisation, "None of these")


class NeedsForm(forms.Form):
    """What would help somebody who has booked."""

    needs = text_area(
        "What would help you take part?",
        "the text",
        "Leave it empty if there is nothing.",
        most=2000,
    )


class CheckInForm(forms.Form):
    """Who is at the door, as they booked."""

    who = forms.CharField(
        label="Your name or e-mail address, as you booked",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": "Enter your name or e-mail address",
            "max_length": too_long("your name", 254),
        },
    )


class WhichTeamForm(CheckInForm):
    """Asked when two people of the same name have booked."""

    team = team_field(
        "Which service area or team are you in?",
        required=True,
        help_text="More than one person of this name has booked.",
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_teams(self, organisation, "Choose one")


class WalkInForm(forms.Form):
    """Somebody who came without a booking."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = line("Your name", "your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    team = team_field("Your service area or team")
    email = email_field(
        False, "Only if you would like a certificate, or to keep a plan of your own."
    )

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        typed: str = "",
        by: Membership | None = None,
    ) -> None:
        """`typed` is what somebody wrote at the door already; `by` is staff writing for them."""
        super().__init__(*args)
        self.initial["client_id"] = uuid4()
        self.initial["email" if "@" in typed else "name"] = typed
        offer_teams(self, organisation, "None of these")
        if by:
            self.fields["name"].label = "Their name"
            self.fields["name"].error_messages["required"] = "Enter their name"
            self.fields["team"].label = "Their service area or team"
            self.fields["email"].help_text = "Only if they would like a certificate or a plan."
            offer_teams(self, organisation, "None of these")


class SheetForm(forms.Form):
    """A typed-up sign-in sheet."""

    names = forms.CharField(
        label="Who came?",
        max_length=100_000,
        strip=False,
        help_text="One person a line, typed, or pasted from a spreadsheet. You can add the service "
        "area and the e-mail address, in any order. Who has an address gets a letter with their "
        "own page.",
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": "Enter at least one name",
            "max_length": "Put in fewer names at a time",
        },
    )

    def clean_names(self) -> str:
        names: str = self.cleaned_data["names"]
        if not names.strip():
            raise forms.ValidationError("Enter at least one name")
        return names

    def sheet(self, gathering: Gathering) -> sheets.Sheet:
        """Return what the lines mean for this session."""
        areas_last = sorted(
            gathering.organisation.teams.all(), key=lambda team: team.kind == Team.Kind.SERVICE_AREA
        )
        teams = {team.name.casefold(): team for team in areas_last}
        booked = [(row.membership, row.team) for row in queries.register(gathering) if row.booking]
        return sheets.read(self.cleaned_data["names"], teams=teams, booked=booked)
