"""Strings to values for the plan of a project. Nothing here saves."""

from typing import Any

from django import forms

from alongside.people.models import Organisation
from alongside.web.fields import SentOnce

from ..models import Decision, Plan
from ..steps import Step
from .promising import day, owner, words

ALL_OR_NOTHING = {
    "text": "Enter what you promise",
    "due": "Enter the day by which you keep it",
    "owner": "Choose who sees to it",
}
"""What is said of each part of a promise that was left out, when the others are there."""


class StepForm(SentOnce):
    """The answer to one question, and the promise that goes with it. The promise can come later:
    until then the question is not settled."""

    words = words("Your answer", "Enter your answer", rows=6)

    def __init__(
        self,
        *args: Any,
        step: Step,
        plan: Plan | None,
        organisation: Organisation,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        self.fields["words"].label = step.question
        self.initial.setdefault("words", getattr(plan, step.field) if plan else "")
        if step.field == "benefit":
            self.fields["pays"] = forms.TypedChoiceField(
                label="Are people paid?",
                choices=[("yes", "Yes"), ("no", "No")],
                coerce=lambda said: said == "yes",
                widget=forms.RadioSelect,
                error_messages={"required": "Say whether people are paid"},
            )
            if plan and plan.pays is not None:
                self.initial.setdefault("pays", "yes" if plan.pays else "no")
        if step.kind:
            self.fields |= _promise(step, organisation)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.step.kind and any(cleaned.get(name) for name in ALL_OR_NOTHING):
            for name, missing in ALL_OR_NOTHING.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        return cleaned

    @property
    def promise(self) -> dict[str, Any] | None:
        """What is promised; None where nothing is."""
        if not self.step.kind or not self.cleaned_data.get("text"):
            return None
        if self.step.field == "benefit" and not self.cleaned_data["pays"]:
            return None
        return {name: self.cleaned_data[name] for name in (*ALL_OR_NOTHING, "client_id")}


def _promise(step: Step, organisation: Organisation) -> dict[str, forms.Field]:
    text = forms.CharField(
        label=step.promise,
        required=False,
        max_length=300,
        help_text=step.promise_example,
        error_messages={"max_length": "Make it shorter: 300 letters or fewer"},
    )
    sees_to_it = owner("Who sees to it?", needed=False)
    sees_to_it.queryset = organisation.memberships.filter(left=None)
    return {"text": text, "due": day("By which day?", "", needed=False), "owner": sees_to_it}


class DecisionForm(SentOnce):
    """A decision that has to be made, and how far it is open."""

    question = forms.CharField(
        label="What has to be decided?",
        max_length=300,
        help_text="As a question. “Which evenings do we open?”",
        error_messages={
            "required": "Enter what has to be decided",
            "max_length": "Make it shorter: 300 letters or fewer",
        },
    )
    open_to = forms.ChoiceField(
        label="How far can people influence it?",
        choices=Decision.OpenTo.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far people can influence it"},
    )
    limits = words(
        "What cannot change, and why?",
        "",
        "Leave it empty where everything can still change.",
        rows=3,
        needed=False,
    )
    due = day("By which day is it decided?", "", needed=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        open_to, limits = cleaned.get("open_to"), cleaned.get("limits")
        settled_in_part = open_to and open_to != Decision.OpenTo.FULLY
        if settled_in_part and not limits and "limits" not in self.errors:
            self.add_error("limits", "Say what cannot change, and why")
        return cleaned
