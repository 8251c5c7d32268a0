"""What is shared with everybody, and evidence, as they are typed in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from alongside.files.forms import DocumentField
from alongside.web.fields import SentOnce

from ..models import Information, Project
from ..queries.showing import Record
from .fields import day_field, line_field, not_later, text_field


class InformationForm(SentOnce):
    """Something that everybody in a project has: words, a link or a file."""

    title = line_field(
        "What is it?", "what it is", help_text="Like “What the room costs each year”."
    )
    text = text_field(
        "What does it say, in plain words?",
        "what it says",
        required=False,
        help_text="So that nobody has to open a file to know what you know.",
    )
    link = forms.URLField(
        label="Link",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={
            "invalid": "Enter a link like https://www.example.org/report",
            "max_length": "Make the link shorter: 500 letters or fewer",
        },
    )
    file = DocumentField(required=False)
    without_file = forms.BooleanField(label="Take the file away", required=False)
    shared = day_field("Since when do people have it?", "since when people have it")
    public = forms.BooleanField(
        label="Show it on the public page too",
        required=False,
        help_text="Anybody can read it then, once the project has a public page.",
    )

    def __init__(
        self,
        *args: Any,
        project: Project,
        today: date,
        information: Information | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.kept = today, information
        if project.level == Project.Level.INDIVIDUAL:
            del self.fields["public"]
        if information is None:
            self.initial["shared"] = today
        else:
            del self.fields["client_id"]
            names = ("title", "text", "link", "shared", "public")
            self.initial.update({name: getattr(information, name) for name in names})
        if information is None or information.file_id is None:
            del self.fields["without_file"]
        else:
            self.fields["file"].label = "Another file in place of the one there is"

    def clean_shared(self) -> date | None:
        return not_later(self.cleaned_data["shared"], self.today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        keeps = self.kept and self.kept.file_id and not data.get("without_file")
        given = [data.get(name) for name in ("text", "link", "file")]
        if not any(given) and not keeps and not {"text", "link", "file"} & set(self.errors):
            self.add_error("text", "Write what it says, or give a link or a file")
        return data


class EvidenceForm(SentOnce):
    """What shows that something is so. `records` are what can be chosen, as
    `projects.queries.showing.records` gives them; a noun above adds its own: the record
    ("decision:3"), what it is called, the address where it is, and the day it is of."""

    says = line_field("What does it show?", "what it shows", most=300)
    record = forms.ChoiceField(
        label="Which record of this project shows it?",
        required=False,
        error_messages={"invalid_choice": "Choose a record in the list"},
    )
    file = DocumentField(required=False, label="Or which file shows it?")
    dated = day_field(
        "Which day is it of?",
        "the day it is of",
        required=False,
        help_text="For a file: when it was written. A record has its own day, and today where that "
        "is still to come.",
    )

    def __init__(
        self,
        *args: Any,
        records: Sequence[Record | tuple[str, str, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.records = {one[0]: Record(*one) for one in records}
        record: Any = self.fields["record"]
        record.choices = [("", "None: I have a file")] + [
            (one.name, one.label) for one in self.records.values()
        ]

    def clean_dated(self) -> date | None:
        return not_later(self.cleaned_data["dated"], self.today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen, file = self.records.get(data.get("record") or ""), data.get("file")
        if chosen and file:
            self.add_error("record", "Choose either a record or a file, not both")
        elif not chosen and not file and not {"record", "file"} & set(self.errors):
            self.add_error("record", "Choose a record, or give a file: a tick alone shows nothing")
        if chosen and not data.get("dated"):
            data["dated"] = min(chosen.day or self.today, self.today)
        elif not data.get("dated") and "dated" not in self.errors:
            self.add_error("dated", "Enter the day it is of")
        return data | {"address": chosen.address if chosen else ""}
