"""What a story says, who recognised it, and what somebody says for it."""

from datetime import date
from typing import Any

from django import forms

from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.forms.fields import day_field, line_field, not_later, text_field
from alongside.projects.models import Project
from alongside.web.fields import Rows, SentOnce

from .. import queries
from ..actions.stories import shown_as
from ..models import Part, Recognition, Story, Testimonial


def _link(label: str) -> forms.URLField:
    return forms.URLField(
        label=label,
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Enter an address like https://example.org/page"},
    )


class StoryForm(SentOnce):
    """What a story says."""

    title = line_field("What is it called?", "what it is called")
    about = text_field("What was it about?", "what it was about")
    said = text_field("What did people say?", "what people said")
    changed = text_field("What changed?", "what changed")
    could_not = text_field(
        "What did not work, or could not be?",
        "this",
        required=False,
        help_text="Others learn most from this.",
    )
    credit = text_field(
        "Who made it?",
        "who made it",
        rows=2,
        most=1000,
        help_text="As they want to be named. Ask them.",
    )
    licence = forms.ChoiceField(
        label="What may others do with it?",
        choices=Story.Licence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what others may do with it"},
    )
    link = _link("Where is it to be had?")
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label="Is it about a project?",
        required=False,
        empty_label="No",
        error_messages={"invalid_choice": "Choose a project in the list"},
    )

    def __init__(self, *args: Any, me: Membership, story: Story | None = None, **kwargs: Any):
        if story:
            names = [name for name in self.base_fields if name != "client_id"]
            kwargs["initial"] = {name: getattr(story, name) for name in names}
        super().__init__(*args, **kwargs)
        found = projects.readable(me).filter(level=Project.Level.STRATEGIC)
        self.fields["project"].queryset = found
        if story:
            del self.fields["client_id"]


class RecognitionForm(SentOnce):
    """Somebody else uses what was made, or honoured it."""

    kind = forms.ChoiceField(
        label="What did they do?",
        choices=Recognition.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they did"},
    )
    who = line_field("Who?", "who it was")
    what = line_field("What exactly?", "what exactly they did", most=300)
    day = day_field("When?", "the day")
    link = _link("Where can that be read?")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date | None:
        return not_later(self.cleaned_data["day"], self.today)


class PutInForm(forms.Form):
    """Which testimonials stand in a story."""

    testimonials = Rows(
        Testimonial.objects.none(),
        label="What people said stands in the story",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Somebody took their words back. Choose again"},
    )

    def __init__(self, *args: Any, story: Story, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"testimonials": list(queries.said_in(story))})
        super().__init__(*args, **kwargs)
        self.fields["testimonials"].queryset = queries.to_put_in(story)
        self.fields["testimonials"].label_from_instance = lambda one: f"“{one.words}” – {one.by}"


class SayForm(SentOnce):
    """What somebody says of it for others to read."""

    words = text_field(
        "How was it?",
        "how it was",
        most=2000,
        help_text="Others read it: people who think about taking part, and people who decide.",
    )
    as_whom = forms.ChoiceField(
        label="How do you want to be named?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you want to be named"},
    )

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_whom"].choices = [(one.value, one.label) for one in shown_as(part)]
