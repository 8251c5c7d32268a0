"""A session is planned, changed, opened and closed for booking, or cancelled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.asks import actions as asks
from alongside.asks.models import FormVersion, Mode, Wave
from alongside.people.actions import NotPossible
from alongside.people.models import Group, Membership
from alongside.projects.models import Project
from alongside.web import codes
from alongside.web.templatetags.web import day

from ..models import Booking, DesignVersion, Gathering, Programme, Trainer
from .places import fill, locked
from .telling import tell

TOLD = ("starts", "ends", "place", "way_in", "link")
"""What people who booked are written to about when it changes."""


@dataclass(frozen=True)
class Plan:
    """When, where and for how many. `booking_opens` and `booking_closes` may be left out: booking
    is then open from the planning until the start."""

    starts: datetime
    ends: datetime
    capacity: int
    title: str = ""
    version: DesignVersion | None = None
    place: str = ""
    way_in: str = ""
    link: str = ""
    partner: str = ""
    cohort: str = ""
    project: Project | None = None
    booking_opens: datetime | None = None
    booking_closes: datetime | None = None


@transaction.atomic
def plan(
    *,
    programme: Programme,
    details: Plan,
    by: Membership | None,
    now: datetime,
    led_by: Iterable[Membership] = (),
    led_by_groups: Iterable[Group] = (),
    also_led_by: Iterable[str] = (),
    client_id: UUID | None = None,
) -> Gathering:
    """Return a new session with its own code. The same `client_id` again returns the same one."""
    if client_id:
        again = Gathering.objects.filter(client_id=client_id, programme=programme).first()
        if again:
            return again
    gathering = Gathering(
        programme=programme,
        code=_new_code(),
        client_id=client_id,
        planned_by=by,
        planned=now,
        **_values(details, programme, now),
    )
    gathering.save()
    _set_trainers(gathering, led_by, led_by_groups, also_led_by)
    return gathering


@transaction.atomic
def change(
    *,
    gathering: Gathering,
    details: Plan,
    now: datetime,
    led_by: Iterable[Membership] = (),
    led_by_groups: Iterable[Group] = (),
    also_led_by: Iterable[str] = (),
) -> Gathering:
    """Give a session new details. Side effects: when its time, place or link changes before it has
    begun, everyone who booked is written to; an evaluation that is not open yet follows the new
    end; with more places, the waiting list moves up."""
    gathering = locked(gathering)
    if gathering.cancelled:
        raise NotPossible("This session is cancelled. Plan a new one instead.")
    placed = gathering.bookings.filter(cancelled=None, placed__isnull=False).count()
    if details.capacity < placed:
        raise NotPossible(f"{placed} people have a place already. Enter {placed} or more.")
    before = {name: getattr(gathering, name) for name in TOLD}
    for name, value in _values(details, gathering.programme, gathering.planned).items():
        setattr(gathering, name, value)
    moved = before != {name: getattr(gathering, name) for name in TOLD}
    to_tell = moved and min(before["starts"], gathering.starts) > now
    gathering.revision += to_tell
    _move_evaluation(gathering, now)
    gathering.save()
    _set_trainers(gathering, led_by, led_by_groups, also_led_by)
    if to_tell:
        for booking in _going(gathering):
            tell(booking, "changed", now=now, once=f"changed-{gathering.revision}")
    for booking in fill(gathering, now):
        tell(booking, "free", now=now)
    return gathering


@transaction.atomic
def close_booking(*, gathering: Gathering, now: datetime) -> Gathering:
    """Take no more bookings. Those who wait still move up when a place comes free."""
    gathering = locked(gathering)
    gathering.booking_closes = min(now, gathering.starts)
    gathering.save(update_fields=["booking_closes"])
    return gathering


@transaction.atomic
def open_booking(*, gathering: Gathering, now: datetime) -> Gathering:
    """Take bookings from now until the start."""
    gathering = locked(gathering)
    if gathering.over(now):
        raise NotPossible("This session is over or cancelled, so nobody can book.")
    gathering.booking_opens = min(now, gathering.booking_opens)
    gathering.booking_closes = gathering.starts
    gathering.save(update_fields=["booking_opens", "booking_closes"])
    return gathering


@transaction.atomic
def cancel(*, gathering: Gathering, because: str, now: datetime) -> Gathering:
    """Cancel the whole session for good. Side effect: everyone who booked or waits is written to
    with the reason, their calendars drop it, and its evaluation closes."""
    gathering = locked(gathering)
    if gathering.cancelled:
        return gathering
    if now >= gathering.starts:
        raise NotPossible("This session has begun, so it cannot be cancelled any more.")
    gathering.cancelled, gathering.cancelled_because = now, because.strip()
    gathering.revision += 1
    gathering.save(update_fields=["cancelled", "cancelled_because", "revision"])
    if gathering.evaluation:
        asks.close(wave=gathering.evaluation, now=now)
    for booking in _going(gathering):
        tell(booking, "session_cancelled", now=now)
    return gathering


@transaction.atomic
def ask_for_evaluation(
    *,
    gathering: Gathering,
    version: FormVersion,
    closes: datetime,
    mode: str = Mode.ANONYMOUS,
    readers: str = "",
    next_step: str = "",
    in_languages: Mapping[str, Mapping[str, str]] | None = None,
) -> Wave:
    """Return the wave that asks whoever came, from the end of the session to `closes`.

    The code of the session leads to an anonymous one; to any other only a link of one's own
    (`evaluating.py`). A session has one evaluation, for good.
    """
    gathering = locked(gathering)
    if gathering.evaluation_id:
        raise NotPossible("This session has its evaluation already.")
    if gathering.cancelled:
        raise NotPossible("This session is cancelled, so there is nothing to evaluate.")
    if version.form.organisation_id != gathering.programme.organisation_id:
        raise NotPossible("This form belongs to another organisation.")
    if closes <= gathering.ends:
        raise NotPossible("The evaluation has to close after the session has ended.")
    gathering.evaluation = asks.open_wave(
        version=version,
        mode=mode,
        opens=gathering.ends,
        closes=closes,
        title=f"{gathering.title}, {day(gathering.starts)}",
        readers=readers,
        next_step=next_step,
        in_languages=in_languages,
        of_session=True,
        then_to=reverse("gatherings:find_pledge", args=[gathering.code]),
        then_words="Keep a plan for yourself",
    )
    gathering.save(update_fields=["evaluation"])
    return gathering.evaluation


def _move_evaluation(gathering: Gathering, now: datetime) -> None:
    """Let an evaluation that is not open yet open at the new end, for as long as before."""
    old = gathering.evaluation
    if old is None or old.opens == gathering.ends or now >= old.opens:
        return
    asks.move_opening(
        wave=old, opens=gathering.ends, title=f"{gathering.title}, {day(gathering.starts)}", now=now
    )


def _values(details: Plan, programme: Programme, planned: datetime) -> dict[str, object]:
    if details.version and details.version.design.programme_id != programme.pk:
        raise NotPossible("This design belongs to another programme.")
    if details.project and details.project.organisation_id != programme.organisation_id:
        raise NotPossible("Choose a project of your own organisation.")
    opens = details.booking_opens or min(planned, details.starts)
    closes = min(details.booking_closes or details.starts, details.starts)
    return vars(details) | {
        "title": details.title.strip() or programme.name,
        "booking_opens": opens,
        "booking_closes": closes,
    }


def _set_trainers(
    gathering: Gathering,
    members: Iterable[Membership],
    groups: Iterable[Group],
    names: Iterable[str],
) -> None:
    """Credit these and no others, each name once. Who was credited before keeps that name."""
    here = gathering.programme.organisation_id
    before = {(one.membership_id, one.group_id): one.name for one in gathering.trainers.all()}
    credited: dict[str, Trainer] = {}
    for member in members:
        if member.organisation_id != here:
            raise NotPossible("Somebody who leads a session has to be a member here.")
        name = before.get((member.pk, None), member.name)
        credited[name.casefold()] = Trainer(gathering=gathering, membership=member, name=name)
    for group in groups:
        if group.organisation_id != here:
            raise NotPossible("A group that leads a session has to be one of yours.")
        name = before.get((None, group.pk), group.name)
        credited[name.casefold()] = Trainer(gathering=gathering, group=group, name=name)
    for words in names:
        name = " ".join(words.split())
        if name:
            credited.setdefault(name.casefold(), Trainer(gathering=gathering, name=name))
    gathering.trainers.all().delete()
    Trainer.objects.bulk_create(credited.values())


def _going(gathering: Gathering) -> list[Booking]:
    return list(
        gathering.bookings.filter(cancelled=None).select_related(
            "membership", "gathering__programme__organisation"
        )
    )


def _new_code() -> str:
    while True:
        code = codes.drawn(6)
        if not Gathering.objects.filter(code=code).exists():
            return code


@transaction.atomic
def lead_to_room(*, gathering: Gathering, address: str, room_is: str = "") -> None:
    """Have the session's page lead people to its room at this address too, and say what they find
    there; with "" no longer."""
    Gathering.objects.filter(pk=gathering.pk).update(room=address, room_is=room_is)
