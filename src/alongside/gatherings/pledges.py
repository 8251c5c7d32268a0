"""Which plans people made, whose letter is due, and which plans may be read."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from alongside.people.models import Membership

from . import queries
from .models import (
    ASK_AFTER,
    LATE_AFTER,
    REMIND_AFTER,
    Attendance,
    Booking,
    Gathering,
    Pledge,
    PledgeGroup,
    Programme,
    day_of,
)
from .queries import Place

LETTERS_FROM = time(9)
"""The hour from which on letters about plans are written."""

BETWEEN_LETTERS = timedelta(weeks=1)
"""A reminder follows the first letter by this much, also when that one went late."""


def of(place: Place) -> Pledge | None:
    """Return the plan of whoever holds this place."""
    rows = Pledge.objects.select_related("gathering__programme__organisation", "membership")
    return rows.filter(gathering=place.gathering, membership=place.membership).first()


def takes_pledges(gathering: Gathering, now: datetime) -> bool:
    """Return whether people can make a plan: from the start until it is time to ask about it."""
    begun = now >= gathering.starts and not gathering.cancelled
    return begun and timezone.localdate(now) < day_of(gathering) + ASK_AFTER


def may_make(place: Place, now: datetime) -> bool:
    """Return whether whoever holds this place can make a plan now: they came, or had a place."""
    booking = place.booking
    had_place = booking is not None and booking.placed is not None and booking.cancelled is None
    return (had_place or place.attendance is not None) and takes_pledges(place.gathering, now)


def meant(gathering: Gathering, who: str) -> list[Membership]:
    """Return everybody with an address who can be meant by a name or an address typed after the
    session: those who came or had a place."""
    typed = " ".join(who.split()).casefold()
    return [
        row.membership
        for row in queries.register(gathering)
        if row.membership.email and (row.here or not row.waiting)
        if typed
        in {" ".join(row.membership.name.split()).casefold(), row.membership.email.casefold()}
    ]


# Whose letter is due


def to_ask(now: datetime) -> QuerySet[Pledge]:
    """Return the plans whose owners are to be asked for the first time: from 8 weeks after the
    session until 12."""
    return _to_write_about(now, ASK_AFTER).filter(asked=None)


def to_remind(now: datetime) -> QuerySet[Pledge]:
    """Return the plans whose owners were asked, have not answered, and get their one reminder."""
    asked_by = timezone.localdate(now) - BETWEEN_LETTERS
    return _to_write_about(now, REMIND_AFTER).filter(asked__lte=asked_by, reminded=None)


def _to_write_about(now: datetime, after: timedelta) -> QuerySet[Pledge]:
    """Return the plans without an answer whose owners agreed, are still here and can be reached,
    of sessions that ended `after` ago and are not late."""
    local = timezone.localtime(now)
    today = local.date()
    reached = today if local.time() >= LETTERS_FROM else today - timedelta(days=1)
    theirs = {"gathering": OuterRef("gathering"), "membership": OuterRef("membership")}
    came = Attendance.objects.filter(**theirs)
    had_place = Booking.objects.filter(**theirs, placed__isnull=False, cancelled=None)
    return (
        Pledge.objects.filter(
            Exists(came) | Exists(had_place),
            agreed__isnull=False,
            outcome="",
            membership__left=None,
            gathering__cancelled=None,
            gathering__ends__lt=_end_of(reached - after),
            gathering__ends__gte=_end_of(today - LATE_AFTER),
        )
        .exclude(membership__email="")
        .select_related("gathering__programme__organisation", "membership")
    )


def _end_of(day: date) -> datetime:
    """Return the midnight that ends a local day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


# For whoever reads them


def settled(held: QuerySet[Gathering], day: date) -> QuerySet[Gathering]:
    """Return those of these sessions after which no answer can change any more: 12 weeks are over,
    and a day more, so that an answer sent at midnight is in."""
    return held.filter(ends__lt=_end_of(day - LATE_AFTER - timedelta(days=1)))


def to_settle(day: date) -> QuerySet[Programme]:
    """Return the programmes with plans that were not looked at yet on this day."""
    rows = Programme.objects.filter(
        Exists(Pledge.objects.filter(gathering__programme=OuterRef("pk")))
    )
    return rows.exclude(outcomes_settled__gte=day).select_related("organisation")


def of_gatherings(gatherings: QuerySet[Gathering]) -> list[Pledge]:
    """Return the newest plan of each person who made one after these sessions, in no order.

    So each person counts once, however many sessions they came to. One query.
    """
    newest: dict[int, Pledge] = {}
    rows = Pledge.objects.filter(gathering__in=gatherings).select_related("gathering")
    for pledge in rows.order_by("gathering__starts", "gathering"):
        newest[pledge.membership_id] = pledge
    return list(newest.values())


def readable(programme: Programme) -> QuerySet[Pledge]:
    """Return the plans of a programme whose owners let them be read without a name, in an order
    drawn at random; none while they are fewer than the smallest group."""
    rows = Pledge.objects.filter(gathering__programme=programme, may_read=True).order_by("pk")
    few = rows.values("membership").distinct().count() < programme.organisation.minimum
    return rows.none() if few else rows


def told(programme: Programme, what: str) -> list[str]:
    """Return what people wrote of what `helped` or what `hindered` them, by letter: not in the
    order of the plans, so that nothing joins the two. None while fewer than the smallest group."""
    rows = readable(programme).exclude(**{what: ""})
    people = {pledge.membership_id for pledge in rows}
    few = len(people) < programme.organisation.minimum
    return [] if few else sorted((getattr(pledge, what) for pledge in rows), key=str.casefold)


def groups(programme: Programme) -> QuerySet[PledgeGroup]:
    """Return the groups of a programme's plans, by name."""
    return programme.pledge_groups.all()


def group_names(programme: Programme) -> dict[int, str]:
    """Return the names of these groups by their keys."""
    return {group.pk: group.name for group in groups(programme)}
