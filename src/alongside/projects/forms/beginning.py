"""What a project is about, as it is typed in."""

from datetime import date
from typing import Any

from django import forms

from alongside.people.models import Organisation, Team
from alongside.web.fields import Day, SentOnce

from ..models import Project


class ProjectForm(SentOnce):
    """What a project is about."""

    name = forms.CharField(
        label="What is the project called?",
        max_length=200,
        error_messages={"required": "Enter what the project is called"},
    )
    issue = forms.CharField(
        label="Which issue do you want to solve together?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In plain words, as people who use the service would say it.",
        error_messages={"required": "Enter the issue to solve"},
    )
    level = forms.ChoiceField(
        label="What is it about?",
        choices=Project.Level.choices,
        widget=forms.RadioSelect,
        help_text="One person’s own support is read only by people who are in the project.",
        error_messages={"required": "Choose what it is about"},
    )
    area = forms.ModelChoiceField(
        Team.objects.none(), label="Which area is it in?", required=False, empty_label="None"
    )
    begun = Day(
        label="When did it begin, or when will it?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter the day on which it begins",
            "invalid": "Enter a day like 10/3/2026",
        },
    )
    resources = forms.CharField(
        label="What money, time, rooms and people are there for it?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, organisation: Organisation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("begun", today)
        self.initial.setdefault("level", Project.Level.STRATEGIC)
        self.fields["area"].queryset = organisation.teams.all()


class ChangeForm(ProjectForm):
    """What a project is about now."""

    ended = Day(
        label="When did it end?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leave it empty while it goes on.",
        error_messages={"invalid": "Enter a day like 10/3/2026"},
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        names = ("name", "issue", "level", "area", "begun", "resources", "ended")
        kwargs["initial"] = {name: getattr(project, name) for name in names}
        super().__init__(*args, organisation=project.organisation, today=project.begun, **kwargs)
        del self.fields["client_id"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begun, ended = data.get("begun"), data.get("ended")
        if begun and ended and ended < begun:
            self.add_error("ended", "Enter the day it began, or a later one")
        return data
