"""The settings of question types: how each is typed in, and how it stands in the draft.

A setting has one name in every type that has it, so a type that uses known settings needs nothing
here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from alongside.methods.questions import Question
from alongside.methods.questions.messages import said
from alongside.methods.questions.typed import NotANumber, clean_text, read_number

from ..translating import PASSAGES
from . import lists
from .fields import LaterChoice, date_field, line, text_area, whole_number


@dataclass(frozen=True)
class Setting:
    """One setting: its field; what is typed in it for what stands in a draft; and back again.

    `shown(question, language)` returns the text of the field. `kept(typed, question, language)`
    returns what stands in the draft, None to leave it out; `question` is as it stands so far, with
    the settings before this one already new. It may raise ValidationError.
    """

    field: Callable[[], forms.Field]
    shown: Callable[[Question, str], Any]
    kept: Callable[[Any, Question, str], Any]


def _plain(name: str, field: Callable[[], forms.Field]) -> Setting:
    """A setting that stands in the draft as the field gives it. Zero is a value."""
    return Setting(
        field,
        lambda question, _: question.get(name),
        lambda typed, _question, _language: None if typed is False or typed == "" else typed,
    )


def _words(
    name: str,
    label: str,
    help_text: str = "",
    later: bool = False,
    field: Callable[[], forms.Field] | None = None,
) -> Setting:
    def kept(typed: str, question: Question, language: str) -> dict[str, str] | None:
        words = clean_text(typed, lines=name in PASSAGES)
        return {**(question.get(name) or {}), language: words} if words else None

    def usual() -> forms.Field:
        found: forms.Field = line(
            label, "these words", required=later, later=later, help_text=help_text
        )
        return found

    return Setting(
        field or usual,
        lambda question, language: said(question.get(name), language),
        kept,
    )


def _date(name: str, label: str) -> Setting:
    def shown(question: Question, _: str) -> date | None:
        return date.fromisoformat(question[name]) if question.get(name) else None

    return Setting(
        lambda: date_field(label), shown, lambda typed, _q, _l: typed.isoformat() if typed else None
    )


def number_in(text: str) -> int | float:
    """Return the number somebody typed, or say in words that it is none."""
    try:
        return read_number(text)
    except NotANumber:
        raise forms.ValidationError(f"“{text[:40]}”: enter a number in figures, like 10") from None


def _number(name: str, label: str) -> Setting:
    return Setting(
        lambda: line(
            label,
            "the number",
            most=20,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
        ),
        lambda question, _: question.get(name),
        lambda typed, _question, _language: number_in(typed) if typed else None,
    )


def _bands(typed: str, _: Question, __: str) -> list[int | float] | None:
    return [number_in(part) for part in typed.replace(",", " ").split()] or None


def _tick(label: str) -> Callable[[], forms.Field]:
    return lambda: forms.BooleanField(label=label, required=False)


def _appearance() -> forms.Field:
    looks = [
        ("", "Buttons up to 8 choices, then a list"),
        ("buttons", "Buttons"),
        ("select", "A list to open"),
    ]
    return LaterChoice(
        label="How are the choices shown?",
        choices=looks,
        error_messages={"invalid_choice": "Choose one of the ways in the list"},
    )


def _takes() -> forms.Field:
    return LaterChoice(
        label="What can people send?",
        choices=[
            ("", "A picture or a document"),
            ("pictures", "Only pictures"),
            ("documents", "Only documents"),
        ],
        help_text="A file says who somebody is. So this can be asked only where answers carry a "
        "name or are confidential.",
        error_messages={"invalid_choice": "Choose one of the kinds in the list"},
    )


def _passage() -> forms.Field:
    found: forms.Field = text_area(
        "What people read",
        "these words",
        "Markdown works: a blank row begins a paragraph, **bold** and lists.",
        rows=10,
        most=5000,
    )
    return found


SETTINGS: Mapping[str, Setting] = {
    "words": _words("words", "What people read", field=_passage),
    "box": _words("box", "What does the box say?", "Leave it empty for “I agree”."),
    "rows": Setting(
        lambda: text_area(
            "What do you ask about?", "the lines", "One thing a line.", rows=5, later=True
        ),
        lambda question, language: lists.options_text(question.get("rows"), language),
        lambda typed, question, language: lists.options(typed, question, "rows", language),
    ),
    "choices": Setting(
        lambda: text_area(
            "Choices",
            "the choices",
            "One a line. After a | you can add a hint, like “Not sure | That is fine”.",
            rows=6,
            most=20_000,
            later=True,
        ),
        lambda question, language: lists.options_text(question.get("choices"), language),
        lambda typed, question, language: lists.options(typed, question, "choices", language),
    ),
    "other": _plain("other", _tick("Offer “Something else”, with a box to write in")),
    "other_label": _words(
        "other_label", "What is “Something else” called?", "Leave it empty for “Something else”."
    ),
    "at_least": _plain("at_least", lambda: whole_number("How many at least?")),
    "at_most": _plain("at_most", lambda: whole_number("How many at most?")),
    "exclusive": Setting(
        lambda: text_area(
            "Choices that stand alone",
            "the choices",
            "One a line, as above. People cannot tick them together with others, like “None of "
            "these”.",
            rows=2,
        ),
        lists.exclusive_text,
        lists.exclusive,
    ),
    "shuffle": _plain("shuffle", _tick("Show the choices in a different order to each person")),
    "appearance": _plain("appearance", _appearance),
    "start": _plain("start", lambda: whole_number("The scale starts at", later=True)),
    "end": _plain(
        "end", lambda: whole_number("The scale ends at", "At most 10 above the start.", later=True)
    ),
    "step": _plain("step", lambda: whole_number("Steps of", "Leave it empty for steps of 1.")),
    "low": _words("low", "What does the low end mean?", "Like “Not at all likely”.", later=True),
    "high": _words("high", "What does the high end mean?", "Like “Very likely”.", later=True),
    "before_label": _words(
        "before_label", "What is “before” called?", "Leave it empty for “Before the session”."
    ),
    "now_label": _words("now_label", "What is “now” called?", "Leave it empty for “Now”."),
    "labels": Setting(
        lambda: text_area(
            "Words of the steps",
            "the words",
            "One a line, the lowest first. Leave it empty for the usual words.",
            rows=5,
        ),
        lambda question, language: lists.labels_text(question.get("labels"), language),
        lambda typed, question, language: lists.labels(typed, question, language),
    ),
    "limit": _plain(
        "limit", lambda: whole_number("How many letters at most?", "Leave it empty for the usual.")
    ),
    "min": _number("min", "Lowest number"),
    "max": _number("max", "Highest number"),
    "decimals": _plain(
        "decimals", lambda: whole_number("Decimal places", "Leave it empty for whole numbers.")
    ),
    "unit": _words("unit", "What is counted?", "Shown after the box, like “hours”."),
    "bands": Setting(
        lambda: line(
            "Where does each group begin?",
            "the numbers",
            required=False,
            help_text="Like 18, 65: under 18, 18 to 64, 65 or more. Results show only groups.",
        ),
        lambda question, _: ", ".join(map(str, question.get("bands") or ())),
        _bands,
    ),
    "earliest": _date("earliest", "Earliest date"),
    "latest": _date("latest", "Latest date"),
    "top": _plain(
        "top", lambda: whole_number("How many places are there?", "Leave it empty to order all.")
    ),
    "total": _plain(
        "total",
        lambda: whole_number("How many points does each person have?", "Leave it empty for 10."),
    ),
    "takes": _plain("takes", _takes),
    "most": _plain(
        "most",
        lambda: whole_number("How many files at most?", "From 1 to 5. Leave it empty for 1."),
    ),
    "key": Setting(
        lambda: text_area(
            "Answers that count",
            "the answers",
            "One answer a block: its name on the first line, other ways to write it on the lines "
            "below, then an empty line. Misspellings are found by themselves. A line “alone: …” "
            "counts only as the whole answer; “not: …” names a word that is not it. Leave all "
            "empty for the models of co-production.",
            rows=10,
            most=50_000,
        ),
        lambda question, language: lists.key_text(question.get("key"), language),
        lambda typed, question, language: lists.key(typed, question, language),
    ),
}
"""Every setting a builder can change, in the order of the page."""

SAID: Mapping[tuple[str, str], str] = {
    ("ranking", "choices"): "What do people put in order?",
    ("ranking", "shuffle"): "Show the things in a different order to each person",
    ("points", "choices"): "What do people give points to?",
    ("points", "shuffle"): "Show the things in a different order to each person",
    ("slider", "start"): "The slider starts at",
    ("slider", "end"): "The slider ends at",
    ("matrix", "shuffle"): "Show the things in a different order to each person",
    ("matrix", "choices"): "Choices, the same for each thing",
    ("agreement", "labels"): "Words of the five steps",
}
"""What a setting is called in one type, where that is clearer."""


def settings_of(kind: Any) -> dict[str, Setting]:
    """Return the settings of a question type, in the order of the page."""
    return {name: setting for name, setting in SETTINGS.items() if name in kind.settings}


HELP: Mapping[tuple[str, str], str] = {("slider", "end"): "At most 1,000 above the start."}
"""What helps to fill in a setting of one type, where that is otherwise than in others."""


def field_of(kind: Any, name: str) -> forms.Field:
    """Return a new field for a setting of a question type."""
    field = SETTINGS[name].field()
    field.label = SAID.get((kind.name, name), field.label)
    field.help_text = HELP.get((kind.name, name), field.help_text)
    return field
