"""People and whoever leads change a wall: each change is an operation with the next number, written
together with what it changes, in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.web import stream

from .. import news as told
from .. import queries
from ..changes import BY_LEADER, DONE, REFUSED, Change, Outcome
from ..models import Note, Operation, Wall
from ..news import AllNews
from .keeping import withdraw_notes
from .kinds import DO, undo
from .pictures import show_pictures


@transaction.atomic
def change(*, change: Change, now: datetime) -> Outcome:
    """Make one change, and have everybody told of it once that is done. Raises NotPossible.

    The way of pages; a browser with JavaScript posts to `handlers`, and both write in the same way.
    """
    (outcome,) = make_changes(changes=[change], now=now)
    if outcome.status == REFUSED:
        raise NotPossible(outcome.words)
    transaction.on_commit(partial(stream.announce, f"wall:{change.wall}"))
    return outcome


@transaction.atomic
def make_changes(*, changes: Sequence[Change], now: datetime) -> list[Outcome]:
    """Make changes in their order, all in one transaction; return what became of each. One that is
    refused, or that was made before, changes nothing and holds up no other.

    The walls are locked meanwhile: the numbers of each grow by one, without a gap.
    """
    if not changes:
        return []
    found = Wall.objects.select_for_update().order_by("pk")
    walls = {wall.pk: wall for wall in found.filter(pk__in={one.wall for one in changes})}
    before = queries.made_before({(one.wall, one.client_id) for one in changes})
    made: list[Outcome | tuple[Change, Operation]] = []
    unsaved: list[Operation] = []
    for one in changes:
        if one.kind == "undo":  # what is undone may have come in a moment ago
            _save(unsaved)
        earlier = before.get((one.wall, one.client_id))
        if earlier is not None:
            made.append((one, earlier))
            continue
        try:
            operation = _made(walls.get(one.wall), one, now)
        except NotPossible as problem:
            made.append(Outcome(REFUSED, str(problem), wall=one.wall))
        else:
            before[one.wall, one.client_id] = operation
            made.append((one, operation))
            unsaved.append(operation)
    _save(unsaved)
    for pk in {one[0].wall for one in made if isinstance(one, tuple)}:
        walls[pk].save(update_fields=["last", "changed", "revealed", "locked", "by_votes"])
    return _outcomes(walls, made)


def _save(operations: list[Operation]) -> None:
    Operation.objects.bulk_create(operations)
    operations.clear()


def _made(wall: Wall | None, change: Change, now: datetime) -> Operation:
    """Make one change; return its operation, not saved yet. The wall's row is locked."""
    if wall is None or wall.closed:
        raise NotPossible("This wall is closed.")
    if wall.locked and not change.leads:
        raise NotPossible("The wall is locked. Nothing can be changed for now.")
    if change.kind in BY_LEADER and not change.leads:
        raise NotPossible("Only somebody who leads can do that.")
    operation = Operation(
        wall=wall,
        number=wall.last + 1,
        kind=change.kind,
        author=change.author,
        client_id=change.client_id,
    )
    if change.kind == "undo":
        last = queries.last_undoable(wall, change.author)
        if last is None:
            raise NotPossible("There is nothing of yours to undo.")
        operation.undoes, operation.changes = last.number, undo(wall, last, change)
    else:
        operation.changes = DO[change.kind](wall, change)
    if touched := _with_pictures(operation):
        show_pictures(wall.notes.filter(number__in=touched), wall, now)
    if taken := _taken_back(operation):
        withdraw_notes(notes=wall.notes.filter(number__in=taken), now=now)
    wall.last, wall.changed = operation.number, now
    return operation


def _taken_back(operation: Operation) -> list[int]:
    """Return the numbers of notes that whoever wrote them took back by this."""
    changes = operation.changes.items()
    return [int(number) for number, fields in changes if fields.get("taken_back") == [False, True]]


def _with_pictures(operation: Operation) -> list[int]:
    """Return the numbers of notes whose picture may have come, gone, or be hidden now."""
    seen = {"hidden", "taken_back", "waiting"}
    wanted = {"picture"} if operation.kind == "add" else {"picture"} | seen
    return [int(number) for number, fields in operation.changes.items() if wanted & fields.keys()]


def _outcomes(
    walls: dict[int, Wall], made: Sequence[Outcome | tuple[Change, Operation]]
) -> list[Outcome]:
    """Return what became of each change, with what is told of it: the notes as they are by now."""
    operations: dict[int, list[Operation]] = {}
    for one in made:
        if isinstance(one, tuple):
            operations.setdefault(one[0].wall, []).append(one[1])
    news = {pk: told.news_of(walls[pk], theirs) for pk, theirs in operations.items()}
    return [
        one if isinstance(one, Outcome) else _outcome(walls[one[0].wall], *one, news[one[0].wall])
        for one in made
    ]


def _own(note: Note, change: Change) -> dict[str, Any]:
    """Return what the one who did something is told of a note."""
    if change.leads:
        return told.for_leaders(note)
    return told.for_author(note) if note.author == change.author else told.for_people(note)


def _outcome(wall: Wall, change: Change, operation: Operation, news: AllNews) -> Outcome:
    notes = news.touched(operation)
    own = notes
    if wall.writing_alone and not change.leads:
        own = [note for note in notes if note.author == change.author]
    votes = change.kind in {"agree", "disagree", "undo"}
    return Outcome(
        DONE,
        number=operation.number,
        wall=wall.pk,
        note=own[0].number if own else 0,
        news=news.of(operation),
        own=tuple(_own(note, change) for note in own),
        agreed=tuple(queries.agreed(wall, change.author)) if votes else None,
    )
