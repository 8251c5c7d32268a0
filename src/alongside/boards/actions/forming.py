"""A board is made from a group; people come and go, each on a side."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.people.models import Group, GroupMember, Membership, Organisation
from alongside.projects.actions.once import made_once
from alongside.projects.models import Project

from .. import queries
from ..models import Board, BoardSeat


@transaction.atomic
def begin(
    *,
    organisation: Organisation,
    decides: str,
    every: int,
    begun: date,
    by: Membership,
    now: datetime,
    name: str = "",
    group: Group | None = None,
    project: Project | None = None,
    standing: str = "",
    client_id: UUID | None = None,
) -> Board:
    """Return a board: made from a group that is here already, or from a new one with this name. The
    same `client_id` again returns the same one."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    made = queries.boards(organisation)
    if client_id and (again := made.filter(client_id=client_id).first()):
        return again
    _check_project(organisation, project)
    if group is None:
        group = people.add_group(organisation=organisation, name=name, kind="other", now=now)
    elif not queries.can_be_begun_from(organisation).filter(pk=group.pk).exists():
        raise NotPossible("This group is a board already, or it is put away.")
    board, _ = made_once(
        made,
        client_id=client_id,
        group=group,
        project=project,
        decides=decides,
        every=every,
        standing=standing,
        begun=begun,
        made=now,
        made_by=by,
    )
    return board


@transaction.atomic
def change(
    *,
    board: Board,
    name: str,
    decides: str,
    every: int,
    begun: date,
    project: Project | None = None,
    standing: str = "",
) -> Board:
    """Change what is said of a board."""
    _check_project(board.organisation, project)
    group = board.group
    people.change_group(group=group, name=name, kind=group.kind, about=group.about)
    board.decides, board.every, board.begun = decides, every, begun
    board.project, board.standing = project, standing
    board.save(update_fields=["decides", "every", "begun", "project", "standing"])
    return board


@transaction.atomic
def add_member(
    *,
    board: Board,
    member: Membership,
    experience: bool,
    staff: bool,
    votes: bool,
    chair: bool,
    joined: date,
    now: datetime,
) -> BoardSeat:
    """Return the seat of somebody who comes onto a board on a day."""
    new = people.add_to_group(group=board.group, members=[member], now=_moment(joined, now))
    place = board.group.places.get(membership=member, left=None)
    if not new and BoardSeat.objects.filter(place=place).exists():
        raise NotPossible(f"{member} is on the board already.")
    return change_member(place=place, experience=experience, staff=staff, votes=votes, chair=chair)


@transaction.atomic
def change_member(
    *, place: GroupMember, experience: bool, staff: bool, votes: bool, chair: bool
) -> BoardSeat:
    """Say on which side somebody is, and what they may do."""
    if not experience and not staff:
        raise NotPossible("Say why they are on the board.")
    seat, _ = BoardSeat.objects.update_or_create(
        place=place,
        defaults={"experience": experience, "staff": staff, "votes": votes, "chair": chair},
    )
    return seat


@transaction.atomic
def leave(*, place: GroupMember, day: date, now: datetime) -> None:
    """Somebody leaves a board on a day. That they were on it, and where they came, is kept."""
    if day < timezone.localdate(place.joined):
        raise NotPossible("Enter a day that is not before the day on which they joined.")
    people.take_from_group(place=place, now=max(_moment(day, now), place.joined))


def _moment(day: date, now: datetime) -> datetime:
    """Return the moment that stands for a day: now, or noon of an earlier one."""
    if day >= timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.combine(day, time(12)))


def _check_project(organisation: Organisation, project: Project | None) -> None:
    if project is None:
        return
    if project.organisation_id != organisation.pk or project.level != Project.Level.STRATEGIC:
        raise NotPossible("Choose a project that is for everybody.")
