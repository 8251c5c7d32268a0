"""How somebody is named; references and certificates."""

from datetime import date
from typing import Any

from django import forms

from alongside.methods import matching
from alongside.people.models import Membership
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.web.fields import Rows, SentOnce

from .. import queries
from ..models import Credit, Part, Story


class CreditForm(forms.Form):
    """How somebody wants to be named."""

    shown_as = forms.ChoiceField(
        label="How do you want to be named?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you want to be named"},
    )
    name = line_field("If with another name: which one?", "the name", most=100, required=False)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        if found := queries.credit_of(member):
            kwargs["initial"] = {"shown_as": found.shown_as, "name": found.name}
        super().__init__(*args, **kwargs)
        ways = queries.may_be_named(member)
        self.fields["shown_as"].choices = [(one.value, one.label) for one in ways]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("shown_as") == Credit.As.OTHER and not data.get("name"):
            self.add_error("name", "Write which name")
        return data


class CreditedForm(forms.Form):
    """Who is named in a story."""

    members = Rows(
        Membership.objects.none(),
        label="Who made it with you?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Somebody does not want to be named any more. Choose again"
        },
    )

    def __init__(self, *args: Any, story: Story, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"members": list(story.credited.all())})
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = queries.to_credit(story)
        self.fields["members"].label_from_instance = lambda one: str(one.credit)


class AskReferenceForm(SentOnce):
    """What a reference is for."""

    what_for = line_field(
        "What do you need it for?",
        "this",
        most=300,
        required=False,
        help_text="For example a job in a shop, a course, a flat.",
    )


class WriteReferenceForm(forms.Form):
    """A reference."""

    words = text_field(
        "What do you say of them?",
        "the reference",
        rows=8,
        help_text="What they did and how. Nothing about their health or their life. They read it "
        "first, and it is used only when they agree.",
    )


class CertificateForm(SentOnce):
    """What somebody did."""

    what = line_field("What did they do?", "what they did")
    begins = day_field("From which day?", "the first day")
    ends = day_field("Until which day?", "the last day")
    hours = forms.DecimalField(
        label="How many hours?",
        max_digits=6,
        decimal_places=1,
        min_value=0.5,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short", "step": "0.5"}),
    )
    skills = line_field(
        "Which skills did they show?",
        "the skills",
        most=500,
        required=False,
        help_text="With commas between. Ask them.",
    )

    def __init__(self, *args: Any, part: Part, today: date, **kwargs: Any) -> None:
        days = sorted(one.day for one in part.given.all()) or [today]
        first, last = days[0], days[-1]
        kwargs["initial"] = {"what": part.opportunity.title, "begins": first, "ends": last}
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_ends(self) -> date | None:
        return not_later(self.cleaned_data["ends"], self.today)

    def clean_skills(self) -> list[str]:
        return matching.words_in(self.cleaned_data["skills"])
