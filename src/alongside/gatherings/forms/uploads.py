"""Files of past sessions: which file, and what its columns are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms

from alongside.methods.formats import registers
from alongside.people.forms import ColumnsForm, StaffFileForm
from alongside.people.models import Organisation

from .. import queries
from ..models import Gathering, Programme
from .fields import line, offer


class RegisterFileForm(StaffFileForm):
    """A register of past sessions."""

    what = "a register"
    most_megabytes = 20


@dataclass(frozen=True)
class Day:
    """A session of a register: how many lines it has, and the sessions that are there already which
    it can be: none for a new one, one it is added to, or several."""

    held: registers.Held
    lines: int
    there: list[Gathering]


class RegisterColumnsForm(ColumnsForm):
    """Which column of a register holds what, and what its sessions belong to.

    The programme that has sessions on the days of the file is proposed, else a new one. `seen` are
    the sessions that were shown as being there already: when others would be added to, `changed`
    is true, and nothing is to be added yet.
    """

    parts = registers.PARTS
    guess = staticmethod(registers.guess)

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Programme", required=False, empty_label="A new one"
    )
    new_programme = line(
        "Name of the new programme", "a name", required=False, help_text="Only for a new one."
    )
    round_for_all = line("Round, where no column says it", "a round", 100, required=False)
    partner_for_all = line("Delivery partner, where no column says it", "it", required=False)
    minutes = forms.IntegerField(
        label="How many minutes did a session last?",
        min_value=10,
        max_value=720,
        initial=90,
        error_messages={
            "required": "Enter how long a session lasted, like 90",
            "invalid": "Enter a number of minutes, like 90",
            "min_value": "Enter 10 minutes or more",
            "max_value": "Enter 720 minutes or fewer",
        },
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        rows: Sequence[tuple[int, Sequence[str]]],
        organisation: Organisation,
        today: date,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.rows, self.organisation, self.today = rows, organisation, today
        offer(self, "programme", queries.programmes(organisation))
        if not self.is_bound:
            self.likely = queries.programme_on(organisation, self._days())
            self.initial["programme"] = self.likely.pk if self.likely else None
            self.initial["seen"] = self._there_already()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("date") is None and "date" not in self.errors:
            self.add_error("date", "Choose the column with the date of the session")
        chosen, new = data.get("programme"), data.get("new_programme")
        if chosen and new:
            words = f"Choose “A new one” as the programme to make “{new}”, or take the name out"
            self.add_error("new_programme", f"{words} to add to {chosen}")
        elif "add" in self.data and not (chosen or new) and "programme" not in self.errors:
            self.add_error("new_programme", "Choose a programme, or enter the name of a new one")
        self.changed = data.get("seen", "") != self._there_already()
        self.data = dict(self.data.items()) | {"seen": self._there_already()}
        return data

    @cached_property
    def read(self) -> tuple[list[registers.Attendee], list[tuple[int, str]]]:
        """Who was at which session, and the lines that cannot be used, by the columns chosen."""
        return registers.read(self.rows, self.columns(), before=self.today)

    def _days(self) -> set[date]:
        return {one.held.day for one in self.read[0]}

    def _programme(self) -> Programme | None:
        """Return the programme that the sessions are added to, if it is there already."""
        if not self.is_bound:
            return self.likely
        name = self.cleaned_data.get("new_programme")
        if self.cleaned_data.get("programme") or not name:
            return self.cleaned_data.get("programme")
        return queries.programme_called(self.organisation, name)

    @cached_property
    def sessions(self) -> list[Day]:
        """The sessions of the file by day, each with those it can be of the programme."""
        programme = self._programme()
        known = queries.held_already(programme, self._days()) if programme else []
        return [
            Day(held, len(lines), queries.meant(known, held.day, held.start, held.title))
            for held, lines in registers.by_session(self.read[0]).items()
        ]

    def _there_already(self) -> str:
        return ",".join(str(one.pk) for session in self.sessions for one in session.there)

    def of_columns(self) -> list[forms.BoundField]:
        """Return the fields that say which column is what."""
        return [self[part] for part in self.parts]

    def of_sessions(self) -> list[forms.BoundField]:
        """Return the fields that say what the sessions belong to."""
        return [self[name] for name in self.fields if name not in self.parts]

    def details(self) -> dict[str, Any]:
        """Return the words and numbers that `actions.add_register` takes beside the columns."""
        data = self.cleaned_data
        return {
            "programme": data["programme"],
            "new_programme": data["new_programme"],
            "cohort": data["round_for_all"],
            "partner": data["partner_for_all"],
            "minutes": data["minutes"],
        }
