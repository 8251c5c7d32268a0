"""Strings to values for analyses, what is hidden and themes. Nothing here saves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from alongside.asks.models import Wave
from alongside.methods.redaction import Kind as Hidden
from alongside.methods.redaction import Piece, Span, merged, occurrences, pieces
from alongside.web.fields import Day, Rows

from .actions import Draws
from .models import Kind, Redaction, Theme, Word
from .queries import Asked

LEAVE_OUT = ""
GUESSES = {"liked": Kind.LIKED, "improve": Kind.IMPROVE, "apply": Kind.APPLY}
"""What the tag of a question says of its kind."""


class WavesForm(forms.Form):
    """Which sets of answers an analysis is about."""

    wave = Rows(
        Wave.objects.none(),
        label="Which answers?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one set of answers"},
    )

    def __init__(self, *args: Any, waves: QuerySet[Wave], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wave"].queryset = waves
        self.fields["wave"].label_from_instance = lambda wave: (
            f"{wave.title}, closed {wave.closed.day} {wave.closed:%B %Y}"
        )


class QuestionsForm(forms.Form):
    """What each open question asked for."""

    title = forms.CharField(
        label="What are these themes about?",
        max_length=200,
        help_text="For example “Sessions from August 2025 to March 2026”.",
        error_messages={
            "required": "Enter what these themes are about",
            "max_length": "Make it shorter: 200 letters or fewer",
        },
    )

    def __init__(self, *args: Any, asked: Sequence[Asked], titled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        if not titled:
            del self.fields["title"]
        for number, one in enumerate(asked):
            plural = "" if one.comments == 1 else "s"
            self.fields[f"question-{number}"] = forms.ChoiceField(
                label=one.label,
                help_text=f"{one.comments} comment{plural}",
                choices=[(LEAVE_OUT, "Leave it out"), *Kind.choices],
                required=False,
                initial=next((GUESSES[tag] for tag in one.tags if tag in GUESSES), LEAVE_OUT),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self.draws():
            self.add_error("question-0" if self.asked else None, "Choose at least one question")
        return data

    def draws(self) -> list[Draws]:
        """Return the questions chosen, each in each of its waves."""
        return [
            Draws(wave, one.question, kind)
            for number, one in enumerate(self.asked)
            if (kind := self.cleaned_data[f"question-{number}"])
            for wave in one.waves
        ]


class HideForm(forms.Form):
    """What is hidden in one comment: of what was flagged, and any other words of it."""

    hide = forms.MultipleChoiceField(
        label="Hide",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "What is flagged has changed since you opened this. Look once more."
        },
    )
    more = forms.CharField(
        label="Hide other words too",
        required=False,
        help_text="As they stand in the comment. Put a comma between them.",
    )
    held_back = forms.BooleanField(
        label="Never quote this comment",
        required=False,
        help_text="A story only one person could tell points at them without a name.",
    )

    def __init__(
        self,
        *args: Any,
        text: str,
        flags: Sequence[Span],
        before: Redaction | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        hidden = _hidden(before) if before else []
        self.text, self.flags = text, merged([*hidden, *flags])
        self.fields["hide"].choices = [
            (_key(span), f"“{text[span.start : span.end]}” ({_why(span)})") for span in self.flags
        ]
        ticked = [s for s in self.flags if before is None or any(map(s.overlaps, hidden))]
        self.initial["hide"] = [_key(span) for span in ticked]
        self.initial["held_back"] = before is not None and before.held_back

    def pieces(self) -> list[Piece]:
        """Return the comment in parts, to mark what was flagged."""
        return list(pieces(self.text, self.flags))

    def clean_more(self) -> list[Span]:
        found: list[Span] = []
        for words in filter(None, map(str.strip, self.cleaned_data["more"].split(","))):
            there = occurrences(self.text, words)
            if not there:
                raise forms.ValidationError(f"“{words}” is not in this comment")
            found += there
        return found

    def spans(self) -> list[Span]:
        """Return everything to hide."""
        chosen = set(self.cleaned_data["hide"])
        return [span for span in self.flags if _key(span) in chosen] + self.cleaned_data["more"]


def _why(span: Span) -> str:
    """Return what was flagged in words, with the reason where it says more than that."""
    return span.kind if span.why == span.kind else f"{span.kind}: {span.why}"


def _key(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _hidden(redaction: Redaction) -> list[Span]:
    return [
        Span(start, end, Hidden(kind), "hidden until now") for start, end, kind in redaction.hidden
    ]


class ThemeForm(forms.Form):
    """The name and kind of a theme."""

    name = forms.CharField(
        label="Name of the theme",
        max_length=120,
        help_text="What people said, in a few words of theirs: “Two hours is too long”.",
        error_messages={
            "required": "Enter a name for the theme",
            "max_length": "Make the name shorter: 120 letters or fewer",
        },
    )
    kind = forms.ChoiceField(label="What is it about?", choices=Kind.choices)
    means = forms.CharField(
        label="What belongs here, and what does not?",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="So that somebody else would put the same comments here.",
        error_messages={"max_length": "Make it shorter: 600 letters or fewer"},
    )


class MergeForm(forms.Form):
    """Which theme another is put together with."""

    into = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Put them together with",
        error_messages={
            "required": "Choose the theme to put them together with",
            "invalid_choice": "Choose one of the themes in the list",
        },
    )

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = theme.analysis.themes.exclude(pk=theme.pk)
        self.fields["into"].label_from_instance = lambda one: (
            f"{one.name} ({one.get_kind_display()})"
        )


class ShareForm(forms.Form):
    """By when people get an answer."""

    answer_by = Day(
        label="People get an answer by",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="For each thing they asked for: what you changed, or why not.",
        error_messages={
            "required": "Enter the day by which people get an answer",
            "invalid": "Enter a day like 10/3/2026",
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        if day < self.today:
            raise forms.ValidationError("Choose a day that is still to come")
        return day


class WordsForm(forms.Form):
    """Names to look out for, and words that are no names, one a line."""

    names = forms.CharField(
        label="Names to look out for",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One a line. The names of everybody in your organisation's list of people are "
        "looked for anyway.",
    )
    not_names = forms.CharField(
        label="Words that are no names",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One a line: places, partners, activities that people write with a capital.",
    )

    def _lines(self, name: str) -> list[str]:
        most = Word._meta.get_field("text").max_length or 0
        lines = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
        for line in lines:
            if len(line) > most:
                raise forms.ValidationError(
                    f"“{line[:30]}…” is too long: a line has up to {most} letters"
                )
        return lines

    def clean_names(self) -> list[str]:
        return self._lines("names")

    def clean_not_names(self) -> list[str]:
        return self._lines("not_names")
