"""Plans of people's own, as they type them in, and as a lead puts them into groups."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from ..models import Pledge, PledgeGroup
from .fields import line, text_area, too_long

STARTS = {"when": re.compile(r"^when\b\s*", re.I), "will": re.compile(r"^i\s+will\b\s*", re.I)}
"""How the labels begin: people type it again, and it would be said twice."""


class AgreementForm(forms.Form):
    """What somebody agrees to about their plan."""

    ask_again = forms.BooleanField(
        label="You can ask me 8 weeks after the session whether I did it",
        required=False,
        help_text="We write to you once, and once more if you do not answer.",
    )
    may_read = forms.BooleanField(
        label="You can read what I write here, without my name",
        required=False,
        help_text="Your plan is put together with others that are like it.",
    )


class PledgeForm(AgreementForm):
    """A plan: "When …, I will …"."""

    when = line(
        "When …",
        "when you will do it",
        most=300,
        required=False,
        help_text="A moment that is sure to come, like “we start the new contract”.",
    )
    will = forms.CharField(
        label="… I will …",
        max_length=1000,
        help_text="One thing you can do yourself, like “ask a carer to write it with us”. "
        "Leave out people's names.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Enter what you will do",
            "max_length": too_long("your plan", 1000),
        },
    )
    field_order = ["when", "will", "ask_again", "may_read"]

    def clean_when(self) -> str:
        return STARTS["when"].sub("", self.cleaned_data["when"]).rstrip(" ,.")

    def clean_will(self) -> str:
        words = STARTS["will"].sub("", self.cleaned_data["will"])
        if not words:
            raise forms.ValidationError("Enter what you will do")
        return words


class FindPledgeForm(forms.Form):
    """Who wants the link to their own plan."""

    who = forms.CharField(
        label="Your name or e-mail address, as you booked or came in",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Enter your name or e-mail address",
            "max_length": too_long("your name", 254),
        },
    )


class OutcomeForm(forms.Form):
    """What came of a plan."""

    outcome = forms.ChoiceField(
        label="Did you do it?",
        choices=Pledge.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what came of your plan",
            "invalid_choice": "Choose one of the answers",
        },
    )
    helped = text_area("What helped?", "the text", most=2000)
    hindered = text_area("What got in the way?", "the text", most=2000)


class PledgeGroupsForm(forms.Form):
    """The groups of a programme, each with its name, and the group of each plan on the page."""

    new = line(
        "Add a group",
        "the name",
        most=100,
        required=False,
        help_text="Say in a few words what its plans have in common.",
    )

    def __init__(
        self, *args: Any, groups: Iterable[PledgeGroup], pledges: Sequence[Pledge]
    ) -> None:
        super().__init__(*args)
        self.groups, self.pledges = list(groups), pledges
        for group in self.groups:
            self.fields[f"name-{group.pk}"] = line(
                f"Name of the group “{group}”",
                "the name",
                most=100,
                required=False,
                initial=group.name,
            )
        choices = [("", "No group"), *((group.pk, group.name) for group in self.groups)]
        for pledge in pledges:
            self.fields[f"plan-{pledge.pk}"] = forms.TypedChoiceField(
                label=str(pledge),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=pledge.group_id,
                error_messages={"invalid_choice": "Choose one of the groups in the list"},
            )

    def of_groups(self) -> Iterator[BoundField]:
        """Yield the field for the name of each group."""
        for group in self.groups:
            yield self[f"name-{group.pk}"]

    def of_pledges(self) -> Iterator[BoundField]:
        """Yield the field for the group of each plan; its label is the plan."""
        for pledge in self.pledges:
            yield self[f"plan-{pledge.pk}"]

    def values(self) -> Mapping[str, Any]:
        """Return the names, places and the new group as `actions.group_pledges` takes them."""
        data = self.cleaned_data
        return {
            "names": {group.pk: data[f"name-{group.pk}"] for group in self.groups},
            "places": {pledge.pk: data[f"plan-{pledge.pk}"] for pledge in self.pledges},
            "new": data["new"],
        }
