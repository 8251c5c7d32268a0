"""What somebody's small group needs to be drawn, on their own page: nobody else gets it."""

from collections.abc import Sequence
from typing import Any

from alongside.walls.models import Wall

from . import queries
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
    return found | {
        "group": group,
        "moved": sitting.moved,
        "people": [
            {"name": name, "me": one.seat_id == seat.pk}
            for name, one in zip(names(people), people, strict=True)
        ],
        "takes_notes": group.notes_by_id == seat.pk,
        "note_taker": _name(people, group.notes_by_id),
        **_round(people, group.turn_id, seat),
    }


def names(people: Sequence[Sitting]) -> list[str]:
    """Return what the people of a group are called: by first name, or by where they sit."""
    return [one.seat.name or f"person {place}" for place, one in enumerate(people, start=1)]


def _name(people: Sequence[Sitting], seat: int | None) -> str:
    found = (n for n, one in zip(names(people), people, strict=True) if one.seat_id == seat)
    return next(found, "") if seat is not None else ""


def _round(people: Sequence[Sitting], turn: int | None, me: Seat) -> dict[str, Any]:
    """Return whose turn it is in a round; nothing where there is none."""
    places = [one.seat_id for one in people]
    if turn not in places:
        return {}
    had = places.index(turn)
    return {
        "had": had + 1,
        "my_turn": turn == me.pk,
        "has_word": names(people)[had].capitalize(),
        "next_is_me": places[(had + 1) % len(places)] == me.pk,
    }


def wall(now: Now, seat: Seat) -> Wall | None:
    """Return the wall of the group that somebody sits in."""
    sitting = queries.sitting(now.breakout, seat) if now.breakout and now.in_groups else None
    return sitting.group.wall if sitting is not None else None
