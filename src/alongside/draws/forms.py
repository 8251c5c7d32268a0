"""Strings to values for draws. Nothing here saves."""

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.methods import lots
from alongside.projects.forms.fields import day_field, line_field, text_field
from alongside.web.fields import SentOnce

from .models import Choice, Feature
from .queries import RATHER_NOT

MOST_CHOICES = 8
RATHER_NOT_KEY = "no"


def whole_field(label: str, least: int, most: int, **more: Any) -> forms.IntegerField:
    """Return a field for a whole number."""
    range_words = f"Enter a whole number from {least} to {most:,}"
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), range_words
        ),
        **more,
    )


class DrawForm(forms.Form):
    """How many places, and until when people can answer."""

    places = whole_field("How many places are given by lot?", 1, 10_000)
    closes = day_field(
        "What is the last day to answer?",
        "the last day to answer",
        help_text="People can change what they said until the end of this day.",
    )


class FeatureForm(SentOnce):
    """One thing that is asked of everybody."""

    question = line_field("What do you ask?", "what you ask")
    why = line_field(
        "Why do you ask it?",
        "why you ask it",
        most=300,
        help_text="Everybody reads this beside the question.",
    )
    choices = text_field(
        "Answers to choose from",
        "two answers or more",
        most=1000,
        rows=5,
        help_text=f"One a line, from 2 to {MOST_CHOICES}. “{RATHER_NOT}” is always there.",
    )

    def clean_choices(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines()]
        found = [line for line in lines if line]
        if not 2 <= len(found) <= MOST_CHOICES:
            raise forms.ValidationError(f"Write from 2 to {MOST_CHOICES} answers, one a line")
        if len({line.casefold() for line in [*found, RATHER_NOT]}) <= len(found):
            raise forms.ValidationError("Write each answer once, without “I would rather not say”")
        if any(len(line) > 100 for line in found):
            raise forms.ValidationError("Make each answer shorter: 100 letters or fewer")
        return found


class QuotaForm(forms.Form):
    """How many people with each answer: two fields for each, named after the key of the choice."""

    def __init__(self, *args: Any, features: Iterable[Feature], places: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.features = list(features)
        for choice in self._choices():
            for end, words in (("least", "At least"), ("most", "At most")):
                label = f"{words}: {choice.label}"
                field = whole_field(label, 0, places, required=False)
                field.initial = getattr(choice, end)
                self.fields[f"{end}_{choice.pk}"] = field

    def _choices(self) -> list[Choice]:
        return [choice for feature in self.features for choice in feature.choices.all()]

    def groups(self) -> list[tuple[Feature, list[forms.BoundField]]]:
        """Return the fields of each feature."""
        return [
            (
                feature,
                [self[f"{end}_{c.pk}"] for c in feature.choices.all() for end in ("least", "most")],
            )
            for feature in self.features
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        quotas: dict[int, tuple[int, int] | None] = {}
        for choice in self._choices():
            least, most = (data.get(f"{end}_{choice.pk}") for end in ("least", "most"))
            if (least is None) != (most is None):
                missing = "least" if least is None else "most"
                if f"{missing}_{choice.pk}" not in self.errors:
                    self.add_error(f"{missing}_{choice.pk}", "Enter both numbers, or neither")
            elif least is not None and most is not None and least > most:
                self.add_error(f"most_{choice.pk}", "Enter no less than the number before it")
            quotas[choice.pk] = None if least is None or most is None else (least, most)
        return {"quotas": quotas}


class SettleForm(forms.Form):
    """Where the seed will come from."""

    source = line_field(
        "Where will the numbers come from?",
        "where the numbers will come from",
        most=300,
        help_text="Something that everybody can look up and nobody here can change: “the six main "
        "numbers of the UK Lotto draw of Saturday 28 March, without the bonus ball”.",
    )
    seed_day = day_field(
        "On which day are they known?",
        "the day on which they are known",
        help_text="A day that is still to come.",
    )
    numbers = whole_field(
        "How many numbers are there?",
        lots.FEWEST,
        lots.MOST,
        help_text=f"From {lots.FEWEST} to {lots.MOST}: with fewer, not every lot could come.",
    )


class SeedForm(forms.Form):
    """The numbers that were drawn elsewhere."""

    typed = line_field(
        "Which numbers came?", "the numbers", help_text="In any order, parted by spaces."
    )


class AnswerForm(forms.Form):
    """What somebody answers, one field a feature."""

    def __init__(
        self, *args: Any, features: Iterable[Feature], kept: dict[str, int] | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for one in features:
            choices = [(str(choice.number), choice.label) for choice in one.choices.all()]
            self.fields[f"f{one.pk}"] = forms.ChoiceField(
                label=one.question,
                help_text=f"Why we ask: {one.why}",
                choices=[*choices, (RATHER_NOT_KEY, RATHER_NOT)],
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Choose an answer, or “{RATHER_NOT}”",
                    "invalid_choice": "Choose one of the answers",
                },
                initial=None if kept is None else str(kept.get(str(one.pk), RATHER_NOT_KEY)),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {
            "answers": {
                name[1:]: int(value) for name, value in data.items() if value != RATHER_NOT_KEY
            }
        }


def suggested(features: Iterable[Feature], places: int) -> dict[str, int]:
    """Return quotas of equal shares, with room for one person more or fewer: else nobody who would
    rather not say could be drawn."""
    found = {}
    for feature in features:
        choices = list(feature.choices.all())
        for choice in choices:
            found[f"least_{choice.pk}"] = max(places // len(choices) - 1, 0)
            found[f"most_{choice.pk}"] = min(-(-places // len(choices)) + 1, places)
    return found
