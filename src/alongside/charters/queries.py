"""Which charters, and what stands about their promises."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from alongside.people.models import Organisation
from alongside.projects.models import Evidence, Project

from . import rating
from .models import Charter, CharterVersion, NextStep, Rating, Shows


def charters(organisation: Organisation) -> QuerySet[Charter]:
    """Return the charters of an organisation."""
    return Charter.objects.filter(organisation=organisation).select_related("organisation")


def published(code: str) -> Charter | None:
    """Return the charter at a public address."""
    found = Charter.objects.filter(code=code.upper(), published__isnull=False)
    return found.select_related("organisation").first()


def newest(charter: Charter) -> CharterVersion | None:
    """Return the newest words of a charter."""
    return charter.versions.order_by("-number").first()


def promises_ever(charter: Charter) -> list[dict[str, str]]:
    """Return the promises of every version of a charter, the earliest version first."""
    versions = charter.versions.order_by("number")
    return [promise for version in versions for promise in version.promises]


def closed_rating(charter: Charter) -> Rating | None:
    """Return the newest rating that has closed."""
    found = Rating.objects.filter(version__charter=charter, wave__closed__isnull=False)
    return found.select_related("wave", "version").order_by("-wave__closed").first()


def open_ratings(charter: Charter) -> QuerySet[Rating]:
    """Return the ratings that people can answer now, or will be able to."""
    return Rating.objects.filter(version__charter=charter, wave__closed=None).select_related("wave")


def evidence(organisation: Organisation) -> QuerySet[Evidence]:
    """Return what can show something about a promise, newest first: nothing of one person's own
    support, also where its project has become that since."""
    found = Evidence.objects.filter(organisation=organisation).select_related("project")
    return found.exclude(project__level=Project.Level.INDIVIDUAL)


class Promised(NamedTuple):
    """A promise with what people say of it, what shows whether it is kept, and what is done."""

    promise: dict[str, str]
    rated: rating.Rated | None
    shows: list[Shows]
    steps: list[NextStep]


class Principle(NamedTuple):
    """A principle with its promises."""

    name: str
    easy: str
    promises: list[Promised]


def principles(
    charter: Charter, version: CharterVersion, said: Iterable[rating.Rated] = ()
) -> list[Principle]:
    """Return a version with what stands about each promise, and what people `said` of it
    (`rating.rated`), with as many queries for many."""
    rated = {one.promise: one for one in said}
    shows: dict[str, list[Shows]] = defaultdict(list)
    rows = charter.shows.filter(evidence__in=evidence(charter.organisation))
    for one in rows.select_related("evidence"):
        shows[one.promise].append(one)
    steps: dict[str, list[NextStep]] = defaultdict(list)
    for step in charter.next_steps.select_related("owner"):
        steps[step.promise].append(step)

    def promised(promise: dict[str, Any]) -> Promised:
        key = promise["key"]
        return Promised(promise, rated.get(key), shows[key], steps[key])

    return [
        Principle(one["name"], one["easy"], [promised(promise) for promise in one["promises"]])
        for one in version.principles
    ]
