"""How much time people were asked for, and what they were asked before. As many queries for much as
for little."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from alongside.asks.models import Form, Invitation, Response, Wave
from alongside.gatherings.models import Attendance
from alongside.involvement.models import Given, Opportunity
from alongside.methods.burden import Asked, Shares, shares
from alongside.methods.questions import is_answered, minutes
from alongside.people.models import GroupMember, Organisation
from alongside.projects.models import Presence, Project

from .models import BurdenShown, Pace

MONTHS = 12
DAY_MINUTES = 7 * 60
"""What a day of somebody's time is counted as."""

SURVEYS, SESSIONS, MEETINGS, TASKS = "Surveys", "Sessions", "Meetings of projects", "Tasks"
KINDS = (SURVEYS, SESSIONS, MEETINGS, TASKS)
NO_TEAM = "In no team"
OPEN_LINK = "Not known: they came by an open link"
NO_PROJECT = "In no project"
ASIDE = frozenset({OPEN_LINK, NO_PROJECT})

type Who = int | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Time:
    """Somebody was asked for time on a day."""

    who: Who
    team: int | None
    day: date
    minutes: float
    kind: str
    project: str


def pace(organisation: Organisation) -> Pace:
    """Return how an organisation counts time, also before it has said so."""
    return Pace.objects.filter(organisation=organisation).first() or Pace(organisation=organisation)


def to_keep(until: date) -> QuerySet[Organisation]:
    """Return the organisations whose figures until a day are not kept yet."""
    done = BurdenShown.objects.filter(organisation=OuterRef("pk"), until=until)
    return Organisation.objects.filter(~Exists(done)).order_by("pk")


def first_day(today: date) -> date:
    """Return the first day of the twelve months that are looked at.

    >>> first_day(date(2026, 3, 10))
    datetime.date(2025, 4, 1)
    """
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def months(today: date) -> list[date]:
    """Return the first day of each of the twelve months."""
    found = [first_day(today)]
    while len(found) < MONTHS:
        found.append((found[-1] + timedelta(days=31)).replace(day=1))
    return found


def asked_for(organisation: Organisation, now: datetime) -> list[Time]:
    """Return every time somebody was asked for time in the last twelve months. Projects about one
    person’s own support are left out: that is no favour to the organisation."""
    today = timezone.localdate(now)
    at = pace(organisation)
    since = first_day(today)
    return [
        *_surveys(organisation, at, since, now),
        *_sessions(organisation, since, now),
        *_meetings(organisation, at, since, today),
        *_tasks(organisation, at, since, today),
    ]


def _shared(way: str = "project") -> Q:
    return ~Q(**{f"{way}__level": Project.Level.INDIVIDUAL}) | Q(**{f"{way}": None})


def waves(organisation: Organisation) -> Any:
    """Return what people were asked outside of sessions and rooms, whose time counts already."""
    rows = organisation.waves.filter(_shared(), of_session=False)
    rows = rows.exclude(version__form__purpose__in=Form.NOT_WRITTEN)
    return rows.select_related("version__form", "project")


def _surveys(organisation: Organisation, at: Pace, since: date, now: datetime) -> Iterator[Time]:
    """Whoever was invited was asked, whether they answered or not; of an open link we know those
    who answered, once it has closed and enough did."""
    asked = {
        wave.pk: wave for wave in waves(organisation).filter(opens__date__gte=since, opens__lte=now)
    }
    takes = {pk: length(wave.version.definition, at) for pk, wave in asked.items()}
    invited = set()
    rows = Invitation.objects.filter(wave__in=asked).order_by()
    for pk, member, team in rows.values_list("wave", "member", "member__team"):
        invited.add(pk)
        yield _survey(asked[pk], member, team, takes[pk])
    by_link = [pk for pk, wave in asked.items() if pk not in invited and wave.closed]
    answered = Response.objects.filter(wave__in=by_link).order_by().values_list("wave")
    for pk, people in answered.annotate(people=Count("pk")):
        if people >= asked[pk].minimum:
            for number in range(people):
                yield _survey(asked[pk], (pk, number), None, takes[pk])


def _survey(wave: Wave, who: Who, team: int | None, takes: float) -> Time:
    day = timezone.localdate(wave.opens)
    return Time(who, team, day, takes, SURVEYS, wave.project.name if wave.project else "")


def length(definition: dict[str, Any], at: Pace) -> float:
    """Return how many minutes a form takes."""
    if at.seconds is None:
        return minutes(definition)
    return sum(map(is_answered, definition["questions"])) * at.seconds / 60


def _sessions(organisation: Organisation, since: date, now: datetime) -> Iterator[Time]:
    rows = Attendance.objects.filter(
        _shared("gathering__project"),
        gathering__programme__organisation=organisation,
        gathering__cancelled=None,
        gathering__starts__date__gte=since,
        gathering__starts__lte=now,
    )
    for one in rows.order_by().values_list(
        "membership",
        "membership__team",
        "gathering__starts",
        "gathering__ends",
        "gathering__project__name",
    ):
        member, team, starts, ends, project = one
        took = (ends - starts).total_seconds() / 60
        yield Time(member, team, timezone.localdate(starts), took, SESSIONS, project or "")


