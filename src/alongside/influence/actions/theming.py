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
    owner: Membership | None = None,
) -> ProjectTheme:
    """Return a new theme of a project. `sorters` of its team put it together. The same name and
    meaning from the same person again is the same theme."""
    _check(project, name, sorters, owner)
    Project.objects.select_for_update().get(pk=project.pk)
    again = project.themes.filter(name=name.strip(), means=means, made_by=by).first()
    if again:
        return again
    try:
        with transaction.atomic():
            theme = ProjectTheme.objects.create(
                project=project,
                name=name.strip(),
                means=means,
                sorted_on=sorted_on,
                answer_by=answer_by,
                owner=owner,
                position=project.themes.count(),
                made=now,
                made_by=by,
            )
    except IntegrityError as twice:
        raise NotPossible("There is a theme with this name already.") from twice
    theme.sorters.set(sorters)
    return theme


@transaction.atomic
def change_theme(
    *,
    theme: ProjectTheme,
    name: str,
    means: str = "",
    sorters: Collection[Seat] = (),
    sorted_on: date | None = None,
    answer_by: date | None = None,
    owner: Membership | None = None,
) -> ProjectTheme:
    """Change what a theme is called, what belongs there, who put it together and who sees to it."""
    _check(theme.project, name, sorters, owner)
    locked = ProjectTheme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    locked.name, locked.means, locked.sorted_on = name.strip(), means, sorted_on
    locked.answer_by, locked.owner = answer_by, owner
    try:
        with transaction.atomic():
            locked.save(update_fields=["name", "means", "sorted_on", "answer_by", "owner"])
    except IntegrityError as twice:
        raise NotPossible("There is a theme with this name already.") from twice
    locked.sorters.set(sorters)
    return locked


def _check(
    project: Project, name: str, sorters: Collection[Seat], owner: Membership | None
) -> None:
    if not name.strip():
        raise NotPossible("Enter what the theme is called.")
    if any(seat.project_id != project.pk for seat in sorters):
        raise NotPossible("Choose people of this project.")
    if owner and owner.organisation_id != project.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")


@transaction.atomic
def move_theme(*, theme: ProjectTheme, up: bool) -> None:
    """Put a theme one place up or down. The first and the last stay where they are."""
    Project.objects.select_for_update().get(pk=theme.project_id)
    order = list(ProjectTheme.objects.filter(project=theme.project_id).order_by("position", "pk"))
    at = order.index(theme)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]
    for place_, one in enumerate(order):
        one.position = place_
    ProjectTheme.objects.bulk_update(order, ["position"], batch_size=200)


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
    if any(one.withdrawn for one in contributions):
        raise NotPossible("They took their words back.")
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
    if theme.drawn_from_id and contribution.comment_id:
        raise NotPossible("It came with the theme of a survey, whose people are counted there.")
    Placed.objects.filter(theme=theme, contribution=contribution).delete()
    first = queries.first_decided_of(contribution)
    if first != contribution.answered:
        answered.note_anew(contribution, first)
