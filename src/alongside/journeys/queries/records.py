"""Records made here that can show that a stage was reached."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from alongside.gatherings.models import Gathering
from alongside.influence.models import Decision
from alongside.library import queries as library
from alongside.people.models import Group, Organisation
from alongside.projects.models import Project
from alongside.projects.queries import showing
from alongside.projects.queries.showing import MOST_OFFERED, Record


def records(organisation: Organisation, projects: Iterable[Project], now: datetime) -> list[Record]:
    """Return what can be chosen as evidence: groups, sessions that were, pages of the library, and
    what the projects of the stage know, the newest first of each kind."""
    projects = list(projects)
    found = [*_groups(organisation), *_sessions(organisation, now), *_pages(organisation)]
    for project in projects:
        found += showing.records(project)
    return found + _decisions(organisation, projects)


def _groups(organisation: Organisation) -> list[Record]:
    found = Group.objects.filter(organisation=organisation).order_by("-begun")[:MOST_OFFERED]
    return [
        Record(
            f"group:{one.pk}",
            f"Group: {one.name}, begun on {timezone.localdate(one.begun):%-d %B %Y}",
            reverse("people:group", args=[organisation.slug, one.pk]),
            timezone.localdate(one.begun),
        )
        for one in found
    ]


def _sessions(organisation: Organisation, now: datetime) -> list[Record]:
    found = Gathering.objects.filter(
        programme__organisation=organisation, ends__lt=now, cancelled=None
    )
    return [
        Record(
            f"session:{one.pk}",
            f"Session: {one.title}, {timezone.localdate(one.starts):%-d %B %Y}",
            reverse("gatherings:session", args=[organisation.slug, one.pk]),
            timezone.localdate(one.starts),
        )
        for one in found.order_by("-starts", "-pk")[:MOST_OFFERED]
    ]


def _pages(organisation: Organisation) -> list[Record]:
    return [
        Record(
            f"page:{one.pk}",
            f"Page of the library: {one.title}, {timezone.localdate(one.published):%-d %B %Y}",
            reverse("library:version", args=[organisation.slug, one.page_id, one.number]),
            timezone.localdate(one.published),
        )
        for one in library.published(organisation)[:MOST_OFFERED]
    ]


def _decisions(organisation: Organisation, projects: list[Project]) -> list[Record]:
    found = Decision.objects.filter(project__in=projects, decided_on__isnull=False)
    return [
        Record(
            f"decision:{one.pk}",
            f"Decision: {one.question[:100]}, {one.decided_on:%-d %B %Y}",
            reverse("influence:decision", args=[organisation.slug, one.project_id, one.pk]),
            one.decided_on,
        )
        for one in found.order_by("-decided_on", "-pk")[:MOST_OFFERED]
    ]
