"""Somebody comes: checked in at the door, ticked in, or written down afterwards."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.letters import actions as letters
from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Team
from alongside.web.templatetags.web import clock

from .. import queries
from ..models import Attendance, Gathering
from ..sheets import Line
from .booking import find_or_add
from .places import locked
from .telling import thank


@transaction.atomic
def check_in(
    *,
    gathering: Gathering,
    membership: Membership,
    how: str,
    now: datetime,
    by: Membership | None = None,
    team: Team | None = None,
    client_id: UUID | None = None,
) -> Attendance:
    """Return the attendance of a member, written down once however often it is asked for.

    People check in by themselves from 30 minutes before the start until two hours after the end;
    staff (`by`) from then on at any time. The team is the one given, else that of the booking,
    else the member's.
    """
    _check_open(gathering, now, by)
    if membership.organisation_id != gathering.programme.organisation_id:
        raise NotPossible("This person belongs to another organisation.")
    booking = gathering.bookings.filter(membership=membership, cancelled=None).first()
    attendance, _ = Attendance.objects.get_or_create(
        gathering=gathering,
        membership=membership,
        defaults={
            "team": team or (booking.team if booking else None) or membership.team,
            "noted": now,
            "how": how,
            "noted_by": by,
            "client_id": client_id,
        },
    )
    return attendance


@transaction.atomic
def walk_in(
    *,
    gathering: Gathering,
    name: str,
    now: datetime,
    team: Team | None = None,
    email: str = "",
    how: str = Attendance.How.WALK_IN,
    by: Membership | None = None,
    client_id: UUID | None = None,
    typed_from: str | None = None,
) -> Attendance:
    """Return the attendance of somebody who came without a booking.

    With an address the member is found by it, without one by name and team; nobody found, a
    member who never signs in is added. Side effect: with an address, a letter with their link;
    `typed_from` is the network address of a stranger who typed it, as for `book`.
    """
    _check_open(gathering, now, by)
    gathering = locked(gathering)
    if client_id:
        again = gathering.attendances.filter(client_id=client_id).first()
        if again:
            return again
    organisation = gathering.organisation
    if email and typed_from is not None:
        letters.note_typed(address=email, client=typed_from, now=now)
    if email:
        member = find_or_add(organisation=organisation, name=name, email=email, team=team, now=now)
    else:
        member = queries.known_as(organisation, name, team) or people.add_member(
            organisation=organisation, name=" ".join(name.split()), team=team, now=now
        )
    attendance = check_in(
        gathering=gathering,
        membership=member,
        how=how,
        now=now,
        by=by,
        team=team,
        client_id=client_id,
    )
    if email:
        thank(gathering, member, now=now)
    return attendance


@transaction.atomic
def save_sheet(
    *, gathering: Gathering, lines: Iterable[Line], by: Membership, now: datetime
) -> int:
    """Write down everybody of a typed-up sign-in sheet; return how many were not there before.
    Side effect: who did not book and has an address gets a letter with their link."""
    before = gathering.attendances.count()
    for line in lines:
        if line.membership:
            check_in(
                gathering=gathering,
                membership=line.membership,
                team=line.team,
                how=Attendance.How.SHEET,
                by=by,
                now=now,
            )
        else:
            walk_in(
                gathering=gathering,
                name=line.name,
                team=line.team,
                email=line.email,
                how=Attendance.How.SHEET,
                by=by,
                now=now,
            )
    return gathering.attendances.count() - before


@transaction.atomic
def undo_check_in(*, attendance: Attendance) -> None:
    """Take somebody out of the register again."""
    attendance.delete()


def _check_open(gathering: Gathering, now: datetime, by: Membership | None) -> None:
    if gathering.cancelled:
        raise NotPossible("This session is cancelled, so nobody can check in.")
    if now < gathering.check_in_opens:
        raise NotPossible(f"Check-in opens at {clock(gathering.check_in_opens)} on the day.")
    if by is None and now >= gathering.check_in_closes:
        raise NotPossible("Check-in has closed. Ask the person who led the session to add you.")
