"""The room goes into small groups, each with its own copy of the activity."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from random import Random

from django.db import transaction

from alongside.methods import agenda, small_groups
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.walls import actions as walls
from alongside.walls.models import Wall

from .. import queries
from ..models import Breakout, Room, Seat, Sitting, SmallGroup, Step
from .running import locked, tell

MOST_GROUPS = 200

type Named = Sequence[tuple[str, Sequence[str]]]
"""Groups that have a name, each with the first names of who is on its list."""


@transaction.atomic
def make_groups(
    *,
    room: Room,
    by: Membership,
    now: datetime,
    rng: Random,
    how: str,
    size: int,
    talk: str = Breakout.Talk.OPEN,
    named: Named = (),
    everybody: bool = False,
    instead_of: int | None = None,
) -> Breakout:
    """Split who is at this step into small groups, each with its own copy of the activity: or, with
    `everybody`, who came in and has not left. Who comes later gets a place then (`be_here`).

    Groups that there are already, with the key `instead_of`, are made anew as long as they have
    written nothing; others were made meanwhile, and are returned as they are. With "choice" groups
    begin empty. Raises NotPossible.
    """
    step = _step(locked(room))
    before = queries.breakout(step)
    if before is not None and before.pk != instead_of:
        return before
    if before is not None:
        _take_apart(before)
    seats = queries.here(room) if everybody else list(queries.along(room))
    if not seats and not named and queries.here(room):
        raise NotPossible(
            "Nobody is at this step yet. Ask people to look at their phone, or give everybody a "
            "place who came in."
        )
    number = len(named) or small_groups.how_many(len(seats), size)
    if number > MOST_GROUPS:
        raise NotPossible(f"Make {MOST_GROUPS} groups or fewer: larger ones.")
    if how == "list" and len(named) < 2:
        raise NotPossible("Write a list of two groups or more, and who is in each.")
    breakout = Breakout.objects.create(
        step=step, how=how, size=size, talk=talk, balances=how in {"random", "mix"}
    )
    made = SmallGroup.objects.bulk_create(
        SmallGroup(
            breakout=breakout,
            number=place + 1,
            name=named[place][0][:100] if named else "",
        )
        for place in range(number)
    )
    for group in made:
        group.wall = _wall(group, step, talk, by, now)
    SmallGroup.objects.bulk_update(made, ["wall"])
    split = _SPLITS[how](seats, named, number, rng)
    Sitting.objects.bulk_create(
        Sitting(breakout=breakout, group=group, seat=seat)
        for group, people in zip(made, split, strict=True)
        for seat in people
    )
    if talk == Breakout.Talk.ROUND:
        for group, people in zip(made, split, strict=True):
            group.turn = people[0] if people else None
        SmallGroup.objects.bulk_update(made, ["turn"])
    tell(room)
    return breakout


def _step(room: Room) -> Step:
    step = queries.current(room)
    if step is None or step.kind != "breakout":
        raise NotPossible("The room is not at a step with small groups.")
    if step.wall_id is not None:
        raise NotPossible("What the groups wrote is on one wall already.")
    return step


def _take_apart(breakout: Breakout) -> None:
    """Delete groups that have written nothing, and their walls. They are locked first: what is
    being written is there then, or finds its wall gone."""
    Breakout.objects.select_for_update().get(pk=breakout.pk)
    groups = queries.small_groups(breakout)
    made = [group.wall for group in groups if group.wall is not None]
    walls.hold(walls=made)
    if any(group.said for group in groups) or any(wall.notes.exists() for wall in made):
        raise NotPossible(
            "The groups have written something, so they stay. Move people between them instead."
        )
    breakout.delete()
    for wall in made:
        wall.delete()


def _wall(group: SmallGroup, step: Step, talk: str, by: Membership, now: datetime) -> Wall | None:
    columns = agenda.texts(step.item, "columns")
    if not columns:
        return None
    return walls.make_wall(
        organisation=by.organisation,
        ask=f"{step.item['title'][:190]}: {group}",
        columns=columns,
        private=talk == Breakout.Talk.SILENT,
        approves=step.room.under_18,
        pictures=not step.room.under_18,
        closes_itself=False,
        by=by,
        now=now,
    )


type Split = Callable[[Sequence[Seat], Named, int, Random], Sequence[Sequence[Seat]]]


def _by_list(seats: Sequence[Seat], named: Named, number: int, rng: Random) -> list[list[Seat]]:
    """Return people where the list has their first name; all others where fewest are."""
    split: list[list[Seat]] = [[] for _ in range(number)]
    order = list(seats)
    rng.shuffle(order)
    rest: list[Seat] = []
    for seat in order:
        place = _place_on_list(seat, named)
        (rest if place is None else split[place]).append(seat)
    for seat in rest:
        min(split, key=len).append(seat)
    return split


def _place_on_list(seat: Seat, named: Named) -> int | None:
    name = seat.name.casefold()
    lists = ([one.casefold() for one in names] for _, names in named)
    return next((place for place, names in enumerate(lists) if name in names), None)


_SPLITS: Mapping[str, Split] = {
    "random": lambda seats, _named, number, rng: small_groups.at_random(seats, number, rng),
    "mix": lambda seats, _named, number, rng: small_groups.mixed(seats, number, rng),
    "choice": lambda _seats, _named, number, _rng: [[] for _ in range(number)],
    "list": _by_list,
}
