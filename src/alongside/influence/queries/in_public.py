"""What stands on the public page of a project, and in its open data."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, QuerySet, When

from alongside.people.models import Organisation
from alongside.projects.models import Information, Project
from alongside.projects.queries import showing

from ..models import Action, Bearing, Decision, Placed, ProjectTheme, Promise
from . import chain


class Status(StrEnum):
    """What became of a theme, in the order in which people read it."""

    DID = "we did"
    ALREADY = "it is so already"
    DOING = "we are doing it"
    AGREED = "we agreed, and nothing is being done"
    NOT_YET = "not yet"
    NO = "we could not, and why"
    WAITING = "not answered yet"


class Standing(NamedTuple):
    """Where a theme stands: its status, and the day of the newest decision about it."""

    theme: int
    status: Status
    day: date | None


def projects(organisation: Organisation) -> QuerySet[Project]:
    """Return the projects of an organisation that anybody may read, newest first."""
    return (
        organisation.projects.filter(published__isnull=False, level=Project.Level.STRATEGIC)
        .select_related("organisation", "area")
        .order_by("-begun", "-pk")
    )


def project(code: str) -> Project | None:
    """Return the public project at an address."""
    found = Project.objects.filter(
        code=code.upper(), published__isnull=False, level=Project.Level.STRATEGIC
    )
    return found.select_related("organisation", "area").first()


def standings(project: Project) -> list[Standing]:
    """Return where every theme stands: those decided about first, the newest of them first, then
    those that wait, in the order of the themes. Three queries, however many there are."""
    newest: dict[int, tuple[int, str, date | None]] = {}
    stand = (
        Bearing.objects.filter(theme__project=project, decision__decided_on__isnull=False)
        .exclude(decision__in=chain.replaced([project.pk]))
        .order_by("decision__decided_on", "decision")
    )
    for theme, decision, outcome, day in stand.values_list(
        "theme", "decision", "decision__outcome", "decision__decided_on"
    ):
        newest[theme] = (decision, outcome, day)
    to_do = _to_do(project)
    found = [
        Standing(pk, _status(newest[pk], to_do), newest[pk][2])
        if pk in newest
        else Standing(pk, Status.WAITING, None)
        for pk in chain.themes(project).values_list("pk", flat=True)
    ]
    return sorted(found, key=lambda one: (one.day is None, -(one.day or date.min).toordinal()))


def _to_do(project: Project) -> dict[int, tuple[int, int]]:
    """Return how many actions of each decision are done, and how many are not yet."""
    rows = Action.objects.filter(decision__project=project).order_by().values_list("decision")
    done, going = Q(done_on__isnull=False), Q(done_on=None, stopped=None)
    return {
        decision: (n, m)
        for decision, n, m in rows.annotate(n=Count("pk", filter=done), m=Count("pk", filter=going))
    }


def _status(decided: tuple[int, str, date | None], to_do: dict[int, tuple[int, int]]) -> Status:
    decision, outcome, _ = decided
    done, going = to_do.get(decision, (0, 0))
    match outcome:
        case Decision.Outcome.NO:
            return Status.NO
        case Decision.Outcome.NOT_YET:
            return Status.NOT_YET
        case Decision.Outcome.ALREADY:
            return Status.ALREADY
        case _ if going:
            return Status.DOING
        case _:
            return Status.DID if done else Status.AGREED


def tallied(standings: Collection[Standing]) -> dict[Status, int]:
    """Return how many themes there are of each status, in order; of those that few projects have
    only where there are some."""
    counts = Counter(one.status for one in standings)
    rare = {Status.ALREADY, Status.AGREED}
    return {status: counts[status] for status in Status if counts[status] or status not in rare}


class Told(NamedTuple):
    """A theme as it is told to everybody: how often it was said in the open, how many people of how
    many wrote it in a survey (as they are shown), what became of it."""

    theme: ProjectTheme
    status: Status
    said: int
    words: str
    decision: Decision | None
    actions: list[Action]


def told(standings: Collection[Standing]) -> list[Told]:
    """Return these themes as they are told, with as many queries for many as for one."""
    status = {one.theme: one.status for one in standings}
    themes = ProjectTheme.objects.in_bulk(status)
    said = said_in_the_open(list(status))
    strands = chain.strands(themes[pk] for pk in status)
    return [
        Told(
            one.theme,
            status[one.theme.pk],
            said[one.theme.pk],
            one.words,
            one.decision,
            one.actions,
        )
        for one in strands
    ]


def said_in_the_open(themes: Collection[int]) -> dict[int, int]:
    """Return how often each theme was said other than in a survey, words taken back left out."""
    found: dict[int, int] = defaultdict(int)
    rows = Placed.objects.filter(
        theme__in=themes, contribution__comment=None, contribution__withdrawn=None
    )
    for theme, many in rows.order_by().values_list("theme").annotate(n=Count("pk")):
        found[theme] = many
    return found


def promises(project: Project) -> QuerySet[Promise]:
    """Return what was promised to more than one person: what is still owed by its day, then what
    was kept or given up, newest first."""
    owed = Q(kept_on=None, given_up=None)
    return project.promises.filter(private=False).order_by(
        Case(When(owed, then=0), default=1), Case(When(owed, then="due")), F("due").desc(), "pk"
    )


def information(project: Project) -> QuerySet[Information]:
    """Return what was shared with everybody."""
    return showing.public_information(project)


def in_pieces(standings: list[Standing], size: int = 500) -> Iterator[Told]:
    """Yield every theme as it is told, a few hundred at a time."""
    for start in range(0, len(standings), size):
        yield from told(standings[start : start + size])
