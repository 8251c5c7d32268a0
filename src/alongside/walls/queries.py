"""Which walls, notes and operations: named reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from alongside.people.models import Organisation
from alongside.projects.models import Project

from .models import Kept, Note, NoteVote, Operation, Wall

UNDOABLE = (
    "add", "edit", "take_back", "move", "put", "up", "down", "group", "agree", "disagree",
    "hide", "show",
)  # fmt: skip
"""The kinds of operation that whoever did it can take back."""

DAYS_OPEN = 90
"""So many days after its last change a wall closes by itself."""

QUIET = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=1)
"""A closed wall is wiped once nobody has written on any other for so long, or after this time."""

MOST_OF_PROJECT = 20
"""How many walls stand on the page of a project at most."""


def walls(organisation: Organisation) -> QuerySet[Wall]:
    """Return every wall of the organisation with `written`, the number of its notes."""
    there = Count(
        "notes", filter=Q(notes__hidden=False, notes__taken_back=False, notes__waiting=False)
    )
    found = Wall.objects.filter(organisation=organisation).annotate(written=there)
    return found.select_related("organisation")


def of_project(project: Project) -> QuerySet[Wall]:
    """Return the newest walls of a project."""
    return project.walls.order_by("-made", "-pk")[:MOST_OF_PROJECT]


def wall(pk: int) -> Wall | None:
    return Wall.objects.filter(pk=pk).first()


def by_code(code: str) -> Wall | None:
    """Return the wall whose code somebody typed, in small or large letters."""
    return Wall.objects.select_related("organisation").filter(code=code.upper()).first()


def forgotten(now: datetime) -> QuerySet[Wall]:
    """Return the open walls that nobody has changed for long, and that nothing else closes."""
    long_ago = now - timedelta(days=DAYS_OPEN)
    return Wall.objects.filter(closed=None, closes_itself=True, changed__lt=long_ago)


def to_wipe(now: datetime) -> QuerySet[Wall]:
    """Return the closed walls of whose people traces may still lie in the database files. While
    people write on another wall they wait for up to a day: on PostgreSQL its notes would have to
    wait."""
    found = Wall.objects.filter(closed__isnull=False, wiped=None)
    if Wall.objects.filter(closed=None, changed__gt=now - QUIET).exists():
        return found.filter(closed__lte=now - LONGEST_WAIT)
    return found


def notes(
    wall: Wall, *, author: str = "", leads: bool = False, numbers: Collection[int] | None = None
) -> QuerySet[Note]:
    """Return the notes of a wall that somebody sees, each with `agreed`, its number of votes.

    Whoever leads sees hidden and waiting ones too. While everybody writes alone, others see only
    their own, and of the waiting ones always.
    """
    found = wall.notes.annotate(agreed=Count("votes")).filter(taken_back=False)
    found = found.order_by("column", "place", "number")
    if not leads:
        own = Q(author=author) & ~Q(author="")
        found = found.filter(own if wall.writing_alone else own | Q(waiting=False), hidden=False)
    return found if numbers is None else found.filter(number__in=numbers)


def notes_with_votes(wall: Wall, numbers: Collection[int] | None) -> list[Note]:
    """Return notes of a wall whoever sees them, all of them or those with these numbers, each with
    `agreed`. Written as SQL because every change asks for it: putting it together takes longer than
    the database takes."""
    if numbers is not None and not numbers:
        return []
    some = f"AND number IN ({', '.join('%s' for _ in numbers)})" if numbers else ""
    return list(
        Note.objects.raw(
            "SELECT n.*, (SELECT COUNT(*) FROM walls_notevote v WHERE v.note_id = n.id) AS agreed "
            f'FROM walls_note n WHERE wall_id = %s {some} ORDER BY "column", place, number',
            [wall.pk, *(numbers or ())],
        )
    )


def filled(wall: Wall, column: int) -> tuple[int, float | None]:
    """Return how many notes are on a wall, and the last place in a column; as SQL, as above."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(CASE WHEN NOT taken_back THEN 1 END), "
            'MAX(CASE WHEN "column" = %s THEN place END) FROM walls_note WHERE wall_id = %s',
            [column, wall.pk],
        )
        number, last = cursor.fetchone()
    return number, last


def number_of_notes(wall: Wall) -> int:
    return wall.notes.filter(hidden=False, taken_back=False, waiting=False).count()


def number_waiting(wall: Wall) -> int:
    """Return how many notes nobody who leads has looked at yet."""
    return wall.notes.filter(waiting=True, hidden=False, taken_back=False).count()


def words_changed_after(note: Note, number: int) -> bool:
    """Return whether an operation after this number changed the words of a note."""
    later = Operation.objects.filter(wall=note.wall_id, number__gt=number)
    changes = later.filter(kind__in=["edit", "undo"]).values_list("changes", flat=True)
    return any("text" in one.get(str(note.number), {}) for one in changes)


def headings(wall: Wall) -> set[str]:
    """Return the headings under which notes stand that everybody sees."""
    return set(notes(wall).exclude(group="").values_list("group", flat=True).order_by())


def number_by_author(wall: Wall) -> dict[str, int]:
    """Return how many notes that are there each fingerprint wrote."""
    there = wall.notes.filter(hidden=False, taken_back=False).exclude(author="").order_by()
    return dict(there.values_list("author").annotate(Count("pk")))


