"""What somebody does next about something of a noun above, as it is typed in."""

from typing import Any

from django import forms

from alongside.people.models import Membership, Organisation

from .fields import day_field, line_field, text_field


def owner_field() -> forms.ModelChoiceField:
    """Return a field for who sees to something; the form says who can."""
    return forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who sees to it?",
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose who sees to it",
            "invalid_choice": "Choose somebody in the list",
        },
    )


class StepForm(forms.Form):
    """What is done, by whom and until when."""

    text = line_field("What will you do?", "what will be done", most=300)
    owner = owner_field()
    due = day_field("By when?", "the day by which it is done")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = organisation.memberships.filter(left=None)


class DoneForm(forms.Form):
    """What is different now."""

    result = text_field("What is different now?", "what is different now", most=1000, rows=3)
    done_on = day_field("Since when?", "the day since when it is so")
