"""From what somebody said to what was decided and done about it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects

from alongside.asks.queries import hashed
from alongside.methods.tracing import Trace
from alongside.projects.models import Project

from ..models import Action, Bearing, Cited, Contribution, Decision, Placed, ProjectTheme
from . import tracing
from .voting import Votes, votes


def contributions(project: Project) -> QuerySet[Contribution]:
    """Return what people said about a project, newest first."""
    return project.contributions.select_related("kept", "member").prefetch_related(
        "placings__theme"
    )


def without_theme(project: Project) -> QuerySet[Contribution]:
    """Return what nobody has put into a theme yet."""
    return contributions(project).filter(placings=None, withdrawn=None)


def themes(project: Project) -> QuerySet[ProjectTheme]:
    """Return the themes of a project in their order."""
    return project.themes.select_related("drawn_from", "owner")


def decisions(project: Project) -> QuerySet[Decision]:
    """Return the decisions of a project."""
    return project.decisions.select_related("owner", "meeting", "project").prefetch_related(
        "options", "bearings__theme", "actions"
    )


def replaced(projects: Iterable[int]) -> QuerySet[Any]:
    """Return the keys of the decisions of projects that were decided anew since, for a query to
    look them up: quicker than a join, of which most decisions have nothing."""
    anew = Decision.objects.filter(project__in=projects, replaces__isnull=False)
    return anew.filter(decided_on__isnull=False).order_by().values("replaces")


def about(contribution: Contribution) -> Q:
    """Return which decisions somebody's words bear on, by a theme or by themselves. They are
    looked up from the words: two ways in one join would read every decision with all its words."""
    bearings = Bearing.objects.filter(theme__placings__contribution=contribution).order_by()
    citings = Cited.objects.filter(contribution=contribution)
    return Q(pk__in=bearings.values("decision")) | Q(pk__in=citings.values("decision"))


def decided(theme: ProjectTheme) -> QuerySet[Decision]:
    """Return what was decided about a theme and still stands, newest first."""
    found = Decision.objects.filter(bearings__theme=theme, decided_on__isnull=False)
    stands = found.exclude(pk__in=replaced([theme.project_id]))
    return stands.prefetch_related("corrections").order_by("-decided_on", "-pk")


def decided_of(contribution: Contribution) -> QuerySet[Decision]:
    """Return what was decided about somebody's words, by theme or by itself, and still stands."""
    found = Decision.objects.filter(about(contribution), decided_on__isnull=False)
    stands = found.exclude(pk__in=replaced([contribution.project_id]))
    return stands.prefetch_related("corrections").order_by("decided_on", "pk")


def first_decided(theme: ProjectTheme) -> date | None:
    """Return the day on which a theme was first decided about."""
    return Decision.objects.filter(bearings__theme=theme).aggregate(first=Min("decided_on"))[
        "first"
    ]


def first_decided_of(contribution: Contribution) -> date | None:
    """Return the day on which somebody's words were first decided about."""
    found = Decision.objects.filter(about(contribution))
    return found.aggregate(first=Min("decided_on"))["first"]


def by_code(code: str) -> Contribution | None:
    """Return the contribution whose receipt has this code: its own, or that of a survey's words."""
    key = hashed(code)
    own = Contribution.objects.filter(receipt=key).exclude(receipt="").order_by()
    of_survey = Contribution.objects.filter(comment__receipt=key).order_by()
    found = Contribution.objects.filter(pk__in=own.values("pk").union(of_survey.values("pk")))
    return found.select_related("project", "organisation", "kept", "comment").first()


class Strand(NamedTuple):
    """A theme of a project with what was said, decided and done: words that everybody may read, the
    newest decision that stands and its actions; its votes and its trace where they were asked for.
    """

    theme: ProjectTheme
    words: str
    decision: Decision | None
    actions: list[Action]
    votes: Votes | None = None
    trace: Trace | None = None


def strands(themes: Iterable[ProjectTheme], *, traced: bool = False) -> list[Strand]:
    """Return themes with what became of them, `traced` with votes and traces too, with as many
    queries for many as for one."""
    themes = list(themes)
    decided: dict[int, Decision] = {}
    stand = Bearing.objects.filter(theme__in=themes, decision__decided_on__isnull=False)
    anew = replaced({theme.project_id for theme in themes})
    for bearing in (
        stand.exclude(decision__in=anew)
        .select_related("decision")
        .order_by("decision__decided_on", "decision__pk")
    ):
        decided[bearing.theme_id] = bearing.decision
    prefetch_related_objects(list(decided.values()), "actions", "corrections")
    words = _words_to_quote(themes)
    made = [(theme, decision.pk) for theme, decision in decided.items()] if traced else []
    counted = votes(decided.values()) if traced else {}
    traces = tracing.of_themes(made) if traced else {}
    return [
        Strand(theme, words.get(theme.pk, ""), None, [])
        if (decision := decided.get(theme.pk)) is None
        else Strand(
            theme,
            words.get(theme.pk, ""),
            decision,
            list(decision.actions.all()),
            counted.get(decision.pk),
            traces.get((theme.pk, decision.pk)),
        )
        for theme in themes
    ]


def _words_to_quote(themes: Iterable[ProjectTheme]) -> dict[int, str]:
    """Return the first words in each theme that everybody may read."""
    open_to_all = Placed.objects.filter(
        contribution__withdrawn=None,
        contribution__comment=None,
        contribution__kept__withdrawn=None,
    ).exclude(contribution__quoting=Contribution.Quoting.NO)
    first = open_to_all.filter(theme=OuterRef("pk")).order_by("pk").values("pk")[:1]
    there = ProjectTheme.objects.filter(pk__in=[one.pk for one in themes]).order_by()
    firsts = there.annotate(first=Subquery(first)).values("first")
    chosen = Placed.objects.filter(pk__in=firsts)
    return {
        one.theme_id: one.contribution.words for one in chosen.select_related("contribution__kept")
    }