def _meetings(organisation: Organisation, at: Pace, since: date, today: date) -> Iterator[Time]:
    rows = Presence.objects.filter(
        _shared("meeting__project"),
        meeting__project__organisation=organisation,
        meeting__day__range=(since, today),
    )
    for member, team, day, project in rows.order_by().values_list(
        "seat__member", "seat__member__team", "meeting__day", "meeting__project__name"
    ):
        yield Time(member, team, day, at.meeting_minutes, MEETINGS, project)


def _tasks(organisation: Organisation, at: Pace, since: date, today: date) -> Iterator[Time]:
    """Time that somebody gave to an opportunity; what is offered for all of it says no time."""
    takes: dict[str, int] = {
        Opportunity.Per.HOUR: 60,
        Opportunity.Per.SESSION: at.meeting_minutes,
        Opportunity.Per.DAY: DAY_MINUTES,
    }
    rows = Given.objects.filter(
        _shared("part__opportunity__project"),
        part__opportunity__organisation=organisation,
        day__range=(since, today),
        part__offer__per__in=list(takes),
    )
    for one in rows.order_by().values_list(
        "part__member",
        "part__member__team",
        "day",
        "units",
        "part__offer__per",
        "part__opportunity__project__name",
    ):
        member, team, day, units, per, project = one
        yield Time(member, team, day, float(units) * takes[per], TASKS, project or "")


@dataclass(frozen=True)
class Table:
    """What people were asked for, by something: `heading` says what, `about` what to know of it."""

    name: str
    heading: str
    shares: Shares
    about: str = ""


def tables(organisation: Organisation, now: datetime) -> list[Table]:
    """Return what people were asked for in twelve months: by what it was, month, team, group and
    project."""
    times, minimum = asked_for(organisation, now), organisation.minimum
    return [
        _table("kind", "What it was", times, lambda one: one.kind, KINDS, minimum, compare=False),
        _by_month(times, minimum, timezone.localdate(now)),
        _by_team(organisation, times, minimum),
        _by_group(organisation, times, minimum),
        _by_project(times, minimum),
    ]


def _table(
    name: str,
    heading: str,
    times: Iterable[Time],
    by: Callable[[Time], str],
    order: Iterable[str],
    minimum: int,
    *,
    compare: bool = True,
    about: str = "",
) -> Table:
    asked = [(by(one), Asked(one.who, one.minutes)) for one in times]
    found = shares(asked, list(order), minimum=minimum, compare=compare, whole=True, aside=ASIDE)
    return Table(name, heading, found, about)


def _by_month(times: list[Time], minimum: int, today: date) -> Table:
    order = [f"{month:%B %Y}" for month in months(today)]
    return _table(
        "month", "Month", times, lambda one: f"{one.day:%B %Y}", order, minimum, compare=False
    )


def _by_team(organisation: Organisation, times: list[Time], minimum: int) -> Table:
    named = dict(organisation.teams.values_list("pk", "name"))
    twice = {name for name in named.values() if list(named.values()).count(name) > 1}
    names = {pk: f"{name} ({pk})" if name in twice else name for pk, name in named.items()}

    def team(one: Time) -> str:
        if isinstance(one.who, tuple):
            return OPEN_LINK
        return names.get(one.team or 0, NO_TEAM)

    there = {team(one) for one in times}
    last = [name for name in (NO_TEAM, OPEN_LINK) if name in there]
    order = [*sorted(there - set(last)), *last]
    about = "By the team that somebody is in today."
    return _table("team", "Team", times, team, order, minimum, about=about)


def _by_group(organisation: Organisation, times: list[Time], minimum: int) -> Table:
    """Somebody counts for every group that they were in on the day."""
    places: dict[int, list[tuple[str, date, date | None]]] = {}
    rows = GroupMember.objects.filter(group__organisation=organisation).order_by("group__name")
    names: dict[int, str] = {}
    for pk, name, member, joined, left in rows.values_list(
        "group", "group__name", "membership", "joined", "left"
    ):
        taken = name in names.values() and names.get(pk) != name
        names.setdefault(pk, f"{name} ({pk})" if taken else name)
        until = timezone.localdate(left) if left else None
        places.setdefault(member, []).append((names[pk], timezone.localdate(joined), until))
    asked = [
        (name, Asked(one.who, one.minutes))
        for one in times
        if not isinstance(one.who, tuple)
        for name in sorted(
            {
                name
                for name, joined, left in places.get(one.who, ())
                if joined <= one.day and (left is None or one.day < left)
            }
        )
    ]
    found = shares(asked, list(dict.fromkeys(names.values())), minimum=minimum)
    about = "Somebody counts for each group that they were in on the day."
    return Table("group", "Group", found, about)


def _by_project(times: list[Time], minimum: int) -> Table:
    there = sorted({one.project for one in times if one.project})
    outside = [NO_PROJECT] if any(not one.project for one in times) else []
    return _table(
        "project",
        "Project",
        times,
        lambda one: one.project or NO_PROJECT,
        [*there, *outside],
        minimum,
    )
