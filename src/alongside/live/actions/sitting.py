"""Who sits in which small group, and who moves when somebody leaves."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from alongside.methods import small_groups
from alongside.people.actions import NotPossible

from .. import queries
from ..models import Breakout, Room, Seat, Sitting, SmallGroup
from .running import held_open, tell


@transaction.atomic
def say_about_me(*, seat: Seat, role: str, team: str) -> None:
    """Keep as who somebody is here, so that the groups become a mix. It goes with the room."""
    room = held_open(seat.room)
    seat.role, seat.team = role, " ".join(team.split()).casefold()
    seat.save(update_fields=["role", "team"])
    tell(room)


@transaction.atomic
def choose_group(*, group: SmallGroup, seat: Seat) -> None:
    """Sit down in a group, where people choose. Raises NotPossible for a full one while there is
    room in another."""
    breakout = locked_groups(group.breakout)
    if breakout.how != "choice":
        raise NotPossible("Whoever leads makes the groups here. Ask them to move you.")
    sizes = queries.sizes(breakout)
    if sizes[group] >= breakout.size and min(sizes.values()) < breakout.size:
        raise NotPossible(f"{group} is full. Choose another one.")
    _seat(breakout, group, seat)


@transaction.atomic
def seat_late(*, room: Room, seat: Seat) -> None:
    """Have somebody who comes while the room is in groups sit where fewest are, unless everybody
    chooses for themselves."""
    breakout = _locked_now(room)
    if breakout is None or breakout.how == "choice":
        return
    if not breakout.sittings.filter(seat=seat).exists():
        _seat(breakout, small_groups.smallest(queries.sizes(breakout)), seat)


@transaction.atomic
def move(*, sitting: Sitting, group: SmallGroup) -> None:
    """Have somebody sit in another group of the same step."""
    breakout = locked_groups(group.breakout)
    if sitting.breakout_id != breakout.pk:
        raise NotPossible("That person sits in groups of another step.")
    _seat(breakout, group, sitting.seat, moved=True)


def seen_moved(*, seat: Seat) -> None:
    """Know that somebody has read that they were moved."""
    seat.sittings.filter(moved=True).update(moved=False)


@transaction.atomic
def sit_somebody(*, group: SmallGroup, name: str) -> Seat:
    """Have somebody sit in a group who has no device: they count, and can have the word."""
    breakout = locked_groups(group.breakout)
    room = breakout.step.room
    seat = Seat.objects.create(room=room, name=name.strip()[:40], at=room.place)
    _seat(breakout, group, seat)
    return seat


@transaction.atomic
def even_out(*, breakout: Breakout) -> int:
    """Move people, one at a time and those who sat down last, until the sizes of the groups differ
    by one at most; return how many were moved. Who takes the notes, or has the word, stays."""
    return _even_out(locked_groups(breakout))


@transaction.atomic
def seat_rest(*, breakout: Breakout) -> int:
    """Have everybody who is at the step and sits in no group sit where fewest are; return how many
    that were."""
    found = locked_groups(breakout)
    rest = list(queries.without_group(found))
    for seat in rest:
        _seat(found, small_groups.smallest(queries.sizes(found)), seat, moved=True)
    return len(rest)


@transaction.atomic
def leave(*, seat: Seat) -> None:
    """Somebody goes. What they said stays; their place in a small group is free, and the groups
    even out if they were made by us."""
    room = held_open(seat.room)
    seat.left = True
    seat.save(update_fields=["left"])
    breakout = _locked_now(room)
    if breakout is not None:
        _unseat(breakout, seat)
        if breakout.balances:
            _even_out(breakout)
    tell(room)


@transaction.atomic
def be_here(*, seat: Seat) -> None:
    """Somebody is here: after all, who was said to have left, or at a step with small groups, whose
    page they ask for. Who comes while the room is in groups gets a place."""
    room = held_open(seat.room)
    seat.left, seat.at = False, room.place
    seat.save(update_fields=["left", "at"])
    seat_late(room=room, seat=seat)
    tell(room)


def locked_groups(breakout: Breakout) -> Breakout:
    """Return the breakout with its row locked. Its room has to be open, and stays so."""
    held_open(breakout.step.room)
    rows = Breakout.objects.select_related("step__room").select_for_update(of=("self",))
    found = rows.get(pk=breakout.pk)
    if found.back:
        raise NotPossible("Everybody is back from the groups.")
    return found


def _locked_now(room: Room) -> Breakout | None:
    """Return the small groups that a room is in, with their row locked; None where everybody is
    back, also since a moment ago."""
    return queries.breakouts_now(room).select_for_update(of=("self",)).first()


def _seat(breakout: Breakout, group: SmallGroup, seat: Seat, moved: bool = False) -> None:
    sitting = breakout.sittings.filter(seat=seat).first()
    if sitting is not None and sitting.group_id == group.pk:
        return
    turns = sitting.turns if sitting is not None else 0
    _unseat(breakout, seat)
    Sitting.objects.create(breakout=breakout, group=group, seat=seat, moved=moved, turns=turns)
    if breakout.talk == Breakout.Talk.ROUND:
        breakout.groups.filter(pk=group.pk, turn=None).update(turn=seat)
    changed(breakout, [group.pk])


def _unseat(breakout: Breakout, seat: Seat) -> None:
    sitting = breakout.sittings.select_related("group").filter(seat=seat).first()
    if sitting is None:
        return
    group = sitting.group
    if group.turn_id == seat.pk:
        following = after(group, seat)
        group.turn = following if following != seat else None
    if group.notes_by_id == seat.pk:
        group.notes_by = None
    group.save(update_fields=["turn", "notes_by"])
    sitting.delete()
    changed(breakout, [group.pk])


def _even_out(breakout: Breakout) -> int:
    moved = 0
    while (move := small_groups.to_even_out(queries.sizes(breakout))) is not None:
        most, least = move
        sittings = most.sittings.select_related("seat").order_by("-pk")
        stays = {most.notes_by_id, most.turn_id}
        last = next((one for one in sittings if one.seat_id not in stays), sittings[0])
        _seat(breakout, least, last.seat, moved=True)
        moved += 1
    return moved


def changed(breakout: Breakout, groups: Iterable[int]) -> None:
    """Have the people of these groups (their keys) told that something is new."""
    breakout.groups.filter(pk__in=list(groups)).update(revision=F("revision") + 1)
    tell(breakout.step.room)


def after(group: SmallGroup, seat: Seat) -> Seat:
    """Return who sits next to somebody in a group, the first after the last."""
    people = [one.seat for one in group.sittings.select_related("seat").order_by("pk")]
    at = next((place for place, one in enumerate(people) if one.pk == seat.pk), -1)
    return people[(at + 1) % len(people)]
