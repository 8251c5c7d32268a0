"""Contributions to a project are put into themes."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.models import Project, Seat

from .. import queries
from ..models import Contribution, Placed, ProjectTheme
from . import answered


@transaction.atomic
def make_theme(
    *,
    project: Project,
    name: str,
    by: Membership,
    now: datetime,
    means: str = "",
    sorters: Collection[Seat] = (),
    sorted_on: date | None = None,
    answer_by: date | None = None,
) -> ProjectTheme:
    """Return a new theme of a project. `sorters` of its team put it together."""
    if any(seat.project_id != project.pk for seat in sorters):
        raise NotPossible("Choose people of this project.")
    try:
        with transaction.atomic():
            theme = ProjectTheme.objects.create(
                project=project,
                name=name.strip(),
                means=means,
                sorted_on=sorted_on,
                answer_by=answer_by,
                position=project.themes.count(),
                made=now,
                made_by=by,
            )
    except IntegrityError as twice:
        raise NotPossible("There is a theme with this name already.") from twice
    theme.sorters.set(sorters)
    return theme


@transaction.atomic
def place(
    *,
    theme: ProjectTheme,
    contributions: Collection[Contribution],
    by: Membership,
    now: datetime,
) -> None:
    """Put contributions into a theme; those that are there already stay. Where the theme has been
    decided about, they are answered with it."""
    if any(one.project_id != theme.project_id for one in contributions):
        raise NotPossible("Choose contributions to this project.")
    Placed.objects.bulk_create(
        [Placed(theme=theme, contribution=one, by=by, when=now) for one in contributions],
        ignore_conflicts=True,
    )
    first = queries.first_decided(theme)
    if first:
        answered.note(Contribution.objects.filter(placings__theme=theme), first)


@transaction.atomic
def take_out(*, theme: ProjectTheme, contribution: Contribution) -> None:
    """Take a contribution out of a theme. What people were told of it stays as it was."""
    Placed.objects.filter(theme=theme, contribution=contribution).delete()
    first = queries.first_decided_of(contribution)
    if first != contribution.answered:
        answered.note_anew(contribution, first)
