"""What somebody's small group needs to be drawn, on their own page: nobody else gets it."""

from collections.abc import Sequence
from typing import Any

from alongside.walls.models import Wall

from . import looked, queries
from .models import Seat, Sitting
from .telling import Now


def of(now: Now, seat: Seat) -> dict[str, Any]:
    """Return what somebody's small group needs to be drawn; with `groups` alone where they have yet
    to choose one."""
    assert now.breakout is not None
    sitting = queries.sitting(now.breakout, seat)
    found: dict[str, Any] = {"groups": now.groups, "seat": seat}
    if sitting is None:
        return found
    group = next(one for one in now.groups if one.pk == sitting.group_id)
    people = list(group.people)  # type: ignore[attr-defined]
    called = names(people, first=not now.room.under_18)  # what they typed is looked at by nobody
    return found | {
        "group": group,
        "moved": sitting.moved,
        "people": [
            {"name": name, "me": one.seat_id == seat.pk}
            for name, one in zip(called, people, strict=True)
        ],
        "takes_notes": group.notes_by_id == seat.pk,
        "note_taker": _name(people, called, group.notes_by_id),
        "said": group.said if looked.seen(group.breakout.step)(group.said) else "",
        **_round(people, called, group.turn_id, seat),
    }


def names(people: Sequence[Sitting], *, first: bool = True) -> list[str]:
    """Return what the people of a group are called: by `first` name, or by where they sit."""
    return [
        (first and one.seat.name) or f"person {place}" for place, one in enumerate(people, start=1)
    ]


def _name(people: Sequence[Sitting], called: Sequence[str], seat: int | None) -> str:
    found = (n for n, one in zip(called, people, strict=True) if one.seat_id == seat)
    return next(found, "") if seat is not None else ""


def _round(
    people: Sequence[Sitting], called: Sequence[str], turn: int | None, me: Seat
) -> dict[str, Any]:
    """Return whose turn it is in a round; nothing where there is none."""
    places = [one.seat_id for one in people]
    if turn not in places:
        return {}
    had = places.index(turn)
    return {
        "had": had + 1,
        "my_turn": turn == me.pk,
        "has_word": called[had][:1].upper() + called[had][1:],
        "next_is_me": places[(had + 1) % len(places)] == me.pk,
    }


def wall(now: Now, seat: Seat) -> Wall | None:
    """Return the wall of the group that somebody sits in."""
    sitting = queries.sitting(now.breakout, seat) if now.breakout and now.in_groups else None
    return sitting.group.wall if sitting is not None else None
