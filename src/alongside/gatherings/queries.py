"""Which sessions, who has a place, who came, and what is due."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from alongside.asks import queries as asks
from alongside.asks.models import Form, FormVersion, Wave
from alongside.asks.queries import writing
from alongside.letters.models import Letter
from alongside.people.models import Membership, Organisation, Role, Team
from alongside.projects.models import Project

from .models import Attendance, Booking, Design, DesignVersion, Gathering, Programme, Trainer

KEEP_NEEDS = timedelta(days=30)
"""How long after a session what would help somebody take part is kept."""

LEADING = (Role.Name.LEAD, Role.Name.FACILITATOR, Role.Name.EXPERT)
"""Roles of members who are offered when a session is planned and somebody has to lead it."""

MOST_OF_PROJECT = 20
"""How many sessions stand on the page of a project at most."""


def programmes(organisation: Organisation) -> QuerySet[Programme]:
    """Return the programmes by name, each with its number of `sessions` that were not cancelled."""
    return organisation.programmes.annotate(
        sessions=Count("gatherings", filter=Q(gatherings__cancelled=None))
    ).order_by("name")


def programme_called(organisation: Organisation, name: str) -> Programme | None:
    """Return the programme of this name, capitals and spaces aside."""
    return organisation.programmes.filter(name__iexact=" ".join(name.split())).first()


def designs(programme: Programme) -> QuerySet[Design]:
    """Return the designs of a programme with their versions, newest first."""
    return programme.designs.prefetch_related("versions")


def versions(design: Design) -> QuerySet[DesignVersion]:
    """Return the versions, newest first, each with the number of `sessions` that used it."""
    return (
        design.versions.select_related("made_by", "review__group")
        .annotate(sessions=Count("gatherings", filter=Q(gatherings__cancelled=None)))
        .order_by("-number")
    )


def latest(design: Design) -> DesignVersion:
    """Return the version that counts now. Every design has one."""
    return design.versions.order_by("-number")[0]


def fixed(version: DesignVersion, now: datetime) -> bool:
    """Return whether this version may not change: a session that used it has begun, or a group was
    asked about it."""
    used = version.gatherings.filter(starts__lte=now, cancelled=None)
    return used.exists() or version.reviews.exists()


def versions_to_choose(programme: Programme, kept: int | None) -> QuerySet[DesignVersion]:
    """Return the newest version of each design of a programme, and the one with key `kept`."""
    newest = DesignVersion.objects.filter(design=OuterRef("design")).order_by("-number")
    return (
        DesignVersion.objects.filter(design__programme=programme)
        .filter(Q(pk=Subquery(newest.values("pk")[:1])) | Q(pk=kept))
        .select_related("design")
        .order_by("design__name", "-number")
    )


def gatherings(organisation: Organisation) -> QuerySet[Gathering]:
    """Return every session of the organisation, by start."""
    return Gathering.objects.filter(programme__organisation=organisation).select_related(
        "programme__organisation", "version__design", "evaluation__version__form"
    )


def upcoming(organisation: Organisation, now: datetime) -> QuerySet[Any]:
    """Return the sessions that have not ended, soonest first, with their counts."""
    return _counted(gatherings(organisation).filter(ends__gt=now))


def past(organisation: Organisation, now: datetime) -> QuerySet[Any]:
    """Return the sessions that have ended, newest first, with their counts."""
    return _counted(gatherings(organisation).filter(ends__lte=now)).order_by("-starts", "-pk")


def of_project(project: Project) -> QuerySet[Gathering]:
    """Return the newest sessions of a project that take place, or took place."""
    found = project.gatherings.filter(cancelled=None).select_related("programme")
    return found.order_by("-starts", "-pk")[:MOST_OF_PROJECT]


def _counted(rows: QuerySet[Gathering]) -> QuerySet[Any]:
    """Add how many have a place (`booked`), wait (`waiting`) and came (`came`)."""
    bookings = Booking.objects.filter(cancelled=None)
    return rows.annotate(
        booked=_count(bookings.filter(placed__isnull=False)),
        waiting=_count(bookings.filter(placed=None)),
        came=_count(Attendance.objects.all()),
    )


def _count(rows: QuerySet[Any]) -> Any:
    counted = rows.filter(gathering=OuterRef("pk")).order_by().values("gathering")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


def held_on(programme: Programme, day: date, start: time | None, title: str) -> list[Gathering]:
    """Return the sessions of a programme that a line of a register can mean."""
    rows = programme.gatherings.filter(starts__date=day, cancelled=None)
    return meant(rows.select_related("programme__organisation"), day, start, title)


def meant(
    gatherings: Iterable[Gathering], day: date, start: time | None, title: str
) -> list[Gathering]:
    """Return which of these sessions a line of a register can mean.

    On that day, at that time if it is given. Of several, or where no time is given, those with
    that title, if one is given.
    """
    found = [one for one in gatherings if timezone.localdate(one.starts) == day]
    if start is not None:
        at = timezone.make_aware(datetime.combine(day, start))
        found = [one for one in found if one.starts == at]
    if not title or (start is not None and len(found) < 2):
        return found
    return [one for one in found if one.title.casefold() == title.casefold()]


def held_already(programme: Programme, days: Iterable[date]) -> list[Gathering]:
    """Return the sessions of a programme on these days that were not cancelled, by start."""
    rows = programme.gatherings.filter(starts__date__in=set(days), cancelled=None)
    return list(rows.select_related("programme").order_by("starts", "pk"))


def programme_on(organisation: Organisation, days: Iterable[date]) -> Programme | None:
    """Return the programme with most sessions on these days; None where no programme has any."""
    rows = gatherings(organisation).filter(starts__date__in=set(days), cancelled=None)
    counts = Counter(one.programme for one in rows.order_by("starts", "pk"))
    return counts.most_common(1)[0][0] if counts else None


def without_evaluation(organisation: Organisation, now: datetime) -> QuerySet[Gathering]:
    """Return the sessions that took place and have no evaluation, newest first."""
    return (
        gatherings(organisation)
        .filter(ends__lte=now, cancelled=None, evaluation=None)
        .order_by("-starts", "-pk")
    )


def came_to(gatherings: Iterable[Gathering]) -> dict[int, int]:
    """Return how many came to each of these sessions, by its key. One query."""
    pks = [one.pk for one in gatherings]
    rows = Attendance.objects.filter(gathering__in=pks).order_by().values_list("gathering")
    return dict.fromkeys(pks, 0) | dict(rows.annotate(Count("pk")))


def evaluated_by(waves: Iterable[Wave]) -> QuerySet[Gathering]:
    """Return the sessions that these waves evaluate, by start."""
    found = Gathering.objects.filter(evaluation__in=waves).select_related("evaluation")
    return found.order_by("starts", "pk")


def by_code(code: str) -> Gathering | None:
    """Return the session with this code, however it was typed."""
    return (
        Gathering.objects.select_related("programme__organisation", "evaluation")
        .filter(code=as_kept(code))
        .first()
    )


def as_kept(code: str) -> str:
    """Return a code as it is kept, however it was typed: small letters, spaces, a dash.

    >>> as_kept("mph-97h")
    'MPH97H'
    """
    return "".join(letter for letter in code.upper() if letter.isalnum())


def last_of(programme: Programme) -> Gathering | None:
    """Return the session of the programme planned last and not cancelled, to copy from."""
    return programme.gatherings.filter(cancelled=None).order_by("-planned", "-pk").first()


def number_in_programme(gathering: Gathering) -> tuple[int, int]:
    """Return which session of its programme this is, and how many there are, by start."""
    counts = gathering.programme.gatherings.filter(cancelled=None).aggregate(
        before=Count("pk", filter=Q(starts__lt=gathering.starts)), all=Count("pk")
    )
    return counts["before"] + 1, counts["all"]


def can_lead(organisation: Organisation) -> QuerySet[Membership]:
    """Return the members who can be named as leading a session."""
    return organisation.memberships.filter(left=None, roles__name__in=LEADING).distinct()


def trainers(gathering: Gathering) -> list[Trainer]:
    """Return who leads the session, in the order they were named."""
    return list(gathering.trainers.all())


def groups_credited(gatherings: list[Gathering]) -> list[str]:
    """Return the groups that led one of these sessions, by the names they were credited with."""
    rows = Trainer.objects.filter(gathering__in=gatherings, group__isnull=False)
    return sorted(set(rows.values_list("name", flat=True)))


@dataclass(frozen=True)
class Item:
    """One item of an agenda, with the time it begins."""

    starts: datetime
    minutes: int
    title: str
    about: str


def agenda(gathering: Gathering) -> list[Item]:
    """Return the agenda of the design this session follows, each item with its time."""
    items, starts = [], gathering.starts
    for item in gathering.version.agenda if gathering.version else []:
        items.append(Item(starts, item["minutes"], item["title"], item["about"]))
        starts += timedelta(minutes=item["minutes"])
    return items


def evaluation_forms(organisation: Organisation) -> QuerySet[FormVersion]:
    """Return the newest published version of each evaluation form in use, by title, and of one
    title the older form first."""
    return writing.newest_versions(organisation).filter(form__purpose=Form.Purpose.EVALUATION)


def open_evaluation(gathering: Gathering, now: datetime) -> Wave | None:
    """Return the evaluation when it can be answered now: from the end of the session, or from when
    its room came to it; never before it has begun."""
    wave = gathering.evaluation
    if wave is None or gathering.cancelled or now < gathering.starts:
        return None
    return wave if asks.state(wave, now) is asks.State.OPEN else None


# Who has a place, and who came


@dataclass(frozen=True)
class Row:
    """One person in the register: with a booking, without one, here or not."""

    membership: Membership
    team: Team | None
    booking: Booking | None
    attendance: Attendance | None

    @property
    def here(self) -> bool:
        return self.attendance is not None

    @property
    def waiting(self) -> bool:
        return self.booking is not None and self.booking.placed is None


def register(gathering: Gathering) -> list[Row]:
    """Return everybody who booked or came, by name. Two queries."""
    came = {
        row.membership_id: row
        for row in gathering.attendances.select_related("membership", "team", "noted_by")
    }
    booked = {
        row.membership_id: row
        for row in gathering.bookings.filter(cancelled=None).select_related("membership", "team")
    }
    rows = [
        Row(booking.membership, booking.team, booking, came.get(pk))
        for pk, booking in booked.items()
    ] + [Row(row.membership, row.team, None, row) for pk, row in came.items() if pk not in booked]
    return sorted(rows, key=lambda row: (row.membership.name.casefold(), row.membership.pk))


@dataclass(frozen=True)
class Figures:
    """How one session stands, counted from its register."""

    booked: int
    waiting: int
    left: int
    areas: int
    came: int
    without_booking: int
    did_not_come: int


def figures(gathering: Gathering, rows: list[Row], areas: dict[int, Team]) -> Figures:
    """Return the counts of a register. `areas` is the answer of `areas_of_teams`."""
    placed = [row for row in rows if row.booking and row.booking.placed]
    came = [row for row in rows if row.here]
    counted = came or placed
    return Figures(
        booked=len(placed),
        waiting=sum(row.waiting for row in rows),
        left=max(0, gathering.capacity - len(placed)),
        areas=len({areas[row.team.pk].pk for row in counted if row.team}),
        came=len(came),
        without_booking=sum(row.booking is None for row in came),
        did_not_come=sum(not row.here for row in placed),
    )


UNDO_FOR = timedelta(minutes=5)
"""How long staff can undo that they took somebody off the list: no letter about it leaves first."""


def letter_key(booking: Booking, what: str, moment: datetime) -> str:
    """Return the key of the letter about what was done to a booking at one moment."""
    return f"booking-{booking.pk}-{once_at(what, moment)}"


def once_at(what: str, moment: datetime) -> str:
    """Return a name for something that can happen to a booking again at another moment."""
    return f"{what}-{moment.astimezone(UTC):%Y%m%dT%H%M%S%f}"


def can_come_back(gathering: Gathering, now: datetime) -> list[Booking]:
    """Return the bookings that staff cancelled a moment ago and of which no letter has left."""
    gone = gathering.bookings.filter(cancelled__gt=now - UNDO_FOR).select_related("membership")
    keys = {letter_key(one, "place_cancelled", one.cancelled): one for one in gone if one.cancelled}
    unsent = Letter.objects.filter(
        organisation=gathering.organisation,
        once__in=keys,
        state=Letter.State.WAITING,
        due__gt=now,
    )
    return [keys[key] for key in unsent.order_by("pk").values_list("once", flat=True)]


def to_arrange(rows: list[Row]) -> list[Booking]:
    """Return the bookings that asked for something nobody has said yes to, first asked first."""
    asked = [row.booking for row in rows if row.booking and row.booking.needs]
    return sorted((b for b in asked if not b.arranged), key=lambda b: (b.booked, b.pk))


def asked_for(gathering: Gathering) -> QuerySet[Booking]:
    """Return the bookings that asked for something, what is not arranged first."""
    return (
        gathering.bookings.filter(cancelled=None)
        .exclude(needs="")
        .select_related("membership", "arranged_by")
        .order_by(F("arranged").asc(nulls_first=True), "booked", "pk")
    )


def full(gathering: Gathering) -> bool:
    """Return whether the next person to book goes to the waiting list."""
    placed = gathering.bookings.filter(cancelled=None, placed__isnull=False).count()
    return placed >= gathering.capacity


@dataclass(frozen=True)
class Place:
    """What one person has to do with one session: what their private link opens."""

    gathering: Gathering
    membership: Membership
    booking: Booking | None
    attendance: Attendance | None


def place(gathering: int, membership: int) -> Place | None:
    """Return the newest booking and the attendance of a member; None when there is neither."""
    booking = (
        Booking.objects.filter(gathering=gathering, membership=membership)
        .order_by("-booked", "-pk")
        .first()
    )
    attendance = Attendance.objects.filter(gathering=gathering, membership=membership).first()
    if booking is None and attendance is None:
        return None
    return Place(
        Gathering.objects.select_related("programme__organisation", "evaluation").get(pk=gathering),
        Membership.objects.get(pk=membership),
        booking,
        attendance,
    )


# Which person is meant


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def booked_as(gathering: Gathering, who: str, team: Team | None = None) -> list[Booking]:
    """Return the bookings somebody can mean who types a name or an e-mail address at the door.

    With a `team` only those who booked from it. More than one answer means: ask which team.
    """
    rows = gathering.bookings.filter(cancelled=None).select_related("membership")
    found = [b for b in rows if _same(b.membership.name, who) or _same(b.membership.email, who)]
    return [b for b in found if team is None or b.team_id == team.pk]


def known_as(organisation: Organisation, name: str, team: Team | None) -> Membership | None:
    """Return the one member of this name in this team (or, like them, in none).

    So that somebody who comes to three sessions is one person in the counts, without an address.
    """
    members = organisation.memberships.filter(left=None, team=team)
    found = list(members.filter(name__iexact=name.strip())[:2])
    return found[0] if len(found) == 1 else None


# What is due


def to_remind(now: datetime, days: int, until: int) -> QuerySet[Booking]:
    """Return the bookings whose reminder `days` before the start is due and not written yet.

    Not those nearer to the start than `until` days (a later reminder is nearer then), nor those
    who got their place after the reminder would have gone.
    """
    key = Concat(Value("booking-"), Cast("pk", CharField()), Value(f"-reminder-{days}"))
    written = Letter.objects.filter(
        organisation=OuterRef("gathering__programme__organisation"), once=OuterRef("key")
    )
    return (
        Booking.objects.filter(
            cancelled=None,
            gathering__cancelled=None,
            gathering__starts__gt=now + timedelta(days=until),
            gathering__starts__lte=now + timedelta(days=days),
            placed__lt=F("gathering__starts") - timedelta(days=days),
        )
        .exclude(membership__email="")
        .annotate(key=key)
        .filter(~Exists(written))
        .select_related("gathering__programme__organisation", "membership")
    )


def needs_to_forget(now: datetime) -> QuerySet[Booking]:
    """Return the bookings whose access needs have been kept long enough."""
    return Booking.objects.filter(gathering__ends__lte=now - KEEP_NEEDS).exclude(needs="")
