"""Whoever leads opens a room and takes everybody through its agenda."""

from datetime import datetime
from functools import partial

from django.db import connection, transaction
from django.urls import reverse

from alongside.files import actions as files
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Gathering
from alongside.methods.agenda import Item, kind_of, pictures, texts
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.walls import actions as walls
from alongside.walls.models import Wall
from alongside.web import stream

from .. import queries
from ..models import Asking, Room, Step
from ..results import compared


class RoomClosed(NotPossible):
    """The room has closed meanwhile."""

    def __init__(self) -> None:
        super().__init__("This room is closed.")


def tell(room: Room) -> None:
    """Have everybody in a room told what has changed, once the transaction is done."""
    transaction.on_commit(partial(stream.announce, room.thing))


@transaction.atomic
def open_room(
    *,
    gathering: Gathering,
    by: Membership,
    now: datetime,
    welcome: str = "",
    turn_to: str = "",
    under_18: bool = False,
    approve_first: bool = True,
    until: datetime | None = None,
    next_step: str = "",
) -> Room:
    """Return a new room with the agenda of the session's design. An open one is returned as it is.
    With `until` it is self-paced: people go through it alone until then.

    Raises NotPossible where there is nothing to step through.
    """
    gathering = Gathering.objects.select_for_update(of=("self",)).get(pk=gathering.pk)
    if (already := queries.open_room(gathering)) is not None:
        return already
    if gathering.cancelled:
        raise NotPossible("This session is cancelled.")
    agenda = gathering.version.agenda if gathering.version else []
    if not agenda:
        raise NotPossible("This session has no agenda yet. Choose or write a design for it first.")
    room = Room.objects.create(
        gathering=gathering,
        welcome=welcome.strip(),
        turn_to=turn_to.strip(),
        under_18=under_18,
        approve_first=approve_first or under_18,
        until=until,
        next_step=next_step.strip(),
        opened=now,
        opened_by=by,
    )
    steps = Step.objects.bulk_create(
        Step(room=room, place=place, item=item, wall=_wall(room, item, by, now))
        for place, item in enumerate(agenda, start=1)
    )
    Asking.objects.bulk_create(Asking(step=step, number=1) for step in steps if step.asks)
    show_pictures(room, public=True, now=now)
    lead_on(room)
    tell(room)
    return room


def show_pictures(room: Room, *, public: bool, now: datetime) -> None:
    """Let people see the pictures of a room's agenda, or only staff."""
    gathering = room.gathering
    organisation = gathering.organisation
    files.use(
        organisation=organisation,
        by=f"room:{room.pk}",
        codes=pictures(step.item for step in room.steps.all()),
        what=f"The room of “{gathering.title}”",
        address=reverse("gatherings:session", args=[organisation.slug, gathering.pk]),
        public=public,
        now=now,
    )


def lead_on(room: Room) -> None:
    """Have the session's page lead people to what they find in its room now, if anything."""
    held = Gathering.RoomIs.ALONE if room.self_paced else Gathering.RoomIs.TOGETHER
    is_now = Gathering.RoomIs.OVER if room.closed else held
    there = not room.closed or room.replay
    gatherings.lead_to_room(
        gathering=room.gathering,
        address=f"/room/{room.gathering.code}/" if there else "",
        room_is=is_now if there else "",
    )


def _wall(room: Room, item: Item, by: Membership, now: datetime) -> Wall | None:
    """Return an empty wall for an item that is one.

    Where people go through it alone, small groups have one wall together, and nobody would show
    what was written in private: notes are seen at once. Of people under 18 each is looked at first.
    """
    of_groups = room.self_paced and kind_of(item) == "breakout" and "columns" in item
    if kind_of(item) != "wall" and not of_groups:
        return None
    return walls.make_wall(
        organisation=by.organisation,
        ask=item.get("ask", item["title"]),
        about=item["about"],
        columns=texts(item, "columns") or [""],
        votes=item.get("votes", 0),
        private=not room.self_paced and item.get("private", False),
        approves=room.under_18,
        pictures=not room.under_18,
        closes_itself=False,
        by=by,
        now=now,
    )


