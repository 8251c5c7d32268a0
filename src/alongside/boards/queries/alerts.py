"""Boards with people who use services that have stopped, or have missed two meetings."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from alongside.letters.queries import address_to, channel_to
from alongside.people import queries as people
from alongside.people.models import Membership, Organisation, Role

from ..models import Board, BoardAlert, BoardMeeting
from .members import members

MISSED = 2
"""After how many intervals without a meeting a board counts as one that has stopped meeting."""

SEE = (Role.Name.OWNER, Role.Name.LEAD)
"""Roles that see on their start page that a board has stopped."""


def open_alerts(organisation: Organisation) -> QuerySet[BoardAlert]:
    """Return what nobody has answered yet, the oldest first."""
    found = BoardAlert.objects.filter(board__group__organisation=organisation, answered=None)
    return found.select_related("board__group").order_by("day", "pk")


def waiting(me: Membership) -> list[BoardAlert]:
    """Return the alerts that stand on the start page of this member."""
    return list(open_alerts(me.organisation)) if me.holds(*SEE) else []


def includes_people(board: Board) -> bool:
    """Return whether somebody is on a board for their own experience."""
    return any(one.experience for one in members(board))


def reached(board: Board) -> QuerySet[Any]:
    """Return who is on a board now, each with the `channel` and the `address` of a letter; both are
    empty for somebody who has no address, or wants paper."""
    return (
        people.in_group(board.group)
        .annotate(channel=channel_to("membership__"))
        .annotate(address=address_to("membership__"))
    )


def put_away() -> QuerySet[Board]:
    """Return the boards whose group was put away without anybody saying that they stop."""
    rows = Board.objects.filter(group__put_away__isnull=False, stopped=None)
    return rows.exclude(pk__in=_asked_about())


def _asked_about() -> QuerySet[Any, Any]:
    return BoardAlert.objects.filter(answered=None).order_by().values("board")


def last_known(board: Any) -> date:
    """Return the day from which a board is waited for: it met, began, or was said to meet again.
    `board` is one of `_with_days`."""
    return max(day for day in (board.begun, board.last_held, board.last_answered) if day)


def overdue(today: date, organisation: Organisation | None = None) -> list[tuple[Board, date]]:
    """Return the boards that should have met twice since they last did, each with the day on which
    that was so. Those that are known to have stopped, or are asked about already, are left out."""
    rows = Board.objects.filter(stopped=None, group__put_away=None)
    rows = rows.exclude(pk__in=_asked_about())
    if organisation:
        rows = rows.filter(group__organisation=organisation)
    found = []
    for board in _with_days(rows.select_related("group__organisation")):
        until = last_known(board) + timedelta(weeks=MISSED * board.every)
        if until < today:
            found.append((board, until))
    return found


def _with_days(rows: QuerySet[Board]) -> QuerySet[Any]:
    held = Q(meetings__state=BoardMeeting.State.HELD)
    return rows.annotate(
        last_held=Max("meetings__day", filter=held), last_answered=Max("alerts__answered")
    )


def next_meeting(board: Board) -> BoardMeeting | None:
    """Return the next meeting that is planned."""
    planned = board.meetings.filter(state=BoardMeeting.State.PLANNED)
    return planned.filter(day__gte=timezone.localdate()).order_by("day").first()
