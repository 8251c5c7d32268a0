"""The themes of a project with what is in them."""

from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alongside.projects.models import Project

from ..models import Contribution, Placed, ProjectTheme
from . import chain, disputes


def themes(project: Project) -> QuerySet[ProjectTheme]:
    """Return the themes of a project in their order, each with `said`, how much of it was said in
    the open (walls, rooms, typed in), and `disputed`: somebody says it is not what they
    meant, and nobody has looked at it again yet.

    How many wrote of it in a survey is a number of its own (`people`), and never added to it."""
    open_ = Placed.objects.filter(
        theme=OuterRef("pk"), contribution__comment=None, contribution__withdrawn=None
    )
    many = open_.order_by().values("theme").annotate(n=Count("pk")).values("n")
    no = disputes.open_reviews().filter(countersign__theme=OuterRef("pk"))
    return (
        chain.themes(project)
        .prefetch_related("sorters__member")
        .annotate(said=Coalesce(Subquery(many), 0), disputed=Exists(no))
        .order_by("position", "pk")
    )


def in_theme(theme: ProjectTheme, contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Return those of these contributions that are in a theme."""
    return contributions.filter(placings__theme=theme)


def not_in(theme: ProjectTheme, contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Return those of these contributions that could be put into a theme: with no theme first."""
    there = Contribution.objects.filter(placings__theme=theme).values("pk")
    placed = Exists(Contribution.objects.filter(pk=OuterRef("pk"), placings__isnull=False))
    rows = contributions.filter(withdrawn=None).exclude(pk__in=there)
    return rows.annotate(placed=placed).order_by("placed", "-said_on", "-pk")


class Sorted(NamedTuple):
    """Who put a theme together: of the team, there for their own experience or staff."""

    names: str
    both: bool


def sorted_by(theme: ProjectTheme) -> Sorted:
    """Return who sorted a theme, in words ("Dee and Tom"), and whether both sides did."""
    seats = list(theme.sorters.all())
    names = [str(seat.member) for seat in seats]
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    both = any(seat.experience for seat in seats) and any(seat.staff for seat in seats)
    return Sorted(listed, both)


def others(theme: ProjectTheme) -> QuerySet[ProjectTheme]:
    """Return the themes that a theme can be merged into."""
    rows = ProjectTheme.objects.filter(project=theme.project_id).exclude(pk=theme.pk)
    return rows.filter(drawn_from=None) if theme.drawn_from_id else rows