def mine(wall: Wall, author: str) -> set[int]:
    """Return the numbers of the notes that somebody wrote."""
    if not author:
        return set()
    return set(wall.notes.filter(author=author).values_list("number", flat=True))


def agreed(wall: Wall, author: str) -> set[int]:
    """Return the numbers of the notes that somebody agrees with. A vote for a note that people do
    not see, or no longer, is theirs to give again."""
    votes = NoteVote.objects.filter(note__wall=wall, author=author)
    votes = votes.filter(note__hidden=False, note__taken_back=False, note__waiting=False)
    return set(votes.values_list("note__number", flat=True)) if author else set()


def made_before(sent: Collection[tuple[int, UUID]]) -> dict[tuple[int, UUID], Operation]:
    """Return the operations that were made already, by wall and `client_id`; as SQL, as above."""
    field = Operation._meta.get_field("client_id")
    marks = ", ".join(["%s"] * len(sent))
    rows = Operation.objects.raw(
        f"SELECT * FROM walls_operation WHERE wall_id IN ({marks}) AND client_id IN ({marks})",
        [
            *(wall for wall, _ in sent),
            *(field.get_db_prep_value(client, connection) for _, client in sent),
        ],
    )
    return {(row.wall_id, row.client_id): row for row in rows}


def last_undoable(wall: Wall, author: str) -> Operation | None:
    """Return what somebody did last that is not taken back yet."""
    if not author:
        return None
    taken_back = Operation.objects.filter(wall=wall, undoes__isnull=False).values("undoes")
    own = Operation.objects.filter(wall=wall, author=author, undoes=None, kind__in=UNDOABLE)
    return own.exclude(number__in=taken_back).order_by("-number").first()


def operations_after(wall: Wall, number: int, most: int) -> list[Operation]:
    """Return the newest operations after a number, oldest first, `most` at most."""
    found = Operation.objects.filter(wall=wall, number__gt=number).order_by("-number")[:most]
    return list(reversed(found))


def kept(organisation: Organisation) -> QuerySet[Kept]:
    """Return what the organisation has kept as contributions, newest first."""
    return Kept.objects.filter(organisation=organisation)


def kept_by_code(code: str) -> Kept | None:
    found = Kept.objects.select_related("organisation").filter(code=code.upper())
    return found.first()


def kept_of(organisation: Organisation, source: str) -> Kept | None:
    """Return what was kept of something ("note:12"), withdrawn or not."""
    return kept(organisation).filter(source=source).first()


def note_taken_back(kept: Kept) -> bool:
    """Return whether what is kept was a note that whoever wrote it has taken off its wall."""
    name, _, pk = kept.source.partition(":")
    return name == "note" and Note.objects.filter(pk=pk, taken_back=True).exists()


def note_by_receipt(key: str) -> Note | None:
    """Return the note whose code has this hash, unless it was taken back."""
    found = Note.objects.filter(receipt=key, taken_back=False).exclude(receipt="")
    return found.select_related("wall__organisation").first()


def with_receipt(wall: Wall) -> QuerySet[Note]:
    """Return the notes of a wall that have a code, in the order in which they were written."""
    return wall.notes.filter(taken_back=False).exclude(receipt="").order_by("number")


def without_receipt(wall: Wall, author: str) -> QuerySet[Note]:
    """Return the notes that somebody wrote and that have no code yet."""
    if not author:
        return wall.notes.none()
    return wall.notes.filter(author=author, taken_back=False, receipt="").order_by("number")


def asked_for_codes(wall: Wall) -> list[str]:
    """Return the fingerprints of those who asked for codes on a wall."""
    found = wall.notes.exclude(receipt="").exclude(author="").order_by("author")
    return list(found.values_list("author", flat=True).distinct())


def kept_from(organisation: Organisation, source: str, walls: Iterable[Wall]) -> QuerySet[Kept]:
    """Return what was kept of whatever has a source that begins like this ("room:12:"), and of the
    notes of these walls, newest first."""
    notes = Note.objects.filter(wall__in=walls).values_list("pk", flat=True)
    of_notes = Q(source__in=[f"note:{pk}" for pk in notes])
    return kept(organisation).filter(Q(source__startswith=source) | of_notes)


@dataclass(frozen=True)
class Group:
    """The notes that stand under one heading; "" for those without one."""

    heading: str
    notes: list[Note]


@dataclass(frozen=True)
class Column:
    """A column as people see it."""

    number: int
    name: str
    groups: list[Group]

    @property
    def count(self) -> int:
        return sum(len(group.notes) for group in self.groups)


def columns(wall: Wall, notes: Iterable[Note]) -> list[Column]:
    """Return the columns of a wall with these notes: those without a heading first, each group in
    the order of its first note; by votes where the wall is sorted so."""
    ordered = sorted(notes, key=order_of(wall))
    found: list[dict[str, list[Note]]] = [{"": []} for _ in wall.columns]
    for note in ordered:
        found[note.column].setdefault(note.group, []).append(note)
    return [
        Column(number, wall.columns[number], [Group(*one) for one in groups.items()])
        for number, groups in enumerate(found)
    ]


def order_of(wall: Wall) -> Any:
    """Return what notes of one column are sorted by."""
    if wall.by_votes:
        return lambda note: (-note.agreed, note.place, note.number)
    return lambda note: (note.place, note.number)
