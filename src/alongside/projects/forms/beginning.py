"""What a project is about, as it is typed in."""

from datetime import date
from typing import Any

from django import forms

from alongside.people.models import Organisation, Team
from alongside.web.fields import SentOnce

from ..models import Project
from .fields import day_field, line_field, text_field


class ProjectForm(SentOnce):
    """What a project is about."""

    name = line_field("What is the project called?", "what the project is called")
    issue = text_field(
        "Which issue do you want to solve together?",
        "the issue to solve",
        most=2000,
        help_text="In plain words, as people who use the service would say it.",
    )
    level = forms.ChoiceField(
        label="What is it about?",
        choices=Project.Level.choices,
        widget=forms.RadioSelect,
        help_text="One person’s own support is read only by people who are in the project.",
        error_messages={
            "required": "Choose what it is about",
            "invalid_choice": "Choose what it is about",
        },
    )
    area = forms.ModelChoiceField(
        Team.objects.none(),
        label="Which area is it in?",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose an area in the list"},
    )
    begun = day_field("When did it begin, or when will it?", "the day on which it begins")
    resources = text_field(
        "What money, time, rooms and people are there for it?",
        "what there is for it",
        most=2000,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("begun", today)
        self.initial.setdefault("level", Project.Level.STRATEGIC)
        self.fields["area"].queryset = organisation.teams.all()


class ChangeForm(ProjectForm):
    """What a project is about now."""

    opens = forms.BooleanField(
        label="The people in it agree that everybody who works here may read all of it",
        required=False,
        help_text="Only when it is no longer one person’s own support. What was read by the people "
        "in it alone is read by all staff then: names, meetings, words, files.",
    )
    ended = day_field(
        "When did it end?",
        "the day it ended",
        required=False,
        help_text="Leave it empty while it goes on.",
    )

    field_order = ("name", "issue", "level", "opens")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        names = ("name", "issue", "level", "area", "begun", "resources", "ended")
        kwargs["initial"] = {name: getattr(project, name) for name in names}
        super().__init__(*args, organisation=project.organisation, today=project.begun, **kwargs)
        del self.fields["client_id"]
        if project.level != Project.Level.INDIVIDUAL:
            del self.fields["opens"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        closed = "opens" in self.fields and not data.get("opens")
        if closed and data.get("level") == Project.Level.STRATEGIC:
            self.add_error("opens", "Ask the people in it first, and say that they agree")
        begun, ended = data.get("begun"), data.get("ended")
        if begun and ended and ended < begun:
            self.add_error("ended", "Enter the day it began, or a later one")
        return data
