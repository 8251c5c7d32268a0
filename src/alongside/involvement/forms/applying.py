"""Somebody asks to take part, without an account."""

from typing import Any

from django import forms

from alongside.people.models import Membership
from alongside.projects.forms.fields import day_field, line_field, text_field
from alongside.web.fields import Email, Phone, SentOnce

from .. import queries
from ..actions.applying import TOO_YOUNG, too_young
from ..models import Opportunity, Part
from .supporting import DayForm


class ApplyForm(SentOnce):
    """Who somebody is, how to reach them, and what helps them. As little as can be."""

    name = line_field(
        "What is your name?",
        "your name",
        help_text="A first name is enough.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    age = forms.ChoiceField(
        label="How old are you?",
        choices=Part.Age.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how old you are"},
    )
    grown_up = line_field(
        "If you are under 16: who is responsible for you?",
        "this",
        required=False,
        help_text="Your mum or dad, or somebody who looks after you.",
    )
    grown_up_reach = line_field(
        "If you are under 16: how do we reach them?", "this", required=False
    )
    email = Email(
        label="What is your e-mail address?",
        required=False,
        help_text="We send you a link to your own page.",
        autocomplete="email",
    )
    phone = Phone(
        label="What is your telephone number?",
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    words = text_field("Why would you like to take part?", "this", required=False)
    needs = text_field(
        "What would help you take part?",
        "this",
        required=False,
        help_text="For example a quiet room, large print, an interpreter, somebody to come with.",
    )

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opportunity = opportunity
        if opportunity.from_age >= 16:
            del self.fields["grown_up"], self.fields["grown_up_reach"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        age = data.get("age", "")
        if too_young(self.opportunity, age):
            self.add_error("age", TOO_YOUNG.format(age=self.opportunity.from_age))
        elif age == Part.Age.CHILD:
            if not data.get("grown_up"):
                self.add_error("grown_up", "Enter who is responsible for you")
            if not data.get("grown_up_reach"):
                self.add_error("grown_up_reach", "Enter how we reach them")
        return data


class NotNowForm(forms.Form):
    """Why somebody gets no place this time."""

    why = text_field(
        "Why not this time?",
        "why, in words that they can read",
        help_text="They read this. Say it kindly, and what else there is.",
    )


class PlaceForm(forms.Form):
    """Somebody gets a place."""

    in_team = forms.BooleanField(label="Add them to the team of the project", required=False)


class ChildForm(DayForm):
    """A parent or carer agrees."""

    day = day_field("On which day did they agree?", "the day on which they agreed")


class SameForm(forms.Form):
    """Who somebody really is."""

    member = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who is it?",
        empty_label="Choose a person",
        error_messages={
            "required": "Choose who it is",
            "invalid_choice": "Choose somebody in the list",
        },
    )

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = queries.who_may_be(part.member)
