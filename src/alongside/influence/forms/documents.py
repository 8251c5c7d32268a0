"""Strings to values for documents before and after. Nothing here saves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from alongside.methods import manuscripts
from alongside.projects.models import Project
from alongside.web.fields import Day, SentOnce

from ..models import Contribution, Decision, DocumentVersion, ProjectTheme
from ..queries import documents

MOST_MEGABYTES = 10


class VersionForm(forms.Form):
    """The words of a version: pasted, or in a file."""

    text = forms.CharField(
        label="Paste its words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Leave an empty line between paragraphs.",
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        help_text=f"{manuscripts.TAKEN} Pictures, headers and footnotes are left out.",
        error_messages={"empty": "There is nothing in the file. Choose another one"},
    )
    dated = Day(
        label="Which day is it of?",
        error_messages={
            "required": "Enter the day it is of",
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("dated", today)

    def clean_dated(self) -> date:
        day: date = self.cleaned_data["dated"]
        if day > self.today:
            raise forms.ValidationError("Choose the day it is of: it cannot be still to come")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, text = data.pop("file", None), data.get("text", "")
        if self.errors:
            return data
        if file and text.strip():
            self.add_error("file", "Paste the words or choose a file, not both")
        elif file:
            data["text"] = self._read(file)
        elif not text.strip():
            self.add_error("text", "Paste the words of the document, or choose a file")
        return data

    def _read(self, file: Any) -> str:
        if file.size > MOST_MEGABYTES * 1_000_000:
            self.add_error("file", f"The file can be up to {MOST_MEGABYTES} MB")
            return ""
        try:
            return manuscripts.read(file.read())
        except manuscripts.NotWords as problem:
            self.add_error("file", str(problem))
            return ""


class DocumentForm(VersionForm, SentOnce):
    """A new document with its first version."""

    title = forms.CharField(
        label="What is the document called?",
        max_length=200,
        error_messages={
            "required": "Enter what the document is called",
            "max_length": "Make it shorter: 200 letters or fewer",
        },
    )
    field_order = ("title", "text", "file", "dated")


class DeleteForm(forms.Form):
    """What of a document is deleted: one version, by its number, or all of it."""

    ALL = "all"

    what = forms.ChoiceField(
        label="What do you delete?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what you delete",
            "invalid_choice": "It is not there any more. Choose again",
        },
    )

    def __init__(self, *args: Any, versions: Sequence[DocumentVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(one.number): one for one in versions}
        single = [
            (number, f"Only version {number}, of {one.dated.day} {one.dated:%B %Y}")
            for number, one in self.versions.items()
        ]
        whole = (self.ALL, "The whole document, with all its versions")
        self.fields["what"].choices = [*(single if len(single) > 1 else []), whole]

    @property
    def version(self) -> DocumentVersion | None:
        """The version that goes; None where the whole document does."""
        return self.versions.get(self.cleaned_data["what"])


class LinkForm(forms.Form):
    """Whose words changed a paragraph."""

    theme = forms.ModelChoiceField(
        ProjectTheme.objects.none(),
        label="Which theme?",
        required=False,
        empty_label="None: it was one thing that somebody said",
        error_messages={"invalid_choice": "Choose a theme from the list"},
    )
    contribution = forms.ModelChoiceField(
        Contribution.objects.none(),
        label="Or which thing that somebody said?",
        required=False,
        empty_label="None: it was a theme",
        help_text="The newest 200.",
        error_messages={"invalid_choice": "Choose one of those in the list"},
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label="Which decision does it follow from?",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose a decision from the list"},
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = project.themes.all()
        to_cite = documents.to_cite(project)
        self.fields["contribution"].queryset = to_cite
        self.fields["contribution"].choices = [
            ("", "None: it was a theme"),
            *((one.pk, str(one)) for one in to_cite[:200]),
        ]
        self.fields["decision"].queryset = documents.decisions(project)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("theme")) == bool(data.get("contribution")):
            self.add_error("theme", "Choose a theme, or one thing that somebody said")
        return data
