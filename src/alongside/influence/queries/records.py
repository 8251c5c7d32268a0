"""Records of a project that can show that something is so: meetings, sessions, documents."""

from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from alongside.projects.models import Project

from ..models import DocumentVersion

MOST = 100
"""How many records of each kind are offered, the newest."""


class Record(NamedTuple):
    """A record by its name in its own noun ("meeting:12"), in words, its day and its address."""

    name: str
    words: str
    day: date
    address: str


def of_project(project: Project) -> list[Record]:
    """Return the records of a project, newest first by kind."""
    slug, pk = project.organisation.slug, project.pk
    found = [
        Record(
            f"meeting:{one.pk}",
            f"{one.get_kind_display()}: {one}, {_day(one.day)}",
            one.day,
            reverse("projects:meeting", args=[slug, pk, one.pk]),
        )
        for one in project.meetings.all()[:MOST]
    ]
    today = timezone.localdate()
    sessions = project.gatherings.filter(cancelled=None).order_by("-starts")[:MOST]
    found += [
        Record(
            f"session:{one.pk}",
            f"Session: {one.title}, {_day(timezone.localdate(one.starts))}",
            timezone.localdate(one.starts),
            reverse("gatherings:session", args=[slug, one.pk]),
        )
        for one in sessions
        if timezone.localdate(one.starts) <= today
    ]
    versions = DocumentVersion.objects.filter(document__project=project).select_related("document")
    found += [
        Record(
            f"document version:{one.pk}",
            f"Document: {one}, {_day(one.dated)}",
            one.dated,
            reverse("influence:document", args=[slug, pk, one.document_id]),
        )
        for one in versions.order_by("-dated", "-pk")[:MOST]
    ]
    return found


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
