"""Two themes of a project turn out to be one."""

from django.db import transaction
from django.db.models import QuerySet

from alongside.people.actions import NotPossible
from alongside.projects.models import Project

from .. import queries
from ..models import (
    Bearing,
    Contribution,
    Countersign,
    Decision,
    Passage,
    Placed,
    ProjectTheme,
)
from . import answered


@transaction.atomic
def merge_themes(*, theme: ProjectTheme, into: ProjectTheme) -> ProjectTheme:
    """Return `into` with everything that was in `theme` or pointed at it; `theme` is gone.

    What people said back to either stays; where somebody said something to both, the newest counts.
    Two that were both brought from surveys stay two: each has a number of people of its own.
    """
    Project.objects.select_for_update().get(pk=theme.project_id)
    if theme.pk == into.pk or theme.project_id != into.project_id:
        raise NotPossible("Choose another theme of this project.")
    if theme.drawn_from_id and into.drawn_from_id:
        raise NotPossible("Both came from surveys, and each has its own number of people.")
    there = Placed.objects.filter(theme=into).values("contribution")
    Placed.objects.filter(theme=theme).exclude(contribution__in=there).update(theme=into)
    _merge_bearings(theme, into)
    _merge_countersigns(theme, into)
    Passage.objects.filter(theme=theme).update(theme=into)
    Decision.objects.filter(against=theme).update(against=into)
    into.sorters.add(*theme.sorters.all())
    drawn = (theme.drawn_from_id, theme.people, theme.of_people)
    days = [day for day in (theme.answer_by, into.answer_by) if day]
    theme.delete()
    into.answer_by = min(days, default=None)
    if drawn[0]:
        into.drawn_from_id, into.people, into.of_people = drawn
    into.save(update_fields=["answer_by", "drawn_from", "people", "of_people"])
    first = queries.first_decided(into)
    if first:
        answered.note(_in(into), first)
    return into


def _in(theme: ProjectTheme) -> QuerySet[Contribution]:
    return Contribution.objects.filter(placings__theme=theme)


def _merge_bearings(theme: ProjectTheme, into: ProjectTheme) -> None:
    """Where both bear on one decision, how each mattered is kept, one below the other."""
    there = {one.decision_id: one for one in Bearing.objects.filter(theme=into)}
    for bearing in Bearing.objects.filter(theme=theme):
        other = there.get(bearing.decision_id)
        if other is None:
            bearing.theme = into
            bearing.save(update_fields=["theme"])
        elif bearing.how and bearing.how != other.how:
            other.how = "\n".join(how for how in (other.how, bearing.how) if how)
            other.save(update_fields=["how"])


def _merge_countersigns(theme: ProjectTheme, into: ProjectTheme) -> None:
    counting = Countersign.objects.filter(theme__in=[theme, into], counts=True).order_by(
        "day", "pk"
    )
    newest = {one.contribution_id: one.pk for one in counting}
    counting.exclude(pk__in=newest.values()).update(counts=False)
    Countersign.objects.filter(theme=theme).update(theme=into)
