"""Strings to values for who is missing. Nothing here saves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from alongside.people.forms import StaffFileForm

from .queries import Asked, proposed
from .reading import Characteristic

NO_GROUP = "No group: leave these people out"
ONE_OF = "Choose one of the groups, or no group"
NONE = "="
"""Stands before the name of a group in what is sent; alone, for no group."""


class FiguresForm(StaffFileForm):
    """A spreadsheet with figures of the area."""

    what = "a file of figures"
    most_megabytes = 1


class WhatForm(forms.Form):
    """Which characteristic a question is about."""

    characteristic = forms.ChoiceField(
        label="What is this question about?",
        error_messages={"required": "Choose what the question is about"},
    )

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["characteristic"] = forms.ChoiceField(
            label="What is this question about?",
            choices=[(name, name) for name in names],
            error_messages={
                "required": "Choose what the question is about",
                "invalid_choice": "Choose one of what the figures are about",
            },
        )


class MatchForm(forms.Form):
    """Which group each answer stands for: a field for each answer."""

    def __init__(
        self,
        *args: Any,
        asked: Asked,
        what: Characteristic,
        before: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(NONE, NO_GROUP), *((NONE + group, group) for group in what.groups)]
        first = before if len(before) == len(asked.answers) else proposed(asked, what)
        for place, answer in enumerate(asked.answers):
            self.fields[f"answer{place}"] = forms.ChoiceField(
                label=answer,
                choices=choices,
                initial=NONE + first[place],
                error_messages=dict.fromkeys(("required", "invalid_choice"), ONE_OF),
            )

    def groups(self) -> list[str]:
        """Return the group of each answer, in order."""
        found: Mapping[str, str] = self.cleaned_data
        return [found[name].removeprefix(NONE) for name in self.fields]
