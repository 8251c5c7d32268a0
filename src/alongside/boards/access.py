"""Who may see boards and change them. Returns the object, or raises."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from alongside.people import access as people
from alongside.people.models import GroupMember, Membership
from alongside.web import links
from alongside.web.found import or_404, or_gone

from . import private, queries
from .models import Board, BoardMeeting, Point, ReviewPlace, SelfReview
from .queries.boards import of_member


def reader(person: Any, organisation: str) -> tuple[Membership, QuerySet[Board]]:
    """Return who is looking, and the boards they may read: staff and senior managers all of them,
    everybody those they are on."""
    me = people.member(person, organisation)
    return me, readable(me)


def readable(me: Membership) -> QuerySet[Board]:
    """Return the boards that this member may read."""
    return queries.boards(me.organisation) if me.holds(*people.READERS) else of_member(me)


def runner(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may begin boards and see to them."""
    return people.member(person, organisation, *people.CONVENERS)


def may_run(me: Membership) -> bool:
    """Return whether this member may begin boards and see to them."""
    return people.may_convene(me)


def board(person: Any, organisation: str, pk: int) -> tuple[Membership, Board]:
    """Return who is looking, and a board they may read."""
    me, found = reader(person, organisation)
    return me, or_404(found.filter(pk=pk).first())


def to_run(person: Any, organisation: str, pk: int) -> tuple[Membership, Board]:
    """Return who is looking, and a board they may see to."""
    me, found = board(person, organisation, pk)
    if not may_run(me):
        raise PermissionDenied("this page needs another role")
    return me, found


def place(board: Board, pk: int) -> GroupMember:
    """Return the place of somebody who is on this board now."""
    found = (one.place for one in queries.members(board) if one.place.pk == pk)
    return or_404(next(found, None))


def meeting(board: Board, pk: int) -> BoardMeeting:
    """Return one meeting of a board."""
    return or_404(board.meetings.filter(pk=pk).first())


def review(me: Membership, board: Board, pk: int) -> SelfReview:
    """Return how a board looked back, for whoever is on it or sees to boards: nobody else reads
    what its members say of themselves."""
    found = or_404(board.self_reviews.filter(pk=pk).first())
    if not may_run(me) and queries.mine(found, me) is None:
        raise PermissionDenied("only the board reads this")
    return found


def point(board: Board, pk: int) -> Point:
    """Return one point of a review of this board whose part alone has closed."""
    found = Point.objects.filter(pk=pk, review__board=board, review__closed__isnull=False)
    return or_gone(found.select_related("review", "promise").first())


def place_by_link(token: str) -> ReviewPlace:
    """Return the place that a private link opens. Raises links.Spoilt."""
    found = queries.place(private.kept(token))
    if found is None:
        raise links.Spoilt
    return found


def shows_words(person: Any, place: ReviewPlace) -> bool:
    """Return whether whoever opens a private link sees what was saved there: not where staff print
    the link, because its letter reaches nobody, unless it is they themselves, signed in."""
    mine = person.is_authenticated and place.member.person_id == person.pk
    return mine or queries.has_a_letter(place)
