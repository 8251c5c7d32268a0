"""Strings and uploads to values. Nothing here saves."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from alongside.methods import attached, pictures
from alongside.methods.questions.typed import clean_text
from alongside.web.fields import Day

from .receiving import DOCUMENTS, PICTURES, NotKept, received

TAKEN = f"JPEG, PNG, WebP or GIF, up to {pictures.MOST_MEGABYTES} MB."

TAKEN_EITHER = f"A picture up to {pictures.MOST_MEGABYTES} MB, or {attached.TAKEN}"

NOT_NOW = "not now"
"""The code of the problem that too many pictures come in at once."""


class DocumentField(forms.FileField):
    """A picture or a document from somebody's device. The value is a `methods.pictures.Picture` or
    a `methods.attached.Document`, with the name it had; with `pictures` false only the latter."""

    def __init__(self, *, pictures: bool = True, **more: Any) -> None:
        self.pictures = pictures
        more.setdefault("label", "Picture or document" if pictures else "Document")
        more.setdefault("help_text", TAKEN_EITHER if pictures else attached.TAKEN)
        accept = f"{PICTURES},{DOCUMENTS}" if pictures else DOCUMENTS
        more.setdefault("widget", forms.FileInput(attrs={"accept": accept}))
        words = {"required": "Choose a file", "empty": "The file is empty. Choose it again"}
        super().__init__(error_messages=words, **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return received(file, pictures_too=self.pictures), file.name
        except NotKept as problem:
            code = NOT_NOW if problem.later else "invalid"
            raise forms.ValidationError(str(problem), code=code) from problem


class PictureField(forms.FileField):
    """A picture from somebody's device. The value is a `methods.pictures.Picture`, with the name it
    had. A file that is too large is refused before it is read."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", "Picture")
        more.setdefault("help_text", TAKEN)
        more.setdefault(
            "widget",
            forms.FileInput(attrs={"accept": PICTURES}),
        )
        words = {"required": "Choose a picture", "empty": "The file is empty. Choose it again"}
        super().__init__(error_messages=words, **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return received(file, documents_too=False), file.name
        except NotKept as problem:
            code = NOT_NOW if problem.later else "invalid"
            raise forms.ValidationError(str(problem), code=code) from problem


class _Line(forms.CharField):
    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "", lines=False)


def says(label: str = "What does the picture show?", **more: Any) -> forms.CharField:
    """Return the field for the alternative text of a picture."""
    most = 300
    more.setdefault(
        "help_text", "A short sentence, for people who cannot see it. Do not name people."
    )
    return _Line(
        label=label,
        max_length=most,
        error_messages={
            "required": "Say what the picture shows",
            "max_length": f"Make it shorter: {most} letters or fewer",
        },
        **more,
    )


class DescribeForm(forms.Form):
    """What a picture says, whose it is and how long it may be shown."""

    text = says()
    decorative = forms.BooleanField(
        label="It says nothing by itself",
        required=False,
        help_text="Like a line or a pattern. Screen readers pass over it.",
    )
    credit = _Line(
        label="Whose is it?",
        required=False,
        max_length=300,
        help_text="Whoever made it, and its licence. It stands below the picture.",
        error_messages={"max_length": "Make it shorter: 300 letters or fewer"},
    )
    ends = Day(
        label="Until when may it be shown?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The last day. The picture is deleted after it, wherever it is used. Leave it "
        "empty for no end.",
    )

    def clean_ends(self) -> date | None:
        ends: date | None = self.cleaned_data["ends"]
        if ends and ends < timezone.localdate():
            raise forms.ValidationError("Enter today or a later day")
        return ends

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text, decorative = data.get("text"), data.get("decorative")
        if decorative and self.has_error("text", "required"):
            del self.errors["text"]
            data["text"] = ""
        if text and decorative:
            self.add_error("decorative", "Take out the tick, or the words: it cannot be both")
        return data


class AddForm(DescribeForm):
    """A new picture."""

    picture = PictureField(
        help_text=f"{TAKEN} It is made smaller. The place and time that a camera writes into it "
        "are taken out, and of a moving picture the first image is kept."
    )
    field_order = ["picture"]


class NoteForm(forms.Form):
    """A picture that somebody puts beside their own words, with what it shows."""

    picture = PictureField()
    picture_says = says()
