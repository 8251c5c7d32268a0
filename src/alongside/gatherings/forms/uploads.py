"""Files of past sessions: which file, and what its columns are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from alongside.asks.models import FormVersion, ResponsesFile
from alongside.methods.formats import registers
from alongside.methods.formats.sheets import Sheet
from alongside.methods.questions import check_form
from alongside.methods.questions.importing import Understood, understood
from alongside.methods.questions.proposing import (
    ASIDE,
    USES,
    Target,
    best_form,
    new_form,
    proposed_uses,
    questions_to_answer,
    same_uses,
    targets,
)
from alongside.people.forms import ColumnsForm, StaffFileForm
from alongside.people.models import Organisation
from alongside.web.templatetags.web import clock, day

from .. import queries
from ..models import Gathering, Programme
from .fields import line, offer


class RegisterFileForm(StaffFileForm):
    """A register of past sessions."""

    what = "a register"
    most_megabytes = 20


class ResponsesFileForm(StaffFileForm):
    """Responses exported by Microsoft Forms or Google Forms."""

    what = "a file of responses"
    most_megabytes = 20


class RegisterColumnsForm(ColumnsForm):
    """Which column of a register holds what, and what its sessions belong to."""

    parts = registers.PARTS
    guess = staticmethod(registers.guess)

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Programme", required=False, empty_label="A new one"
    )
    new_programme = line("Name of the new programme", "a name", required=False)
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

    def __init__(self, *args: Any, organisation: Organisation, **more: Any) -> None:
        super().__init__(*args, **more)
        programmes = queries.programmes(organisation)
        offer(self, "programme", programmes)
        self.initial["programme"] = next((found.pk for found in programmes[:1]), None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("date") is None and "date" not in self.errors:
            self.add_error("date", "Choose the column with the date of the session")
        no_programme = not data.get("programme") and not data.get("new_programme")
        if "add" in self.data and no_programme and "programme" not in self.errors:
            self.add_error("new_programme", "Choose a programme, or enter the name of a new one")
        return data

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


@dataclass(frozen=True)
class Use:
    """A column of responses as it is used: how many answered, how many in their own words."""

    heading: str
    words: str
    answered: int
    others: int


class ResponsesForm(forms.Form):
    """What each column of a file of responses is, and which session it belongs to.

    The uses on offer are those of the form chosen; choosing another form proposes them anew, so
    then `changed` is true and nothing is to be added yet.
    """

    gathering = forms.ModelChoiceField(
        Gathering.objects.none(),
        label="Which session are these answers about?",
        empty_label="Choose a session",
        error_messages={
            "required": "Choose the session these answers are about",
            "invalid_choice": "Choose one of the sessions in the list",
        },
    )
    form = forms.ModelChoiceField(
        FormVersion.objects.none(),
        label="Which form did people answer?",
        required=False,
        empty_label="A new one, made of these columns",
    )
    title = line("Title of the new form", "a title", required=False)
    shown_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, file: ResponsesFile, organisation: Organisation, now: datetime
    ) -> None:
        self.sheet = sheet_of(file)
        self.columns_of_file = self.sheet.columns()
        versions = {v.pk: v for v in queries.evaluation_forms(organisation)}
        best = best_form(file.headings, [(pk, v.definition) for pk, v in versions.items()])
        chosen = str(best or "") if data is None else data.get("form", "")
        self.version = versions.get(int(chosen)) if chosen.isdecimal() else None
        proposed = self._proposed()
        self.changed = data is not None and data.get("shown_for", "") != chosen
        if self.changed:
            data = data.copy()
            data["shown_for"] = chosen
            for place, use in enumerate(proposed):
                data[f"use_{place}"] = use
        super().__init__(data)
        name = file.file_name.rsplit(".", 1)[0]
        self.initial.update(form=chosen, shown_for=chosen, title=name)
        past = queries.without_evaluation(organisation, now)
        offer(self, "gathering", past, lambda g: f"{day(g.starts)}, {clock(g.starts)}: {g.title}")
        offer(self, "form", queries.evaluation_forms(organisation), lambda v: v.form.title)
        # Looking again needs no session yet; `clean` puts it back, for the page to say so.
        self.fields["gathering"].required = data is None or "add" in data
        uses = questions_to_answer(self.version.definition) if self.version else USES
        for place, heading in enumerate(file.headings):
            self.fields[f"use_{place}"] = forms.ChoiceField(
                label=heading, choices=list(uses.items()), initial=proposed[place]
            )
        self.words = uses

    def _proposed(self) -> list[str]:
        if self.version:
            return same_uses(self.sheet.headings, self.version.definition)
        return proposed_uses(self.sheet.headings, self.columns_of_file)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.fields["gathering"].required = True
        if "add" in self.data and not self.version and not data.get("title"):
            self.add_error("title", "Enter a title for the new form")
        if not self.errors:
            for problem in check_form(self.definition())[:1] if not self.version else ():
                words = "Choose a question for at least one column."
                self.add_error(None, words if not problem.question else str(problem))
        return data

    def uses(self) -> list[str]:
        """Return what each column is used for, as far as that is valid."""
        places = range(len(self.sheet.headings))
        if not self.is_bound:
            return [self.fields[f"use_{place}"].initial for place in places]
        return [self.cleaned_data.get(f"use_{place}", ASIDE) for place in places]

    def definition(self) -> dict[str, Any]:
        """Return the form that the columns answer: the one chosen, or a new one."""
        return self._answered()[0]

    def _answered(self) -> tuple[dict[str, Any], list[Target]]:
        uses = self.uses()
        if self.version:
            return self.version.definition, targets(uses)
        title = self.cleaned_data.get("title") if self.is_bound else self.initial["title"]
        return new_form(title or "Questions", self.sheet.headings, self.columns_of_file, uses)

    def understood(self) -> Understood:
        """Return the answers that these uses give."""
        definition, answered = self._answered()
        return understood(self.sheet, definition, answered, self.uses())

    def table(self, found: Understood) -> list[Use]:
        """Return how each column is used."""
        return [
            Use(
                heading,
                self.words[use],
                answered=sum(map(bool, self.columns_of_file[place])),
                others=found.others.get(heading, 0),
            )
            for place, (heading, use) in enumerate(
                zip(self.sheet.headings, self.uses(), strict=True)
            )
        ]

    def of_columns(self) -> list[forms.BoundField]:
        """Return the fields that say what each column is."""
        return [self[name] for name in self.fields if name.startswith("use_")]

    def of_session(self) -> list[forms.BoundField]:
        """Return the fields that say what the answers belong to."""
        names = ("gathering", "form", *(() if self.version else ("title",)), "shown_for")
        return [self[name] for name in names]


def sheet_of(file: ResponsesFile) -> Sheet:
    """Return the rows of a file as they were read."""
    rows = [(line, list(cells)) for line, cells in file.rows]
    return Sheet(
        headings=tuple(file.headings),
        rows=[cells for _, cells in rows],
        lines=[line for line, _ in rows],
        refused=[],
    )
