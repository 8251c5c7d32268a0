"""Strings to values for walls: what a browser wants changed, and a new wall. Nothing here saves."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from alongside.files.forms import NOT_NOW, NoteForm
from alongside.methods.pictures import Picture
from alongside.methods.questions.typed import clean_text
from alongside.projects.forms.choosing import offer_projects, project_field
from alongside.projects.models import Project
from alongside.web.fields import key

from .changes import KINDS, Change
from .models import MOST_COLUMNS, MOST_LETTERS, MOST_VOTES, Wall
from .signs import LABELS, SYMBOLS

type Posted = Mapping[str, Sequence[str]]

LARGEST = 2**31 - 1
"""The largest number that stands for a note or a column."""


class NotUnderstood(Exception):
    """What was sent cannot be done; the message says what and where, `field` names the box."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class NotNow(NotUnderstood):
    """It can be done, but not at this moment: our script sends it again by itself."""


def read_change(wall: int, posted: Posted, *, author: str, leads: bool = False) -> Change:
    """Return what somebody wants changed, or raise NotUnderstood.

    A button of a note says in `act` what it does, to which note, and for a move to which column:
    "agree 7", "move 7 2"; "show 7 12" shows it as it was after operation 12. Forms say it in
    fields: `act` alone, and `note`, `column` and so on.
    """
    kind, *numbers = (_first(posted, "act") or "?").split(" ")
    of_numbers = ("note", "seen" if kind == "show" else "column")
    posted = dict(posted) | dict(zip(of_numbers, ([one] for one in numbers), strict=False))
    if kind not in KINDS:
        raise NotUnderstood("We did not understand what to do. Press one of the buttons")
    numbers_of = ("note", "column", "before", "seen")
    data: dict[str, Any] = {name: _number(posted, name) for name in numbers_of}
    if kind in {"add", "edit"}:
        data |= {
            "text": _text(posted),
            "label": _one_of(posted, "label", LABELS),
            "symbol": _one_of(posted, "symbol", SYMBOLS),
        }
    if kind == "edit" and _first(posted, "without_picture"):
        data |= {"picture": "", "picture_says": ""}
    if kind in {"add", "put", "group"}:
        data["group"] = _heading(posted)
    return Change(wall, author, _client(posted), kind, data, leads)


def _first(posted: Posted, name: str) -> str:
    found = posted.get(name) or [""]
    return found[0]


def _number(posted: Posted, name: str) -> int:
    found = key(_first(posted, name))
    return found if found is not None and found <= LARGEST else 0


def _text(posted: Posted) -> str:
    text = clean_text(_first(posted, "text"), lines=True)
    if not text:
        raise NotUnderstood("Write something on your note", "text")
    if len(text) > MOST_LETTERS:
        raise NotUnderstood(
            f"Make your note shorter: {MOST_LETTERS} letters or fewer. You have written "
            f"{len(text):,}",
            "text",
        )
    return text


def sent_picture(posted: QueryDict, files: Mapping[str, Any]) -> bool:
    """Return whether somebody sent a picture with a note, or said what one shows."""
    return bool(files.get("picture") or posted.get("picture_says", "").strip())


def read_picture(posted: QueryDict, files: Any) -> tuple[Picture, str]:
    """Return the picture that was sent with a note, and what it shows, or raise NotUnderstood."""
    form = NoteForm(posted, files)
    for field, problems in form.errors.as_data().items():
        (says,) = problems[0].messages
        kind = NotNow if problems[0].code == NOT_NOW else NotUnderstood
        raise kind(says.rstrip("."), field)
    picture, _ = form.cleaned_data["picture"]
    return picture, form.cleaned_data["picture_says"]


def _heading(posted: Posted) -> str:
    heading = clean_text(_first(posted, "group"), lines=False)
    if len(heading) > 100:
        raise NotUnderstood("Make the heading shorter: 100 letters or fewer", "group")
    return heading


def _one_of(posted: Posted, name: str, known: Mapping[str, str]) -> str:
    typed = _first(posted, name)
    return typed if typed in known else ""


def _client(posted: Posted) -> uuid.UUID:
    try:
        return uuid.UUID(_first(posted, "client"))
    except ValueError:
        return uuid.uuid4()


class _Text(forms.CharField):
    """Text without what nobody can see; of one line unless it is typed in a large box."""

    def to_python(self, value: Any) -> str:
        lines = isinstance(self.widget, forms.Textarea)
        return clean_text(super().to_python(value) or "", lines=lines)


class WallForm(forms.Form):
    """A new wall."""

    ask = _Text(
        label="What do people write about?",
        max_length=Wall._meta.get_field("ask").max_length,
        help_text="A question works best, like “What gets in the way?”",
        error_messages={
            "required": "Enter what people write about",
            "max_length": "Make it shorter: 300 letters or fewer",
        },
    )
    about = _Text(
        label="What helps them to begin?",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Make it shorter: 1,000 letters or fewer"},
    )
    columns = _Text(
        label="Columns",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"One on each line, up to {MOST_COLUMNS}. Leave it empty for one free area.",
        error_messages={"max_length": "Make the names shorter: 2,000 letters or fewer in all"},
    )
    votes = forms.IntegerField(
        label="Votes for each person",
        min_value=0,
        max_value=MOST_VOTES,
        initial=3,
        help_text="One vote for a note at most. 0 for none.",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Enter a whole number from 0 to {MOST_VOTES}",
        ),
    )
    private = forms.BooleanField(
        label="Everybody writes for themselves first",
        required=False,
        help_text="Nobody sees what others wrote until you show all notes. Quiet people and late "
        "ones say more that way.",
    )

    approves = forms.BooleanField(
        label="Look at each note before others see it",
        required=False,
        help_text="Where people under 18 write. Whoever wrote a note sees it at once.",
    )

    pictures = forms.BooleanField(
        label="People can put pictures on their notes",
        required=False,
        initial=True,
        help_text="You can hide a note with its picture. Take the tick out where children write.",
    )

    project = project_field()

    def __init__(
        self, *args: Any, projects: QuerySet[Project] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_projects(self, projects)

    def clean_columns(self) -> list[str]:
        lines: str = self.cleaned_data["columns"]
        names = [" ".join(line.split()) for line in lines.splitlines() if line.strip()]
        if len(names) > MOST_COLUMNS:
            raise forms.ValidationError(
                f"Use up to {MOST_COLUMNS} columns. You have written {len(names)}"
            )
        if any(len(name) > 100 for name in names):
            raise forms.ValidationError("Make each name shorter: 100 letters or fewer")
        if len({name.casefold() for name in names}) < len(names):
            raise forms.ValidationError("Give every column a name of its own")
        return names or [""]
