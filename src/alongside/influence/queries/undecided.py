"""Themes of a project that nobody has decided about, with words that everybody may read."""

from alongside.projects.models import Project

from ..models import Bearing, Contribution, Placed

MOST_WORDS = 20
"""How many people's words stand beside a theme at most."""


def themes(project: Project) -> list[tuple[str, list[str]]]:
    """Return each theme that nobody has decided about, with open words, two queries for all."""
    decided = Bearing.objects.filter(decision__decided_on__isnull=False).values("theme")
    found = list(project.themes.exclude(pk__in=decided))
    said: dict[int, list[str]] = {theme.pk: [] for theme in found}
    open_to_all = Placed.objects.filter(
        theme__in=found,
        contribution__withdrawn=None,
        contribution__comment=None,
        contribution__kept__withdrawn=None,
    ).exclude(contribution__quoting=Contribution.Quoting.NO)
    for placed in open_to_all.select_related("contribution__kept").order_by("pk").iterator():
        if len(said[placed.theme_id]) < MOST_WORDS:
            said[placed.theme_id].append(placed.contribution.words)
    return [(theme.name, said[theme.pk]) for theme in found]
