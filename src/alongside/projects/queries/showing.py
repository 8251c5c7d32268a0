"""What shows that something is so, and what a project itself has to show."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ..models import Evidence, Information, Project

MOST_OFFERED = 200
"""How many meetings and days can be chosen as evidence at most, the newest first."""


class Record(NamedTuple):
    """A record made here that can show something: "meeting:12", in words, where it is, its day."""

    name: str
    label: str
    address: str
    day: date | None = None


def evidence(project: Project) -> QuerySet[Evidence]:
    """Return the evidence of a project, newest first."""
    return project.evidence.select_related("file", "added_by")


def shared(project: Project) -> QuerySet[Information]:
    """Return what everybody in a project has, newest first."""
    return project.information.select_related("file")


def public_information(project: Project) -> QuerySet[Information]:
    """Return what stands on the public page of a project."""
    return shared(project).filter(public=True)


def records(project: Project) -> list[Record]:
    """Return what a project itself knows that can show something, the newest first of each kind."""
    here = [project.organisation.slug, project.pk]
    found = [
        Record(
            f"meeting:{one.pk}",
            f"{one.get_kind_display()}: {one}, {one.day:%-d %B %Y}",
            reverse("projects:meeting", args=[*here, one.pk]),
            one.day,
        )
        for one in project.meetings.all()[:MOST_OFFERED]
    ]
    found += [
        Record(
            f"ground rules:{one.pk}",
            f"{one}, {one.written:%-d %B %Y}",
            reverse("projects:version_of_rules", args=[*here, one.number]),
            timezone.localdate(one.written),
        )
        for one in project.ground_rules.all()[:MOST_OFFERED]
    ]
    found += [
        Record(
            f"milestone:{one.pk}",
            f"Day in the timeline: {one}, {one.day:%-d %B %Y}",
            reverse("projects:timeline", args=here),
            one.day,
        )
        for one in project.milestones.order_by("-day", "-pk")[:MOST_OFFERED]
    ]
    return found
