"""The ledger of promises: what is owed to people, with its clock (B05).

What was promised elsewhere stands in it too, and is not copied: the day by which people hear what
was decided about a theme, and the day by which they get an answer to what a survey said.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from alongside.insight.models import Analysis, Kind, Theme
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project

from ..models import ProjectTheme, Promise

FEW = 3
"""How many promises stand on the page of a project."""

PROMISE, THEME, ANALYSIS = "promise", "theme", "analysis"


class Line(NamedTuple):
    """A promise as far as its clock goes. `first` is the day that was promised first, `due` the
    one it was moved to. `owner` is the key of a membership, `project` that of a project. A private
    one is `hidden` from whoever may not read it."""

    origin: str
    pk: int
    kind: str
    owner: int | None
    first: date
    due: date
    kept_on: date | None
    given_up: date | None
    project: int | None = None
    private: bool = False
    hidden: bool = False

    @property
    def settled_on(self) -> date | None:
        """The day on which it was kept or given up."""
        return self.kept_on or self.given_up

    def late(self, today: date) -> bool:
        """Return whether its day has passed and nobody has kept it or given it up."""
        return self.settled_on is None and self.due < today


class Rate(NamedTuple):
    """How many promises were kept, and on the day first promised, of those whose day has passed or
    that were kept or given up before. `hidden` of all of them are about one person."""

    kept: int
    on_time: int
    base: int
    late: int
    to_come: int
    hidden: int


class Entry(NamedTuple):
    """A line with its words, for a page."""

    line: Line
    text: str
    to_whom: str
    owner: str
    project: Project | None
    thing: Promise | ProjectTheme | Analysis
    clock: str

    @property
    def state(self) -> str:
        """The look of its clock: a class of a chip."""
        if self.line.given_up:
            return ""
        if self.line.kept_on:
            return "with"
        return "late" if self.clock.startswith("Late") else "for"


def lines_of(project: Project, me: Membership, *, runs: bool) -> list[Line]:
    """Return every promise of a project, those first that nobody has kept yet. Private ones are
    there as `hidden` for somebody who does not run it (`runs`), unless they own them."""
    promises = _hidden(_promises(Promise.objects.filter(project=project)), me, runs=runs)
    return _in_order([*promises, *_themes(ProjectTheme.objects.filter(project=project))])


def lines_of_all(
    organisation: Organisation,
    projects: QuerySet[Project],
    me: Membership,
    *,
    runs: bool,
    reads: bool,
) -> list[Line]:
    """Return every promise of these projects; with `reads` also those without a project, and the
    answers owed to what surveys said."""
    mine = Q(project__in=projects.order_by().values("pk"))
    rows = Promise.objects.filter(organisation=organisation)
    rows = rows.filter(mine | Q(project=None) if reads else mine | Q(project=None, owner=me))
    promised = _hidden(_promises(rows), me, runs=runs)
    found = [*promised, *_themes(ProjectTheme.objects.filter(mine))]
    return _in_order([*found, *(_analyses(organisation) if reads else [])])


def rates_of(projects: Collection[int], today: date) -> dict[int, Rate]:
    """Return how many promises of each project were kept, by its key, counted as on the page of its
    promises. Two queries, however many there are; none of them is `hidden`."""
    promised = _promises(Promise.objects.filter(project__in=projects))
    lines: dict[int | None, list[Line]] = defaultdict(list)
    for line in [*promised, *_themes(ProjectTheme.objects.filter(project__in=projects))]:
        lines[line.project].append(line)
    return {pk: rate(lines[pk], today) for pk in projects}


def line_of(promise: Promise) -> Line:
    """Return one promise as a line."""
    return Line(
        PROMISE,
        promise.pk,
        promise.kind,
        promise.owner_id,
        promise.first_due,
        promise.due,
        promise.kept_on,
        promise.given_up,
    )


def owners(lines: Iterable[Line]) -> list[tuple[int, str]]:
    """Return who sees to one of these promises, by name."""
    keys = {line.owner for line in lines if line.owner and not line.hidden}
    return list(Membership.objects.filter(pk__in=keys).values_list("pk", "name"))


def _promises(rows: QuerySet[Promise]) -> list[Line]:
    values = rows.order_by().values_list(
        "pk", "kind", "owner", "moved_from", "due", "kept_on", "given_up", "project", "private"
    )
    return [
        Line(PROMISE, pk, kind, owner, moved or due, due, kept, given_up, project, private)
        for pk, kind, owner, moved, due, kept, given_up, project, private in values
    ]


def _hidden(lines: Iterable[Line], me: Membership, *, runs: bool) -> list[Line]:
    """Return lines with what somebody may not read hidden."""
    return [
        line._replace(hidden=line.private and not runs and line.owner != me.pk) for line in lines
    ]


def _themes(rows: QuerySet[ProjectTheme]) -> list[Line]:
    answered = rows.filter(answer_by__isnull=False).annotate(
        first=Min("bearings__decision__decided_on")
    )
    values = answered.order_by().values_list("pk", "owner", "answer_by", "first", "project")
    return [
        Line(THEME, pk, Promise.Kind.FEEDBACK, owner, due, due, kept, None, project)
        for pk, owner, due, kept, project in values
        if due
    ]


def _analyses(organisation: Organisation) -> list[Line]:
    themes = Theme.objects.filter(
        analysis__organisation=organisation, analysis__shared__isnull=False, kind=Kind.IMPROVE
    )
    firsts = themes.order_by().annotate(first=Min("answers__written"))
    answers = defaultdict(list)
    for analysis, owner, due, first in firsts.values_list(
        "analysis", "analysis__shared_by", "analysis__answer_by", "first"
    ):
        answers[analysis, owner, due].append(first)
    return [
        Line(
            ANALYSIS, pk, Promise.Kind.FEEDBACK, owner, due, due,
            None if None in written else timezone.localdate(max(written)), None,
        )
        for (pk, owner, due), written in answers.items()
        if due
    ]  # fmt: skip


def _in_order(lines: Iterable[Line]) -> list[Line]:
    """Return what is still owed by its day, then what was kept or given up, newest first."""

    def place(line: Line) -> tuple[bool, int, str, int]:
        settled = line.settled_on
        return (
            settled is not None,
            -settled.toordinal() if settled else line.due.toordinal(),
            line.origin,
            line.pk,
        )

    return sorted(lines, key=place)


def rate(lines: Iterable[Line], today: date) -> Rate:
    """Return how many promises were kept. The day that counts is the one promised first."""
    lines = list(lines)
    base = [line for line in lines if line.settled_on or line.first < today]
    kept = [line for line in base if line.kept_on]
    return Rate(
        kept=len(kept),
        on_time=sum(line.kept_on <= line.first for line in kept if line.kept_on),
        base=len(base),
        late=sum(line.late(today) for line in lines),
        to_come=len(lines) - len(base),
        hidden=sum(line.hidden for line in lines),
    )


def entries(lines: Iterable[Line], today: date) -> list[Entry]:
    """Return lines with their words, with as many queries for many as for one. Hidden ones are left
    out."""
    lines = [line for line in lines if not line.hidden]
    wanted = defaultdict(list)
    for line in lines:
        wanted[line.origin].append(line.pk)
    here = "project"
    things: dict[tuple[str, int], Promise | ProjectTheme | Analysis] = {}
    if PROMISE in wanted:
        promises = Promise.objects.filter(pk__in=wanted[PROMISE]).select_related("owner", here)
        things |= {(PROMISE, one.pk): one for one in promises}
    if THEME in wanted:
        themes = ProjectTheme.objects.filter(pk__in=wanted[THEME]).select_related("owner", here)
        things |= {(THEME, one.pk): one for one in themes}
    if ANALYSIS in wanted:
        analyses = Analysis.objects.filter(pk__in=wanted[ANALYSIS]).select_related("shared_by")
        things |= {(ANALYSIS, one.pk): one for one in analyses}
    return [_entry(line, things[line.origin, line.pk], today) for line in lines]


def _entry(line: Line, thing: Promise | ProjectTheme | Analysis, today: date) -> Entry:
    said = clock(line, today)
    if isinstance(thing, Promise):
        owner = str(thing.owner)
        return Entry(line, thing.text, thing.to_whom, owner, thing.project, thing, said)
    if isinstance(thing, ProjectTheme):
        text = f"Say what was decided about “{thing.name}”"
        owner = str(thing.owner or "")
        return Entry(line, text, "Everybody who said so", owner, thing.project, thing, said)
    text = f"Answer what people asked to improve in “{thing.title}”"
    owner = str(thing.shared_by or "")
    return Entry(line, text, "Everybody who answered", owner, None, thing, said)


def pressing(lines: Iterable[Line], today: date) -> list[Entry]:
    """Return what is owed next, late first: what nobody has kept yet, a few of them."""
    return entries(
        [line for line in lines if line.settled_on is None and not line.hidden][:FEW], today
    )


def clock(line: Line, today: date) -> str:
    """Return where a promise stands, in the words people read.

    >>> day = date(2026, 3, 10)
    >>> line = Line(PROMISE, 1, "feedback", None, day, day, None, None)
    >>> [clock(line, date(2026, 3, on)) for on in (9, 10, 13)]
    ['Due in 1 day', 'Due today', 'Late by 3 days']
    >>> clock(line._replace(kept_on=date(2026, 3, 14)), day)
    'Kept 4 days late'
    """
    if line.given_up:
        return "Given up"
    if line.kept_on:
        late = (line.kept_on - line.first).days
        return f"Kept {_days(late)} late" if late > 0 else "Kept on time"
    left = (line.due - today).days
    if left < 0:
        return f"Late by {_days(-left)}"
    return f"Due in {_days(left)}" if left else "Due today"


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
