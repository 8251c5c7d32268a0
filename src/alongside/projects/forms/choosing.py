"""Saying in a form of a noun above that something is part of a project."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from ..models import Project


def project_field() -> forms.ModelChoiceField:
    """Return a field for the project that something is part of; `offer_projects` fills it."""
    return forms.ModelChoiceField(
        Project.objects.none(),
        label="Which project is it part of?",
        required=False,
        empty_label="None",
        help_text="It then stands on the page of the project.",
        error_messages={"invalid_choice": "Choose a project in the list"},
    )


def offer_projects(
    form: forms.Form, projects: QuerySet[Project] | None, kept: int | None = None
) -> None:
    """Offer the projects that somebody may read and that go on, in the field `project`. Where there
    is none to offer the field goes; so it does where what is `kept` is part of a project that they
    may not read: nobody takes it out unseen."""
    field: Any = form.fields["project"]
    if projects is not None:
        field.queryset = projects.filter(Q(ended=None) | Q(pk=kept))
    if not field.queryset.exists() or (kept and not field.queryset.filter(pk=kept).exists()):
        del form.fields["project"]
