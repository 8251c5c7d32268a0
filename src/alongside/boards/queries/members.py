"""Who is on a board, on which side, with or without a vote."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.people import queries as people
from alongside.people.models import GroupMember
from alongside.projects.queries.people import Sides, sides

from ..models import Board, BoardSeat


@dataclass(frozen=True)
class Member:
    """Somebody's place on a board. `said` is whether anybody said on which side they are; else it
    is what their roles say."""

    place: GroupMember
    experience: bool
    staff: bool
    votes: bool
    chair: bool
    said: bool

    @property
    def name(self) -> str:
        return self.place.membership.name


def members(board: Board) -> list[Member]:
    """Return who is on a board now, by name."""
    return as_members(people.in_group(board.group).select_related("board_seat"))


def before(board: Board) -> QuerySet[GroupMember]:
    """Return the places of those who have left a board, the last to go first."""
    return people.was_in_group(board.group)


def everybody(board: Board) -> QuerySet[GroupMember]:
    """Return the places of all who are or were on a board, by name."""
    return (
        board.group.places.select_related("membership__team", "board_seat")
        .prefetch_related("membership__roles")
        .order_by("membership__name", "pk")
    )


def as_members(places: Iterable[GroupMember]) -> list[Member]:
    """Return places with the side, the vote and the part of each."""
    return [_member(place) for place in places]


def _member(place: GroupMember) -> Member:
    seat: BoardSeat | None = getattr(place, "board_seat", None)
    if seat:
        return Member(place, seat.experience, seat.staff, seat.votes, seat.chair, said=True)
    them = place.membership
    return Member(
        place, people.is_expert(them), people.is_staff(them), votes=True, chair=False, said=False
    )


@dataclass(frozen=True)
class Row:
    """A line of the table of parity: what is counted, and how many there are on each side."""

    label: str
    sides: Sides

    @property
    def neither(self) -> int:
        """How many are on no side, because nobody said so yet."""
        one = self.sides
        return one.people - one.only_experience - one.only_staff - one.both


def parity(found: list[Member], came: list[Member] | None = None) -> list[Row]:
    """Return how many of each side are on a board, have a vote and are chairs; and with `came`, how
    many were at the last meeting that was held."""
    rows = [
        Row("On it", sides(found)),
        Row("With a vote", sides([one for one in found if one.votes])),
        Row("Chairs", sides([one for one in found if one.chair])),
    ]
    return rows if came is None else [*rows, Row("At the last meeting", sides(came))]
