"""What an opportunity says, and what there is to know before it begins."""

from datetime import date
from typing import Any

from django import forms

from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.forms.fields import day_field, line_field, text_field
from alongside.projects.models import Project
from alongside.web.fields import SentOnce

from ..models import Opportunity, Preparation
from .fields import Pounds

AGES = [("11", "From 11"), ("13", "From 13"), ("16", "From 16"), ("18", "From 18")]


class OpportunityForm(SentOnce):
    """What an opportunity says before anybody says yes."""

    title = line_field("What is it called?", "what it is called")
    kind = forms.ChoiceField(
        label="What kind of thing is it?",
        choices=Opportunity.Kind.choices,
        error_messages={"required": "Choose what kind of thing it is"},
    )
    what = text_field(
        "What do people do?", "what people do", help_text="In plain words, step by step."
    )
    influence = text_field(
        "What can people change by it, and what can they not?",
        "what people can change, and what they cannot",
        help_text="Say what is decided already, too. Then nobody is asked for nothing.",
    )
    gain = text_field("What do people get out of it?", "this", required=False)
    needed = text_field(
        "Who is wanted?",
        "this",
        required=False,
        help_text="What people need to know or have lived through. Say so if they need nothing.",
    )
    help = text_field(
        "What helps people take part?",
        "this",
        required=False,
        help_text="For example training, a person to go with, easy words, a lift home.",
    )
    when = line_field(
        "When is it, and how long does it take?", "when it is and how long it takes", most=300
    )
    where = line_field("Where is it?", "this", most=300, required=False)
    places = forms.IntegerField(
        label="How many people can take part?",
        min_value=1,
        max_value=10_000,
        error_messages={"required": "Enter how many people can take part"},
    )
    closes = day_field(
        "Until which day can people ask to take part?", "the last day to ask for a place"
    )
    from_age = forms.TypedChoiceField(
        label="From which age?", choices=AGES, coerce=int, initial="18"
    )
    contact = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Whom can people ask?",
        empty_label="Choose a person",
        help_text="Their first name stands on the page.",
        error_messages={
            "required": "Choose whom people can ask",
            "invalid_choice": "Choose somebody in the list",
        },
    )
    reach = line_field(
        "How do people reach them?",
        "how people reach them",
        help_text="A telephone number or an address of the organisation.",
    )
    amount = Pounds(
        label="How much money do people get for it?",
        required=False,
        help_text="In pounds, like 27.50. Leave it empty where no money is offered.",
    )
    per = forms.ChoiceField(label="For what?", choices=Opportunity.Per.choices, initial="session")
    basis = line_field(
        "Why this much?",
        "this",
        required=False,
        help_text="For example the name of your payment policy.",
    )
    expenses = text_field("Which costs do you pay?", "this", required=False)
    paid_ahead = forms.BooleanField(
        label="We pay costs ahead, or directly",
        required=False,
        initial=True,
        help_text="So that nobody has to lend you money.",
    )
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label="Is it part of a project?",
        required=False,
        empty_label="No",
        error_messages={"invalid_choice": "Choose a project in the list"},
    )

    def __init__(
        self,
        *args: Any,
        me: Membership,
        today: date,
        opportunity: Opportunity | None = None,
        **kwargs: Any,
    ) -> None:
        if opportunity:
            names = [name for name in self.base_fields if name != "client_id"]
            kwargs["initial"] = {name: getattr(opportunity, name) for name in names}
        super().__init__(*args, **kwargs)
        self.today, self.before = today, opportunity
        people = me.organisation.memberships.filter(left=None)
        self.fields["contact"].queryset = people
        self.initial.setdefault("contact", me)
        self.fields["project"].queryset = projects.readable(me).filter(
            level=Project.Level.STRATEGIC
        )
        if opportunity:
            del self.fields["client_id"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("amount") == 0:
            data["amount"] = None
        closes = data.get("closes")
        if closes and closes < self.today and not (self.before and self.before.closes == closes):
            self.add_error("closes", "Enter today or a later day")
        return data


class PreparationForm(SentOnce):
    """Something to know before it begins."""

    side = forms.ChoiceField(
        label="For whom is it?",
        choices=Preparation.Side.choices,
        widget=forms.RadioSelect,
        initial=Preparation.Side.PEOPLE,
    )
    title = line_field("What is it called?", "what it is called")
    text = text_field("What do they need to know?", "this", rows=6, most=10_000, required=False)
    link = forms.URLField(
        label="Where is there more?",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Enter an address like https://example.org/page"},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data.get("text") or data.get("link")):
            self.add_error("text", "Write something to read, or give a link")
        return data
