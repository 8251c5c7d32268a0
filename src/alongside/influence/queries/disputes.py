"""What somebody who said something disagrees with: never who, and never how many (B02)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F, QuerySet

from alongside.people.models import Membership
from alongside.projects.access import may_run, readable
from alongside.projects.models import Project

from ..models import Contribution, Countersign, Decision, ProjectTheme, Review


class Disputed(NamedTuple):
    """The themes and decisions of projects that somebody disagrees with, by their keys, each with
    the day by which a person looks at it again."""

    themes: dict[int, date]
    decisions: dict[int, date]

    def __bool__(self) -> bool:
        return bool(self.themes or self.decisions)

    @property
    def until(self) -> date | None:
        """The last of these days: by then a person has looked at all of it."""
        return max([*self.themes.values(), *self.decisions.values()], default=None)


def disputed(project: Project) -> Disputed:
    """Return what is disputed in a project, until the review of it is closed. One query."""
    return disputed_of([project])


def disputed_of(projects: Iterable[Project]) -> Disputed:
    """Return the same of several projects, with one query."""
    themes: dict[int, date] = {}
    decisions: dict[int, date] = {}
    rows = open_reviews().filter(countersign__contribution__project__in=projects)
    for theme, decision, due in rows.values_list(
        "countersign__theme", "countersign__decision", "due"
    ):
        there, key = (themes, theme) if theme else (decisions, decision)
        there[key] = max(due, there.get(key, due))
    return Disputed(themes, decisions)


def open_reviews() -> QuerySet[Review]:
    """Return the reviews of what somebody says still is not right, that nobody has closed."""
    return Review.objects.filter(
        closed=None,
        countersign__counts=True,
        countersign__says=Countersign.Says.NO,
        countersign__contribution__withdrawn=None,
    )


def reviews(projects: Iterable[Project] | QuerySet[Project]) -> QuerySet[Review]:
    """Return the reviews of projects, open ones first, by the day they are due."""
    found = Review.objects.filter(countersign__contribution__project__in=projects)
    return found.select_related(
        "owner",
        "closed_by",
        "countersign__theme",
        "countersign__decision",
        "countersign__contribution__kept",
        "countersign__contribution__project",
    ).order_by(F("closed").desc(nulls_first=True), "due", "pk")


def owner_of(
    contribution: Contribution, about: Decision | None, theme: ProjectTheme | None
) -> Membership | None:
    """Return who looks at something again: whoever owns the decision or the theme, or made it or
    the project, as far as they are still there and can: only who runs a project closes a review."""
    whose = [
        about and about.owner,
        theme and theme.owner,
        about and about.recorded_by,
        contribution.project.made_by,
    ]
    return next((one for one in whose if one and _can(one, contribution.project)), None)


def _can(member: Membership, project: Project) -> bool:
    there = member.left is None and may_run(member)
    return there and readable(member).filter(pk=project.pk).exists()
