"""The meetings of a board: planned, noted, and what was voted on."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.influence.models import Decision
from alongside.people.actions import NotPossible
from alongside.people.models import GroupMember, Membership
from alongside.projects.actions.once import made_once

from .. import queries
from ..models import Board, BoardAlert, BoardMeeting, BoardPresence, BoardVote
from .stopping import answer

STATE = BoardMeeting.State


@transaction.atomic
def plan(
    *, board: Board, day: date, by: Membership, now: datetime, client_id: UUID | None = None
) -> BoardMeeting:
    """Return a meeting that is planned for a day. The same `client_id` returns the same one."""
    board = _locked(board)
    again = board.meetings.filter(client_id=client_id).first() if client_id else None
    if again:
        return again
    if board.stopped:
        raise NotPossible("This board was stopped. Say first that it meets again.")
    _check_day_is_free(board, day)
    meeting, _ = made_once(
        board.meetings.all(), board=board, day=day, noted=now, noted_by=by, client_id=client_id
    )
    return meeting


@transaction.atomic
def note(
    *,
    meeting: BoardMeeting,
    day: date,
    state: str,
    about: str,
    because: str,
    there: Collection[GroupMember],
    decisions: Collection[Decision],
    by: Membership,
    now: datetime,
) -> BoardMeeting:
    """Say whether a meeting took place, who was there, and what was decided; or why it did not.

    Side effect: one that was held after people were told that the board does not meet answers that.
    """
    board, today = _locked(meeting.board), timezone.localdate(now)
    _check(board, day, state, because, there, today)
    _check_day_is_free(board, day, meeting)
    held = state == STATE.HELD
    if not held and meeting.votes.exists():
        raise NotPossible("A vote was held at this meeting, so it took place.")
    meeting.day, meeting.state, meeting.about = day, state, about
    meeting.because = because if state in {STATE.MISSED, STATE.CANCELLED} else ""
    meeting.noted, meeting.noted_by = now, by
    meeting.save()
    there = there if held else []
    meeting.presences.exclude(place__in=there).delete()
    BoardPresence.objects.bulk_create(
        (BoardPresence(meeting=meeting, place=place) for place in there), ignore_conflicts=True
    )
    meeting.decisions.set(decisions if held else [])
    alert = board.alerts.filter(answered=None, kind=BoardAlert.Kind.MISSED).first()
    if held and alert and day + timedelta(weeks=queries.MISSED * board.every) >= today:
        words = f"It met on {day:%-d %B %Y}."
        answer(board=board, how=BoardAlert.Answer.AGAIN, words=words, by=by, now=now)
    return meeting


def _check(
    board: Board,
    day: date,
    state: str,
    because: str,
    there: Collection[GroupMember],
    today: date,
) -> None:
    if state not in STATE.values:
        raise NotPossible("Choose whether it took place.")
    if state in {STATE.HELD, STATE.MISSED} and day > today:
        raise NotPossible("This day is still to come.")
    if state in {STATE.MISSED, STATE.CANCELLED} and not because:
        raise NotPossible("Say why it did not take place.")
    if any(place.group_id != board.group_id for place in there):
        raise NotPossible("Choose people of this board.")


def _check_day_is_free(board: Board, day: date, meeting: BoardMeeting | None = None) -> None:
    others = board.meetings.filter(day=day)
    if (others.exclude(pk=meeting.pk) if meeting else others).exists():
        raise NotPossible("There is a meeting on this day already.")


@transaction.atomic
def vote(
    *,
    meeting: BoardMeeting,
    question: str,
    in_favour: int,
    against: int,
    abstained: int,
    client_id: UUID | None = None,
) -> BoardVote:
    """Return a vote that was held at a meeting. No more can have voted than were there and have a
    vote."""
    _locked(meeting.board)
    meeting.refresh_from_db()
    if meeting.state != STATE.HELD:
        raise NotPossible("Say first that the meeting took place, and who was there.")
    voters = sum(one.votes for one in queries.present(meeting))
    if in_favour + against + abstained > voters:
        many = "1 person" if voters == 1 else f"{voters} people"
        raise NotPossible(f"Only {many} with a vote came. Check the numbers, or who was there.")
    found, _ = made_once(
        meeting.votes.all(),
        meeting=meeting,
        question=question,
        in_favour=in_favour,
        against=against,
        abstained=abstained,
        client_id=client_id,
    )
    return found


def _locked(board: Board) -> Board:
    return Board.objects.select_for_update().get(pk=board.pk)
