"""A board stops, or does not meet; its people are told, and somebody says what comes of it."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alongside.letters import actions as letters
from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import queries
from ..models import Board, BoardAlert, BoardMeeting

ALREADY = "It was stopped already."
NOBODY_SAID = "Nobody said who"
PUT_AWAY = "Its group was put away. Nobody has said why yet."


@transaction.atomic
def stop(*, board: Board, day: date, who: str, why: str, now: datetime) -> BoardAlert | None:
    """Say that a board meets no more, who stopped it and why.

    Return what stands until somebody says what comes instead; None for a board of staff only. Side
    effects: everybody on it with an address is told; meetings that were planned are cancelled.
    """
    board = _locked(board)
    if board.stopped:
        raise NotPossible(ALREADY)
    if day > timezone.localdate(now):
        raise NotPossible("Choose a day that is not still to come.")
    board.stopped, board.stopped_by, board.stopped_because = day, who, why
    board.save(update_fields=["stopped", "stopped_by", "stopped_because"])
    planned = board.meetings.filter(state=BoardMeeting.State.PLANNED, day__gte=day)
    planned.update(state=BoardMeeting.State.CANCELLED, because="The board was stopped.")
    if not queries.includes_people(board):
        board.alerts.filter(answered=None).delete()
        return None
    return _raise(board, BoardAlert.Kind.STOPPED, day, now, who=who, why=why)


@transaction.atomic
def answer(
    *,
    board: Board,
    how: str,
    words: str,
    by: Membership,
    now: datetime,
    day: date | None = None,
) -> BoardAlert | None:
    """Say that a board meets again (from a `day`, when it is known), or in `words` what takes its
    place. Side effect: everybody on it with an address is told.

    Raises NotPossible where a board neither stopped nor missed its meetings.
    """
    board, today = _locked(board), timezone.localdate(now)
    alert = board.alerts.filter(answered=None).first()
    if alert is None and not board.stopped:
        raise NotPossible("Nobody said that this board has stopped.")
    if how not in BoardAlert.Answer.values or not words.strip():
        raise NotPossible("Say what people are told.")
    again = how == BoardAlert.Answer.AGAIN
    if again:
        _meet_again(board, day, by, today, now)
    elif not board.stopped:
        board.stopped, board.stopped_by, board.stopped_because = today, str(by), words.strip()
        board.save(update_fields=["stopped", "stopped_by", "stopped_because"])
    if alert is None:
        return None
    alert.answered, alert.answer, alert.words = today, how, words.strip()
    alert.answered_by = by
    alert.save()
    tell(alert=alert, now=now)
    return alert


def _meet_again(board: Board, day: date | None, by: Membership, today: date, now: datetime) -> None:
    if day and day < today:
        raise NotPossible("Choose a day for the next meeting that is still to come.")
    board.stopped, board.stopped_by, board.stopped_because = None, "", ""
    board.save(update_fields=["stopped", "stopped_by", "stopped_because"])
    if board.group.put_away:
        people.bring_group_back(group=board.group)
    if day:
        values = {"state": BoardMeeting.State.PLANNED, "because": "", "noted": now, "noted_by": by}
        BoardMeeting.objects.update_or_create(board=board, day=day, defaults=values)


@transaction.atomic
def find_missed(*, now: datetime) -> int:
    """Raise an alert for each board with people who use services that has missed two meetings;
    return how many are new."""
    new = 0
    for board, until in queries.overdue(timezone.localdate(now)):
        known = _locked(board).alerts.filter(answered=None).exists()
        if not known and queries.includes_people(board):
            _raise(board, BoardAlert.Kind.MISSED, until + timedelta(days=1), now)
            new += 1
    return new


@transaction.atomic
def find_put_away(*, now: datetime) -> int:
    """Stop each board whose group was put away without a word; return how many."""
    new = 0
    for board in queries.put_away().select_related("group"):
        assert board.group.put_away is not None  # it was asked for
        day = timezone.localdate(board.group.put_away)
        with suppress(NotPossible):  # somebody says so at the same moment
            stop(board=board, day=day, who=NOBODY_SAID, why=PUT_AWAY, now=now)
            new += 1
    return new


def _raise(
    board: Board, kind: str, day: date, now: datetime, who: str = "", why: str = ""
) -> BoardAlert:
    said = {"kind": kind, "day": day, "who": who, "why": why, "raised": now}
    alert, _ = BoardAlert.objects.update_or_create(board=board, answered=None, defaults=said)
    tell(alert=alert, now=now)
    return alert


def tell(*, alert: BoardAlert, now: datetime) -> int:
    """Write to everybody on a board what happened to it, or what comes of that; each once. Return
    how many have an address."""
    board = alert.board
    what = "answered" if alert.answered else str(alert.kind)
    told = 0
    for place in queries.reached(board):
        if not place.address:
            continue
        context = {
            "alert": alert,
            "board": board,
            "organisation": board.organisation,
            "member": place.membership,
        }
        words = render_to_string(f"boards/letters/{what}.txt", context)
        subject, _, text = words.strip().partition("\n")
        letters.write(
            to=place.address,
            channel=place.channel,
            about="board",
            subject=subject,
            text=text.strip() + "\n",
            organisation=board.organisation,
            member=place.membership,
            once=f"board-alert-{alert.pk}-{what}-{place.membership_id}",
            now=now,
        )
        told += 1
    return told


def _locked(board: Board) -> Board:
    rows = Board.objects.select_for_update(of=("self",)).select_related("group__organisation")
    return rows.get(pk=board.pk)
