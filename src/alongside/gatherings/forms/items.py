"""One item of an agenda, as staff type it in: each kind has its own fields. `item()` gives it back
as it stands in an agenda (`methods.agenda`). What a form does not show stays as it was."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from alongside.asks import drafting, faults
from alongside.asks.forms import QuestionForm
from alongside.files.forms import PictureField, says
from alongside.files.models import File
from alongside.methods import agenda
from alongside.methods.questions import QuestionType
from alongside.methods.questions.messages import DEFAULT, said
from alongside.methods.questions.writing import Written

from .fields import (
    NAMES_OF_GROUPS,
    group_size,
    how_grouped,
    how_talked,
    line,
    text_area,
    too_long,
    votes_each,
)

NAME = "q"
"""What a question is called while it is written; a room gives it a name of its own."""

MARKDOWN = (
    "An empty line begins a paragraph, a line with - a point of a list, ## a heading. "
    "**Two stars** make words bold, [words](https://…) a link."
)


class Lines(forms.CharField):
    """Texts, one a line. The value is a list."""

    widget = forms.Textarea

    def __init__(self, name: str, what: str, *, least: int = 0, rows: int = 5, **more: Any) -> None:
        """`name` is what the list is called in an item, `what` what one of its lines is called."""
        self.letters, self.most, self.least, self.what = (
            agenda.LINES[name],
            agenda.MOST[name],
            least,
            what,
        )
        super().__init__(
            required=bool(least),
            max_length=20_000,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={
                "required": f"Enter at least {least} {what}{'s' if least > 1 else ''}, one a line",
                "max_length": too_long("the list", 20_000),
            },
            **more,
        )

    def clean(self, value: Any) -> Any:
        typed = (" ".join(raw.split()) for raw in super().clean(value).splitlines())
        lines = [words for words in typed if words]
        texts = [words.partition("|")[0].strip() for words in lines]
        if len(lines) < self.least:
            raise forms.ValidationError(self.error_messages["required"])
        if len(lines) > self.most:
            raise forms.ValidationError(f"Enter {self.most} {self.what}s or fewer")
        if any(len(part) > self.letters for words in lines for part in words.split("|", 1)):
            raise forms.ValidationError(too_long(f"each {self.what}", self.letters))
        if not all(texts):
            raise forms.ValidationError(f"Enter the {self.what} before the |")
        if agenda.twice(texts):
            raise forms.ValidationError(f"A {self.what} is there twice. Change one of them")
        return lines


class _OfEvery(forms.Form):
    """What every item has."""

    title = line("What is it called?", "what it is called", help_text="People read this.")
    minutes = forms.IntegerField(
        label="How many minutes does it take?",
        min_value=0,
        max_value=1440,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "required": "Enter how many minutes it takes",
            "invalid": "Enter a number of minutes, like 10",
            "min_value": "Enter 0 or more",
            "max_value": "Enter 1440 or fewer: that is a whole day",
        },
    )
    about = text_area(
        "A note that people may read", "the note", "It stands below the title.", rows=2, most=1000
    )
    notes = text_area(
        "Notes for whoever leads",
        "the notes",
        "Only they see them: how to run it, what to say, what to do if somebody is upset. "
        + MARKDOWN,
        rows=8,
        most=agenda.LIMITS["notes"],
    )
    outcomes = Lines(
        "outcomes",
        "outcome",
        rows=2,
        label="What do people learn by it?",
        help_text="One a line. Write the same words at each item that teaches it.",
    )
    LAST = ("about", "notes", "outcomes")

    def shared(self, old: agenda.Item) -> dict[str, Any]:
        """Return what every item has, as it was typed, with what the old one had besides."""
        data = self.cleaned_data
        own = {name for names in _OWN.values() for name in names}
        item = {name: value for name, value in old.items() if name not in own}
        item |= {name: data[name] for name in ("title", "minutes", "about")}
        for name in ("notes", "outcomes"):
            _put(item, name, _clean(data[name]))
        return item


class ItemForm(_OfEvery):
    """An item that has no more than every item has: a talk, a break, the evaluation."""

    def __init__(
        self, *args: Any, kind: str, old: agenda.Item | None = None, **kwargs: Any
    ) -> None:
        """`old` is the item as it stands, None for a new one."""
        self.kind, self.old = kind, old or {}
        kwargs["initial"] = as_typed(self.old) | self.typed(self.old)
        super().__init__(*args, **kwargs)
        own = [name for name in self.fields if name not in _OfEvery.base_fields]
        self.order_fields(["title", "minutes", *own, *self.LAST])

    def typed(self, old: agenda.Item) -> dict[str, Any]:
        """Return what the fields of this kind hold for an item."""
        names = _OWN.get(self.kind, ())
        texts = {name: "\n".join(agenda.texts(old, name)) for name in names if name in agenda.LINES}
        return {name: old[name] for name in names if name in old} | texts

    def item(self) -> dict[str, Any]:
        """Return the item as it was typed."""
        item = self.shared(self.old)
        _put(item, "kind", "" if self.kind == "talk" else self.kind)
        return item | {name: _clean(value) for name, value in self.own().items() if value != ""}

    def own(self) -> dict[str, Any]:
        """Return what only this kind has, without what is empty ("")."""
        return {name: self.cleaned_data[name] for name in _OWN.get(self.kind, ())}


def _words(label: str, help_text: str, required: bool = True, rows: int = 8) -> Any:
    return line(
        label,
        "the words",
        most=agenda.LIMITS["words"],
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class SlideForm(ItemForm):
    words = _words("What does it say?", MARKDOWN, required=False)
    picture = forms.ChoiceField(
        label="A picture that you have",
        required=False,
        help_text="They stand in the library, under Pictures.",
        error_messages={"invalid_choice": "Choose one of the pictures in the list"},
    )
    new_picture = PictureField(label="Or a new picture", required=False)
    picture_says = says("What does the new picture show?", required=False)
    video = forms.URLField(
        label="Address of a video",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="People follow the link; nothing is loaded from elsewhere before they do.",
        error_messages={
            "invalid": "Enter an address like https://video.example.org/abc",
            "max_length": too_long("the address", 500),
        },
    )
    video_title = line("What is the video called?", "the title of the video", required=False)
    captions = forms.BooleanField(label="The video has captions", required=False)
    transcript = line(
        "What is said in the video?",
        "what is said",
        most=agenda.LIMITS["transcript"],
        required=False,
        help_text="People can read it under the link: those who do not hear it, cannot load it, or "
        "like to read.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, pictures: Iterable[File], **kwargs: Any) -> None:
        """`pictures` are those of the organisation."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["picture"]
        field.choices = [("", "None"), *((one.code, str(one)) for one in pictures)]

    def typed(self, old: agenda.Item) -> dict[str, Any]:
        video = old.get("video") or {}
        return {
            "words": old.get("words", ""),
            "picture": old.get("picture", ""),
            "video": video.get("address", ""),
            "video_title": video.get("title", ""),
            "captions": video.get("captions", False),
            "transcript": video.get("transcript", ""),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_video(data)
        new, described = data.get("new_picture"), data.get("picture_says")
        if new and not described and "picture_says" not in self.errors:
            self.add_error("picture_says", "Say what the picture shows, and choose it again")
        if described and not new and "new_picture" not in self.errors:
            self.add_error("new_picture", "Choose the picture, or take out what it shows")
        parts = {"words", "picture", "new_picture", "video"}
        if not any(data.get(name) for name in parts) and not parts & set(self.errors):
            self.add_error("words", "Enter the words, or choose a picture or a video")
        return data

    def _check_video(self, data: Mapping[str, Any]) -> None:
        video, named = data.get("video"), data.get("video_title")
        if video and not video.startswith("https://"):
            self.add_error("video", "Enter an address that begins with https://")
        if video and not named and "video_title" not in self.errors:
            self.add_error("video_title", "Enter what the video is called")
        if (named or data.get("transcript")) and not video and "video" not in self.errors:
            self.add_error("video", "Enter the address of the video")
        if video and not data.get("captions") and not data.get("transcript"):
            self.add_error(
                "transcript", "Write down what is said in the video, or tick that it has captions"
            )

    def sent_picture(self) -> tuple[Any, str] | None:
        """Return a picture that was sent and what it shows, whatever else is wrong with the slide;
        None where there is none, or something is wrong with it."""
        if {"new_picture", "picture_says"} & set(self.errors):
            return None
        data = self.cleaned_data
        return (data["new_picture"], data["picture_says"]) if data["new_picture"] else None

    def own(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = {"address": "video", "title": "video_title", "captions": "captions"}
        video: Any = {name: data[field] for name, field in names.items()}
        if data["transcript"]:
            video["transcript"] = _clean(data["transcript"])
        return {
            "words": data["words"],
            "picture": data["picture"],
            "video": video if data["video"] else "",
        }


def _as_lines(texts: Any) -> str:
    """Return texts that may have something about them one a line, that after a |."""
    lines = (
        f"{one['text']} | {one['about']}" if one.get("about") else one["text"]
        for one in texts or ()
    )
    return "\n".join(lines)


def _with_about(lines: Sequence[str]) -> list[dict[str, str]]:
    pairs = [words.partition("|") for words in lines]
    return [{"text": text.strip(), "about": about.strip()} for text, _, about in pairs]


class CardsForm(ItemForm):
    cards = Lines(
        "cards",
        "card",
        least=1,
        rows=8,
        label="Cards",
        help_text="One a line. After a | you can add a few words that explain it.",
    )
    places = Lines(
        "places",
        "place",
        least=2,
        label="Places to put them",
        help_text="One a line, like “It is” and “It is not”.",
    )

    def typed(self, old: agenda.Item) -> dict[str, Any]:
        return super().typed(old) | {"cards": _as_lines(old.get("cards"))}

    def own(self) -> dict[str, Any]:
        return super().own() | {"cards": _with_about(self.cleaned_data["cards"])}


def _columns(least: int, help_text: str) -> Lines:
    return Lines("columns", "column", least=least, label="Columns", help_text=help_text)


class WallForm(ItemForm):
    ask = line(
        "What do people write about?",
        "what people write about",
        most=agenda.LIMITS["ask"],
        help_text="Like “Who gains from co-production, and how?”",
    )
    columns = _columns(1, "One a line, like “People” and “Carers”. One is enough.")
    votes = votes_each(0)
    private = forms.BooleanField(
        label="Everybody writes for themselves first",
        required=False,
        help_text="Nobody sees the notes of others until you show them. Quiet people write more.",
    )


class BreakoutForm(ItemForm):
    how = how_grouped(initial="random")
    size = group_size(initial=4)
    groups = Lines(
        "groups",
        "group",
        rows=3,
        **NAMES_OF_GROUPS,
    )
    roles = Lines(
        "roles",
        "role",
        rows=4,
        label="For a mix: what do people say they are?",
        help_text=f"One a line. Leave it empty to ask: {', '.join(agenda.ROLES)}.",
    )
    words = _words("What do the groups do?", MARKDOWN)
    talk = how_talked(
        initial="open",
        help_text="One after the other, or writing alone first, quiet people say more.",
    )
    columns = _columns(
        0, "One a line. Each group then has an ideas wall of its own. Leave it empty for none."
    )

    def typed(self, old: agenda.Item) -> dict[str, Any]:
        return super().typed(old) | {"groups": _as_lines(old.get("groups"))}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("talk") == "silent"
            and not data.get("columns")
            and "columns" not in self.errors
        ):
            self.add_error("columns", "Enter a column or more: people who write alone need a wall")
        return data

    def own(self) -> dict[str, Any]:
        found = super().own()
        found["groups"] = _with_about(found["groups"])
        if found["talk"] == "open":
            found["talk"] = ""
        return {name: value or "" for name, value in found.items()}


class TimerForm(ItemForm):
    words = _words("What do people do meanwhile?", MARKDOWN, required=False, rows=4)


class QuestionItemForm(_OfEvery, QuestionForm):
    """A question for everybody in the room, with the form builder's own fields."""

    LEFT_OUT = ("required", "show_if_not", "show_if", "rule", "tag", "section", "shuffle")
    kind: Any
    why = forms.BooleanField(
        label="People may say why",
        required=False,
        help_text="A box for their own words below the choices. The room reads them with the "
        "results, without names.",
    )

    def __init__(
        self, *args: Any, kind: QuestionType, old: agenda.Item | None, **kwargs: Any
    ) -> None:
        """`kind` is its type. `old` is the item as it stands, None for a new one."""
        self.before = old or {}
        question = _as_type(self.before, kind)
        draft = agenda.form([question], "In the room") if question else drafting.BLANK
        super().__init__(*args, kind=kind, draft=draft, old=question, **kwargs)
        self.initial.update(as_typed(self.before) | {"why": self.before.get("why", False)})
        if isinstance(kind, Written):  # whoever answers in words has said why
            del self.fields["why"]
        title = self.fields["title"]
        title.label, title.required = "What is it called in the agenda?", False
        title.help_text = "Leave it empty to use the question."
        self.fields["about"].help_text = "It stands in the agenda, not beside the question."
        own = [name for name in self.fields if name not in _OfEvery.base_fields]
        self.order_fields(["label", "hint", *own, "title", "minutes", *self.LAST])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data["title"]:
            data["title"] = data["label"][: agenda.LIMITS["title"]]
        return data

    def is_valid(self) -> bool:
        """A question for a room has to be finished: what is missing is put next to its field."""
        if not super().is_valid():
            return False
        question, kept = self.question(NAME), self.cleaned_data
        for fault in faults.of_question(agenda.form([question], "In the room"), NAME):
            self.add_error(fault.field if fault.field in self.fields else None, fault.text)
        self.cleaned_data = kept
        return not self.errors

    def item(self) -> dict[str, Any]:
        """Return the item as it was typed."""
        question = {name: part for name, part in self.question(NAME).items() if name != "name"}
        item = self.shared(self.before) | {"kind": "question", "question": question}
        _put(item, "why", self.cleaned_data.get("why"))
        return item


def _as_type(item: agenda.Item, kind: QuestionType) -> dict[str, Any] | None:
    """Return the question of an item; where it had another type, with what both have."""
    if "question" not in item:
        return None
    question = agenda.question_of(item, NAME)
    if question["type"] == kind.name:
        return question
    kept = {"name", "label", "hint", "measures", *kind.settings}
    return {name: part for name, part in question.items() if name in kept} | {"type": kind.name}


_FORMS: Mapping[str, type[ItemForm]] = {
    "cards": CardsForm,
    "wall": WallForm,
    "breakout": BreakoutForm,
    "timer": TimerForm,
}

_OWN: Mapping[str, tuple[str, ...]] = {
    "slide": ("words", "picture", "video"),
    "question": ("question", "why"),
    "cards": ("cards", "places"),
    "wall": ("ask", "columns", "votes", "private"),
    "breakout": ("how", "size", "groups", "roles", "words", "talk", "columns"),
    "timer": ("words",),
}
"""What only items of a kind have. An item that becomes of another kind loses it."""


def item_form(
    kind: str,
    old: agenda.Item | None,
    data: Any = None,
    files: Any = None,
    *,
    pictures: Iterable[File] = (),
) -> ItemForm:
    """Return the form of an item of a kind that is no question; a slide can have one of these
    pictures."""
    if kind == "slide":
        return SlideForm(data, files, kind=kind, old=old, pictures=pictures)
    return _FORMS.get(kind, ItemForm)(data, kind=kind, old=old)


def as_typed(item: agenda.Item) -> dict[str, Any]:
    """Return what the fields of every item hold."""
    typed = {name: item[name] for name in ("title", "minutes", "about", "notes") if name in item}
    if "question" in item and typed["title"] == said(item["question"].get("label"), DEFAULT):
        typed["title"] = ""
    return typed | {"outcomes": "\n".join(agenda.texts(item, "outcomes"))}


def _clean(value: Any) -> Any:
    """Return words with the line breaks that Markdown reads."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _put(item: dict[str, Any], name: str, value: Any) -> None:
    if value:
        item[name] = value
    else:
        item.pop(name, None)
