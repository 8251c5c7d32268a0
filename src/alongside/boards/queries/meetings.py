"""When boards met, who was there, and what came of it."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from django.db.models import Count, QuerySet

from alongside.influence.models import Action, Decision, Promise
from alongside.people.models import Membership
from alongside.projects.access import readable
from alongside.projects.models import Project

from ..models import Board, BoardMeeting
from .members import Member, as_members, everybody


def meetings(board: Board) -> QuerySet[BoardMeeting]:
    """Return the meetings of a board, the newest first, each with how many `came`."""
    return board.meetings.annotate(came=Count("presences")).order_by("-day", "-pk")


def present(meeting: BoardMeeting) -> list[Member]:
    """Return who was at a meeting, by name."""
    return as_members(everybody(meeting.board).filter(board_presences__meeting=meeting))


def decisions_for(me: Membership) -> QuerySet[Decision]:
    """Return the decisions that somebody may put beside a meeting: made, and for everybody."""
    return (
        Decision.objects.filter(
            project__in=readable(me).order_by(),
            project__level=Project.Level.STRATEGIC,
            decided_on__isnull=False,
        )
        .select_related("project")
        .order_by("-decided_on", "-pk")
    )


def open_work(board: Board) -> list[tuple[str, Membership, date]]:
    """Return what is still to be done because of a board: its text, who sees to it, and its day."""
    for_all = Action.objects.filter(decision__project__level=Project.Level.STRATEGIC)
    actions = for_all.filter(decision__board_meetings__board=board, done_on=None, stopped=None)
    promises = Promise.objects.filter(
        board_point__review__board=board, kept_on=None, given_up=None, private=False
    )
    found: Iterable[Action | Promise] = chain(
        actions.select_related("owner").prefetch_related("owner__roles").distinct(),
        promises.select_related("owner").prefetch_related("owner__roles"),
    )
    return sorted(((one.text, one.owner, one.due) for one in found), key=lambda one: one[2])
