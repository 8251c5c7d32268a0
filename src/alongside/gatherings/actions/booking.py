"""Somebody books a place, changes what would help them, or gives the place up."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.letters import actions as letters
from alongside.people import actions as people
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation, Team

from .. import queries
from ..models import Booking, Gathering
from .places import fill, locked
from .telling import tell


@transaction.atomic
def book(
    *,
    gathering: Gathering,
    name: str,
    email: str,
    now: datetime,
    team: Team | None = None,
    needs: str = "",
    client_id: UUID | None = None,
    typed_from: str | None = None,
) -> Booking:
    """Return the booking of whoever has this address: with a place, or on the waiting list.

    The member is found by address or added; a member who is there already keeps their name and
    team. Side effect: a letter says how it stands. Somebody who has booked before gets a letter
    that says so (one a day at most), and the same booking back; so does a form sent twice.
    `typed_from` is the network address of a stranger who typed this; `letters.TooMany` stops one
    who would have us write to everybody.
    """
    gathering = locked(gathering)
    if client_id:
        again = gathering.bookings.filter(client_id=client_id).first()
        if again:
            return again
    if not gathering.takes_bookings(now):
        raise NotPossible(f"This session does not take bookings: {gathering.state(now)}.")
    if typed_from is not None:
        letters.note_typed(address=email, client=typed_from, now=now)
    member = find_or_add(
        organisation=gathering.organisation, name=name, email=email, team=team, now=now
    )
    booking = gathering.bookings.filter(membership=member, cancelled=None).first()
    if booking:
        tell(booking, "again", now=now, once=f"again-{now:%Y-%m-%d}")
        return booking
    booking = Booking.objects.create(
        gathering=gathering,
        membership=member,
        team=team or member.team,
        client_id=client_id,
        booked=now,
        needs=needs.strip(),
    )
    moved_up = fill(gathering, now)
    booking = next((one for one in moved_up if one == booking), booking)
    tell(booking, "booked" if booking.placed else "waiting", now=now)
    return booking


def find_or_add(
    *, organisation: Organisation, name: str, email: str, team: Team | None, now: datetime
) -> Membership:
    """Return the member with this address as they are, or a new one who never signs in.

    A stranger who knows somebody's address can so change nothing about them.
    """
    found = organisation.memberships.filter(email__iexact=email.strip(), left=None).first()
    return found or people.add_member(
        organisation=organisation, name=" ".join(name.split()), email=email, team=team, now=now
    )


@transaction.atomic
def change_needs(*, booking: Booking, needs: str) -> Booking:
    """Change what would help somebody take part. What was arranged has to be looked at again."""
    booking = Booking.objects.select_for_update(of=("self",)).get(pk=booking.pk)
    if booking.needs != needs.strip():
        booking.needs, booking.arranged, booking.arranged_by = needs.strip(), None, None
        booking.save(update_fields=["needs", "arranged", "arranged_by"])
    return booking


@transaction.atomic
def arrange(*, booking: Booking, by: Membership, now: datetime) -> None:
    """Say yes to what somebody asked for. Their private page shows it."""
    booking.arranged, booking.arranged_by = now, by
    booking.save(update_fields=["arranged", "arranged_by"])


@transaction.atomic
def not_arranged(*, booking: Booking) -> None:
    """Take the yes back."""
    booking.arranged, booking.arranged_by = None, None
    booking.save(update_fields=["arranged", "arranged_by"])


@transaction.atomic
def cancel_booking(
    *, booking: Booking, now: datetime, undo_for: timedelta = timedelta(0)
) -> Booking:
    """Give a place back, or leave the waiting list. Side effects: a letter to the person, and the
    place goes to whoever has waited longest, who gets a letter too. The letters leave after
    `undo_for`, so that `undo_cancel` can stop them."""
    gathering = locked(booking.gathering)
    booking = gathering.bookings.select_related("membership").get(pk=booking.pk)
    booking.gathering = gathering
    if booking.cancelled:
        return booking
    if now >= gathering.starts:
        raise NotPossible("This session has begun, so the place cannot be given back any more.")
    booking.cancelled = now
    booking.save(update_fields=["cancelled"])
    _tell_later(booking, "place_cancelled", now, undo_for)
    for next_one in fill(gathering, now):
        _tell_later(next_one, "free", now, undo_for)
    return booking


def _tell_later(booking: Booking, what: str, now: datetime, after: timedelta) -> None:
    tell(booking, what, now=now, due=now + after, once=queries.once_at(what, now))


@transaction.atomic
def undo_cancel(*, booking: Booking, now: datetime) -> Booking:
    """Put somebody back on the list whom staff took off a moment ago. Side effects: the letters
    about it are not sent, and whoever moved up waits again. Raises NotPossible once it is too
    late."""
    gathering = locked(booking.gathering)
    booking = gathering.bookings.select_related("membership").get(pk=booking.pk)
    name, gone = booking.membership.name, booking.cancelled
    if gone is None:
        return booking
    if booking not in queries.can_come_back(gathering, now):
        raise NotPossible(f"The letter to {name} has left, so this cannot be undone any more.")
    going = gathering.bookings.filter(cancelled=None)
    if going.filter(membership=booking.membership_id).exists():
        raise NotPossible(f"{name} has booked again.")
    moved_up = list(going.filter(placed=gone))
    keys = [queries.letter_key(one, "free", gone) for one in moved_up]
    keys.append(queries.letter_key(booking, "place_cancelled", gone))
    for letter in gathering.organisation.letters.filter(once__in=keys):
        letters.stop(letter=letter)
    going.filter(placed=gone).update(placed=None)
    if booking.placed and going.filter(placed__isnull=False).count() >= gathering.capacity:
        raise NotPossible(f"Somebody else has the place of {name} now.")
    booking.cancelled = None
    booking.save(update_fields=["cancelled"])
    return booking


@transaction.atomic
def remind(*, booking: Booking, days: int, now: datetime) -> None:
    """Write the reminder `days` before the session; asked for twice, it is written once."""
    tell(booking, "reminder", now=now, once=f"reminder-{days}")


@transaction.atomic
def forget_needs(*, now: datetime) -> int:
    """Delete what people said would help them, 30 days after the session; return how many."""
    return queries.needs_to_forget(now).update(needs="")
