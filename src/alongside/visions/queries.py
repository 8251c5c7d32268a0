"""Which vision boards there are, what stands on them, and what became of each gap."""

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from alongside.asks.models import Wave
from alongside.people.models import Membership, Organisation
from alongside.projects.access import readable
from alongside.projects.models import Project
from alongside.walls.models import Note, Wall
from alongside.walls.queries import notes, walls

from .models import Gap, Look, Seen, Statement, Vision


def visions(organisation: Organisation) -> QuerySet[Vision]:
    """Return the vision boards of an organisation."""
    return Vision.objects.filter(organisation=organisation).select_related("project")


def counted(organisation: Organisation) -> QuerySet[Vision]:
    """Return vision boards with how many sentences say what people want (`wants`), and how often
    the board was looked at again (`times`)."""
    wants = Q(statements__kind=Statement.Kind.WANT, statements__taken_off=None)
    found = visions(organisation).annotate(
        wants=Count("statements", filter=wants, distinct=True), times=Count("looks", distinct=True)
    )
    return found.order_by("title", "pk")


def for_member(me: Membership) -> QuerySet[Vision]:
    """Return the vision boards that somebody may read: those of no project, and those of the
    projects they may read."""
    mine = Q(project=None) | Q(project__in=readable(me).order_by().values("pk"))
    return counted(me.organisation).filter(mine)


class Pair(NamedTuple):
    """What people want, what it is like now, what stands between, and how it stood when the board
    was last looked at (None: not yet)."""

    want: Statement
    gap: Gap | None
    now: Statement | None
    between: str
    last: Seen | None


class OnBoard(NamedTuple):
    """What stands on a vision board: pairs, and the sentences about now that belong to none."""

    pairs: list[Pair]
    alone: list[Statement]

    @property
    def open(self) -> int:
        """How many wishes have nothing beside them that says how it is now."""
        return sum(pair.now is None for pair in self.pairs)


def standing(vision: Vision) -> QuerySet[Statement]:
    """Return what stands on a board now."""
    return vision.statements.filter(taken_off=None).select_related("kept")


def on_board(vision: Vision) -> OnBoard:
    """Return what stands on a board now. Words that were taken back are left out."""
    there = [one for one in standing(vision) if one.words]
    by_key = {one.pk: one for one in there}
    gaps = {gap.want_id: gap for gap in Gap.objects.filter(want__vision=vision)}
    last: dict[int, Seen] = {}
    for seen in Seen.objects.filter(look__vision=vision).order_by("look__day", "pk"):
        last[seen.gap_id] = seen
    pairs = []
    for want in there:
        if want.kind == Statement.Kind.WANT:
            gap = gaps.get(want.pk)
            now = by_key.get(gap.now_id) if gap and gap.now_id else None
            between = gap.between if gap else ""
            pairs.append(Pair(want, gap, now, between, last.get(gap.pk) if gap else None))
    paired = {pair.now.pk for pair in pairs if pair.now}
    alone = [one for one in there if one.kind == Statement.Kind.NOW and one.pk not in paired]
    return OnBoard(pairs, alone)


def looks(vision: Vision) -> QuerySet[Look]:
    """Return each time a board was looked at, the first one first."""
    return vision.looks.select_related("wave__version").order_by("day", "pk")


class Line(NamedTuple):
    """One gap over time: its sentences and, for each look, how it stood then (None: not said)."""

    want: str
    now: str
    seen: list[Seen | None]


def over_time(vision: Vision) -> list[Line]:
    """Return how each gap stood each time, also those of which the wish was taken off since; words
    that somebody took back are left out."""
    times = [look.pk for look in looks(vision)]
    found: dict[int, dict[int, Seen]] = {}
    for seen in Seen.objects.filter(look__vision=vision):
        found.setdefault(seen.gap_id, {})[seen.look_id] = seen
    gaps = Gap.objects.filter(want__vision=vision).select_related("want__kept", "now__kept")
    return [
        Line(
            gap.want.words,
            gap.now.words if gap.now else "",
            [found.get(gap.pk, {}).get(time) for time in times],
        )
        for gap in gaps.order_by("want__added", "pk")
        if gap.want.words and (gap.want.taken_off is None or gap.pk in found)
    ]


FOR_EVERYBODY = Q(project=None) | Q(project__level=Project.Level.STRATEGIC)
"""More people read a board than one person’s own support (R39): nothing of that goes on it."""


def walls_to_take_from(organisation: Organisation) -> QuerySet[Wall]:
    """Return the walls whose notes can go on a board."""
    return walls(organisation).filter(FOR_EVERYBODY)


def closed_waves(organisation: Organisation) -> QuerySet[Wave]:
    """Return the surveys that have closed, the newest first."""
    found = organisation.waves.filter(FOR_EVERYBODY, closed__isnull=False, of_session=False)
    return found.select_related("version").order_by("-closed")


def to_take(vision: Vision, wall: Wall) -> list[Note]:
    """Return the notes of a wall that everybody sees and that are not on this board yet."""
    if wall.writing_alone:
        return []
    there = standing(vision).filter(kept__isnull=False).values_list("kept__source", flat=True)
    taken = set(there)
    return [
        note
        for note in notes(wall).order_by("column", "place")
        if note.there and note.text and f"note:{note.pk}" not in taken
    ]