def locked(room: Room) -> Room:
    """Return the room with its row locked; it has to be open."""
    found = Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
    if found.closed:
        raise RoomClosed
    return found


def held_open(room: Room) -> Room:
    """Return the room as it is now; it has to be open, and stays so until this transaction is over:
    nothing is written in it once its people are gone. Any number hold it at once, and none waits
    for another; only what needs the row for itself (`locked`) waits. SQLite writes one after the
    other anyway."""
    share = "FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    (found,) = Room.objects.raw(f"SELECT * FROM live_room WHERE id = %s {share}", [room.pk])
    if found.closed:
        raise RoomClosed
    return found


@transaction.atomic
def go(*, room: Room, place: int, now: datetime | None = None) -> None:
    """Take everybody to a step, or with 0 to the lobby. Where the questions about the session are
    one, they open `now`: people are asked while they are there."""
    room = locked(room)
    if room.self_paced:
        raise NotPossible("People go through this agenda alone, each at their own pace.")
    if place and not room.steps.filter(place=place).exists():
        raise NotPossible("The agenda has no such step.")
    room.place = place
    room.save(update_fields=["place"])
    step = queries.current(room)
    if now is not None and step is not None and step.kind == "evaluation":
        gatherings.open_evaluation(gathering=room.gathering, now=now)
    tell(room)


@transaction.atomic
def reveal(*, asking: Asking, shown: bool) -> None:
    """Show everybody the results, or hide them again. While they are shown no answer is taken, so
    that nobody follows the others; hidden again, it goes on where it was. That the room has seen
    them stays known, of the first time too where both stand side by side."""
    _change(asking, **({"revealed": True, "seen": True} if shown else {"revealed": False}))
    if shown:
        beside = compared(queries.askings(asking.step))
        asking.step.askings.filter(pk__in=[one.pk for one in beside]).update(seen=True)


@transaction.atomic
def lock(*, asking: Asking, locked: bool) -> None:
    """Take no more answers in one asking, or take them again."""
    _change(asking, locked=locked)


@transaction.atomic
def ask_again(*, step: Step) -> Asking:
    """Return a further asking of a question, after a talk. The last one is over; once the new one
    is shown they stand side by side."""
    room = locked(step.room)
    last = step.askings.select_for_update().filter(reset=None).last()
    if last is None:
        raise NotPossible("Nothing is asked at this step.")
    if not last.votes.exists():
        raise NotPossible("Nobody has answered yet, so there is nothing to compare with.")
    step.askings.filter(reset=None).update(locked=True, revealed=False)
    tell(room)
    return Asking.objects.create(step=step, number=last.number + 1)


@transaction.atomic
def reset(*, asking: Asking, now: datetime) -> Asking:
    """Return an empty asking in the place of one that was begun by mistake. What was answered in
    that one is kept until the room closes, and counts nowhere."""
    room = locked(asking.step.room)
    rows = Asking.objects.filter(pk=asking.pk, reset=None)
    if rows.select_for_update(of=("self",)).first() is not None:
        rows.update(reset=now, revealed=False, put_aside=asking.votes.count())
    tell(room)
    fresh, _ = Asking.objects.get_or_create(step=asking.step, number=asking.number, reset=None)
    return fresh


@transaction.atomic
def take_up(*, asking: Asking) -> None:
    """Have answers count again that were put aside, in the place of an asking that nobody has
    answered yet. Raises NotPossible where somebody has."""
    room = locked(asking.step.room)
    fresh = asking.step.askings.select_for_update(of=("self",)).filter(reset=None)
    if fresh.filter(number__gt=asking.number).exists():
        raise NotPossible("The question was asked again since, so these stay put aside.")
    if any(one.votes.exists() for one in fresh.filter(number=asking.number)):
        raise NotPossible("People have answered since, so these stay put aside.")
    fresh.filter(number=asking.number).delete()
    Asking.objects.filter(pk=asking.pk).update(reset=None, put_aside=0)
    tell(room)


def _change(asking: Asking, **values: bool) -> None:
    room = locked(asking.step.room)
    if not Asking.objects.filter(pk=asking.pk, reset=None).update(**values):
        raise NotPossible("This asking was begun anew.")
    tell(room)
