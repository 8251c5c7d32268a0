"""A wall is made, and closed for good."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from alongside.asks import sealing
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Project
from alongside.web import stream

from ..models import MOST_COLUMNS, MOST_VOTES, Note, NoteVote, Operation, Wall
from .pictures import let_go
from .receipts import complete

TRACES = (Note, NoteVote, Operation)
"""The tables whose deleted and changed rows say which notes and votes come from one browser."""


@transaction.atomic
def make_wall(
    *,
    organisation: Organisation,
    ask: str,
    columns: Sequence[str] = ("",),
    votes: int = 0,
    private: bool = False,
    approves: bool = False,
    pictures: bool = True,
    about: str = "",
    closes_itself: bool = True,
    project: Project | None = None,
    by: Membership | None = None,
    now: datetime | None = None,
) -> Wall:
    """Return an empty wall. One column without a name is a free area; with `private` everybody
    writes for themselves until whoever leads reveals the notes; with `approves` each note waits
    until whoever leads has looked at it. Without `pictures` only whoever leads can put one on a
    note. One that does not close itself has to be closed by what it is a part of.

    Raises NotPossible where there is nothing to write about, or a column has no name of its own.
    """
    now = now or timezone.now()
    names = [" ".join(name.split()) for name in columns] or [""]
    if not ask.strip():
        raise NotPossible("Say what people write about.")
    if len(names) > MOST_COLUMNS:
        raise NotPossible(f"A wall has up to {MOST_COLUMNS} columns.")
    if len({name.casefold() for name in names}) < len(names) or (len(names) > 1 and "" in names):
        raise NotPossible("Give every column a name of its own.")
    if not 0 <= votes <= MOST_VOTES:
        raise NotPossible(f"Give each person from 0 to {MOST_VOTES} votes.")
    if project and project.organisation_id != organisation.pk:
        raise NotPossible("Choose a project of your own organisation.")
    return Wall.objects.create(
        organisation=organisation,
        project=project,
        ask=ask.strip(),
        about=about.strip(),
        columns=names,
        votes=votes,
        private=private,
        revealed=not private,
        approves=approves,
        pictures=pictures,
        closes_itself=closes_itself,
        made=now,
        made_by=by,
        changed=now,
    )


def hold(*, walls: Iterable[Wall]) -> list[Wall]:
    """Return walls as they are now: nobody else changes them before this transaction is over. Their
    rows are locked in the order in which changes lock them, so that neither waits for ever."""
    found = Wall.objects.select_for_update().order_by("pk")
    return list(found.filter(pk__in=[wall.pk for wall in walls]))


@transaction.atomic
def close(*, wall: Wall, now: datetime) -> Wall:
    """Close a wall for good: its notes stay, and what would show that two of them, or two votes,
    come from the same browser is gone. Notes that were never revealed are still not.

    What people changed on the way, and earlier words of notes, go with it. Closing it twice changes
    nothing.
    """
    wall = Wall.objects.select_for_update(of=("self",)).get(pk=wall.pk)
    if wall.closed:
        return wall
    complete(wall=wall)
    wall.last += 1
    wall.closed, wall.locked = now, True
    wall.save(update_fields=["last", "closed", "locked"])
    taken_back = wall.notes.filter(taken_back=True)
    let_go(taken_back.exclude(picture=""), wall, now)
    taken_back.delete()
    _forget_authors(wall)
    wall.operations.update(author="", changes={})
    votes = list(NoteVote.objects.filter(note__wall=wall).order_by("?"))
    for vote in votes:
        vote.author = get_random_string(32)
    NoteVote.objects.bulk_update(votes, ["author"], batch_size=500)
    Operation.objects.create(wall=wall, number=wall.last, kind="close", client_id=uuid.uuid4())
    transaction.on_commit(partial(stream.announce, wall.thing))
    return wall


def _forget_authors(wall: Wall) -> None:
    """Take the fingerprints off the notes. Where somebody got codes their notes were written one
    after the other, and the files of PostgreSQL would show it: there each is written anew, in the
    order of the wall."""
    if not wall.notes.exclude(receipt="").exists():
        wall.notes.update(author="")
        return
    for number in list(wall.notes.order_by("number").values_list("number", flat=True)):
        wall.notes.filter(number=number).update(author="")


def wipe(*, walls: Collection[Wall], now: datetime) -> int:
    """Remove what the database files still hold of whoever wrote on closed walls; return of how
    many nothing is left. Does nothing inside a transaction."""
    return note_wiped(walls=walls, now=now) if sealing.clean(*TRACES) else 0


def note_wiped(*, walls: Collection[Wall], now: datetime) -> int:
    """Note that the files hold nothing any more of whoever wrote on these closed walls."""
    found = Wall.objects.filter(pk__in=[wall.pk for wall in walls], closed__isnull=False)
    return found.update(wiped=now)
