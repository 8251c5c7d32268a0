"""Everybody comes back from the small groups: what each said is side by side, or on one wall."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from alongside.methods import agenda
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.walls import actions as walls
from alongside.walls import identity
from alongside.walls import queries as notes
from alongside.walls.changes import Change
from alongside.walls.models import MOST_LETTERS, MOST_NOTES, Wall
from alongside.web import stream

from .. import queries
from ..models import Breakout, SmallGroup, Step
from .running import locked, tell
from .sitting import changed, locked_groups


@transaction.atomic
def show_notes(*, breakout: Breakout, by: Membership, now: datetime) -> None:
    """End writing alone: in every group they see each other's notes."""
    found = locked_groups(breakout)
    _on_every_wall(found, ["reveal"], by, now)
    found.talk = Breakout.Talk.OPEN
    found.save(update_fields=["talk"])
    changed(found, found.groups.values_list("pk", flat=True))


@transaction.atomic
def bring_back(*, breakout: Breakout, by: Membership, now: datetime) -> None:
    """End the groups: everybody sees what each of them said, side by side. Their walls are shown
    and locked, and the clock is gone."""
    found = locked_groups(breakout)
    _on_every_wall(found, ["reveal", "lock"], by, now)
    found.groups.update(help=None, coming=False)
    found.back = now
    found.save(update_fields=["back"])
    found.step.ends = None
    found.step.save(update_fields=["ends"])
    tell(found.step.room)


@transaction.atomic
def out_again(*, breakout: Breakout, by: Membership, now: datetime) -> None:
    """Send everybody into the same groups again."""
    locked(breakout.step.room)
    found = Breakout.objects.select_related("step__room").get(pk=breakout.pk)
    if found.step.wall_id is not None:
        raise NotPossible("What the groups wrote is on one wall already.")
    _on_every_wall(found, ["unlock"], by, now)
    found.back = None
    found.save(update_fields=["back"])
    tell(found.step.room)


@transaction.atomic
def merge(*, breakout: Breakout, votes: int, by: Membership, now: datetime) -> Wall:
    """Return one wall with the notes of all groups, each under the name of its group, for everybody
    to move, group and vote on. The walls of the groups stay as they are. Merging twice changes
    nothing. Raises NotPossible where there are more notes than one wall takes: none is left out."""
    room = locked(breakout.step.room)
    step = Step.objects.select_related("wall").get(pk=breakout.step_id)
    if step.wall is not None:
        return step.wall
    breakout = Breakout.objects.select_related("step__room").get(pk=breakout.pk)
    if not breakout.groups.exclude(wall=None).exists():
        raise NotPossible("The groups have no walls, so there is nothing to bring together.")
    if not breakout.back:
        bring_back(breakout=breakout, by=by, now=now)
    groups = queries.small_groups(breakout)  # as they are now: what was written alone is shown
    one = walls.make_wall(
        organisation=by.organisation,
        ask=step.item["title"],
        columns=agenda.texts(step.item, "columns"),
        votes=votes,
        approves=room.under_18,
        pictures=not room.under_18,
        closes_itself=False,
        by=by,
        now=now,
    )
    author = identity.leader(by.pk, one)
    copies = [
        Change(one.pk, author, uuid.uuid4(), "add", data, leads=True)
        for group in groups
        if group.wall is not None
        for data in _copied(group)
    ]
    if len(copies) > MOST_NOTES:
        raise NotPossible(
            f"The groups wrote {len(copies)} notes, and one wall takes up to {MOST_NOTES}. Hide "
            "some on the walls of the groups first."
        )
    walls.make_changes(changes=copies, now=now)
    step.wall = one
    step.save(update_fields=["wall"])
    tell(room)
    return one


def _copied(group: SmallGroup) -> Iterable[dict[str, Any]]:
    """Yield what is needed to write each note of a group again on the wall of all."""
    assert group.wall is not None
    for note in notes.notes(group.wall):
        heading = f"{group}: {note.group}" if note.group else str(group)
        yield {
            "column": note.column,
            "text": note.text[:MOST_LETTERS],
            "label": note.label,
            "symbol": note.symbol,
            "picture": note.picture,
            "picture_says": note.picture_says,
            "group": heading[:100],
        }


def _on_every_wall(breakout: Breakout, kinds: Sequence[str], by: Membership, now: datetime) -> None:
    """Have every group's wall revealed, locked or unlocked; one that is so already stays so."""
    made = [group.wall for group in queries.small_groups(breakout) if group.wall is not None]
    changes = [
        Change(wall.pk, identity.leader(by.pk, wall), uuid.uuid4(), kind, leads=True)
        for wall in made
        for kind in kinds
    ]
    walls.make_changes(changes=changes, now=now)
    for wall in made:
        transaction.on_commit(partial(stream.announce, wall.thing))
