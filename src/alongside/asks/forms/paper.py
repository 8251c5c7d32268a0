"""What staff choose when they print sheets, and type beside the answers of one."""

from typing import Any
from uuid import uuid4

from django import forms

from alongside.web.languages import language

from .. import rates
from ..models import Invitation, Sheet, Wave
from ..paper import MOST_COPIES
from ..queries import typing_in

SIZES = [("ordinary", "Ordinary"), ("large", "Large print, 18 points")]
HIGHEST = 9999


class SheetsForm(forms.Form):
    """How many sheets to print, how large, in which of the `languages`."""

    copies = forms.IntegerField(
        label="How many",
        min_value=1,
        max_value=MOST_COPIES,
        initial=10,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many sheets you need",
            "invalid": "Enter how many sheets you need, in figures",
            "min_value": "Print at least 1",
            "max_value": f"Print at most {MOST_COPIES} at a time",
        },
    )
    size = forms.ChoiceField(label="Size of the letters", choices=SIZES, initial="ordinary")
    language = forms.ChoiceField(label="Language", required=False)

    def __init__(self, *args: Any, wave: Wave, **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages: list[str] = list(wave.version.definition["languages"])
        offered: Any = self.fields["language"]
        offered.choices = [(code, language(code).name) for code in self.languages]
        if len(self.languages) < 2:
            del self.fields["language"]

    def clean(self) -> dict[str, Any]:
        return {"language": ""} | (super().clean() or {})


class Whose(forms.ModelChoiceField):
    """Somebody invited, by name."""

    def label_from_instance(self, obj: Invitation) -> str:
        return str(obj.member)


class SheetNumberForm(forms.Form):
    """The number that is written on a sheet and, where answers carry a name, whose sheet it is;
    where they keep the team, which."""

    prefix = "sheet"  # its fields stand beside those of questions, whose names have no hyphen
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    number = forms.IntegerField(
        label="Number of the sheet",
        help_text="Write it on the paper, so that whoever checks it finds it again.",
        min_value=1,
        max_value=HIGHEST,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter a number for the sheet",
            "invalid": "Enter the number of the sheet in figures",
            "min_value": "Enter 1 or more",
            "max_value": f"Enter {HIGHEST} or less",
        },
    )
    whose = Whose(
        Invitation.objects.none(),
        label="Whose sheet is it?",
        empty_label="Choose a person",
        error_messages={
            "required": "Choose whose sheet it is",
            "invalid_choice": "Choose somebody from the list",
        },
    )

    team = forms.ChoiceField(
        label="Team that is ticked on it",
        required=False,
        error_messages={"invalid_choice": "Choose a team from the list"},
    )

    def __init__(self, *args: Any, wave: Wave, sheet: Sheet | None = None, **more: Any) -> None:
        if sheet is not None:
            more["initial"] = {
                "number": sheet.number,
                "whose": sheet.invitation_id,
                "team": sheet.team_id,
            }
        more["initial"] = {"client_id": uuid4()} | more.get("initial", {})
        super().__init__(*args, **more)
        if sheet is not None:
            self.fields["number"].disabled = True
        teams = rates.kept_teams(wave)
        offered: Any = self.fields["team"]
        offered.choices = [("", "None, or another"), *teams.items()]
        if not teams:
            del self.fields["team"]
        if wave.anonymous:
            del self.fields["whose"]
        else:
            whose: Any = self.fields["whose"]
            whose.queryset = typing_in.without_answer(wave)

    def clean_team(self) -> int | None:
        team: str = self.cleaned_data["team"]
        return int(team) if team else None
