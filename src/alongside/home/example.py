"""The example organisation: a story told by calling the same actions as the browser, with the
clock set back. No total, percentage or chart value is written here: `story/` has one line a person.

Co-production in practice: three sessions with a partner in 2024, what people asked for, the new
version of the session, then five sessions led by the council's own team.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from alongside.asks import actions as asks
from alongside.asks import ready
from alongside.asks.models import Form, FormVersion, Wave
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings
from alongside.gatherings import courses
from alongside.gatherings.actions import Contents, Plan
from alongside.gatherings.models import Attendance, DesignVersion, Gathering, Programme
from alongside.people import actions as people
from alongside.people.models import Group, Membership, Organisation, Team
from alongside.reports import actions as reports

from . import (
    example_assessments,
    example_boards,
    example_cards,
    example_draws,
    example_feedback,
    example_groups,
    example_involvement,
    example_journeys,
    example_learning,
    example_library,
    example_pledges,
    example_projects,
    example_representation,
    example_room,
    example_survey,
    example_walls,
    example_waves,
)
from .example_themes import read_and_answer

AREAS = {
    "Adult Social Care": ["Assessment and care planning", "Commissioning", "Direct payments"],
    "Children's Services": ["Early help", "Children in care", "SEND"],
    "Housing and Communities": ["Housing options", "Community safety", "Libraries"],
    "Public Health and Place": ["Public health", "Parks and green spaces"],
}
"""Directorates and the service areas in them."""

EXPERT = "expert by experience"
STAFF = [
    ("Amira Hussain", "amira@example.org", "Commissioning", ["owner", "lead"]),
    ("Tom Baker-Lewis", "tom@example.org", "Commissioning", ["lead", "facilitator"]),
    ("Grace Okafor", "grace@example.org", "Direct payments", ["facilitator", EXPERT]),
    ("Priya Nair", "priya@example.org", "Public health", ["analyst"]),
    ("David Price", "david@example.org", "Assessment and care planning", ["senior manager"]),
    ("Dot Evans", "", "", [EXPERT]),
]

PARTNER = "Changing Lives Together"
WITH_PARTNER = "2024, led by a partner"
OWN_TEAM = "August 2025 to March 2026, led by our own team"

ROOM: dict[str, Any] = {
    "capacity": 16,
    "place": "Council House, room 2",
    "way_in": "Level entrance on Freeth Street; a lift to the room.",
}
"""Where every session is."""

BOOKS = 0.8
"""How likely somebody who comes had booked a place."""

FIRST_DESIGN = Contents(
    minutes=180,
    agenda=[
        {"title": "Welcome", "minutes": 15, "about": ""},
        {"title": "What co-production is, and the ladder", "minutes": 60, "about": ""},
        {"title": "Videos: three councils", "minutes": 45, "about": ""},
        {"title": "Benefits for people and for staff", "minutes": 45, "about": ""},
        {"title": "Questions, and how it was", "minutes": 15, "about": ""},
    ],
)
NEW_DESIGN = Contents(
    minutes=90,
    break_minutes=10,
    agenda=[
        {"title": "Welcome, and what we agreed last time", "minutes": 10, "about": ""},
        {"title": "What we mean by co-production, and the ladder", "minutes": 20, "about": ""},
        {"title": "Barriers: sort the cards together", "minutes": 20, "about": "New."},
        {"title": "Tea, and a stretch", "minutes": 10, "about": "New."},
        {"title": "Try it: a real piece of your own work", "minutes": 20, "about": "New."},
        {"title": "Your plan, and the questions", "minutes": 10, "about": ""},
    ],
)


@transaction.atomic
def build(*, email: str, password: str, now: datetime) -> Organisation:
    """Make the example organisation. `email`, one of its staff, can sign in with `password`."""
    organisation = _organisation(now)
    staff = {row[0]: _member(organisation, *row, now=now) for row in STAFF}
    amira = staff["Amira Hussain"]
    if amira.person and amira.email == email:
        people.set_password(person=amira.person, password=password)
    programme = gatherings.add_programme(
        organisation=organisation,
        name="Co-production in practice",
        about="What co-production is, what gets in the way, and how to do it in your own work.",
        now=_at(date(2024, 1, 8)),
    )
    new, form = _sessions(programme, staff)
    course = gatherings.bring_in(
        programme=programme, course=courses.course("coproduction"), by=amira, now=now
    )
    _next_session(programme, course, form, staff, now)
    example_room.fill(version=course, lead=amira, now=now)
    read_and_answer(
        waves=organisation.waves.filter(closed__isnull=False),
        themes=_lines_by_title("themes.txt"),
        analyst=staff["Priya Nair"],
        lead=amira,
        version=new,
        now=now - timedelta(days=1),
    )
    example_library.fill(lead=amira, facilitator=staff["Tom Baker-Lewis"], now=now)
    example_walls.fill(lead=amira, now=now)
    example_pledges.plan_and_follow_up(
        programme=programme, lines=_lines_by_title("plans.txt"), now=now
    )
    example_survey.ask_the_workforce(lead=amira, now=now)
    example_waves.ask(
        lead=amira, facilitators=[staff[name] for name in example_waves.BY_NAME], now=now
    )
    example_projects.work_together(lead=amira, now=now)
    example_involvement.take_part(lead=amira, now=now)
    example_draws.draw_a_panel(lead=amira, now=now)
    example_feedback.hear(lead=amira, now=now)
    example_cards.sort(lead=amira, now=now)
    example_journeys.tell(lead=amira, now=now)
    example_assessments.fill(lead=amira, now=now)
    example_representation.compare(analyst=staff["Priya Nair"], now=now)
    example_boards.fill(lead=amira, now=now)
    example_learning.plan_and_learn(lead=amira, programme=programme, now=now)
    reports.make(
        programme=programme,
        since=date(2024, 1, 1),
        until=date(2026, 3, 31),
        split="directorate",
        by=amira,
        now=now,
    )
    return organisation


def _sessions(
    programme: Programme, staff: dict[str, Membership]
) -> tuple[DesignVersion, FormVersion]:
    """Hold the sessions of 2024, change the design because of what people said, and hold those
    since; return the design and the evaluation that are used now."""
    dice = random.Random(7)  # noqa: S311 the same made-up story each time
    amira, organisation = staff["Amira Hussain"], programme.organisation
    form = _form(organisation, amira)
    old = gatherings.add_design(
        programme=programme,
        name="Co-production in practice",
        contents=FIRST_DESIGN,
        by=amira,
        now=_at(date(2024, 1, 15)),
    )
    sheets = dict(_sheets())
    for day in [day for day in sheets if day.year == 2024]:
        _session(programme, old, form[0], day, sheets[day], staff, dice, partner=PARTNER)
    review = example_groups.review(version=old, staff=staff, areas=_areas(organisation))
    new = gatherings.change_design(
        design=old.design,
        contents=NEW_DESIGN,
        by=amira,
        now=_at(date(2025, 6, 2)),
        changed="1.5 hours with a break for tea. A card game about barriers. New videos with clear "
        "sound. Scenarios from people's own work.",
        because="People asked for it after the sessions in 2024, and so did the group that looked "
        "at the design.",
        review=review,
    )
    groups = {example_groups.LED_BY_PANEL: [example_groups.panel(staff=staff)]}
    for day in [day for day in sheets if day.year > 2024]:
        _session(programme, new, form[1], day, sheets[day], staff, dice, groups=groups.get(day, []))
    return new, form[1]


def _organisation(now: datetime) -> Organisation:
    organisation = people.create_organisation(
        name="Sandbrook Council (example)", slug="sandbrook", now=now, example=True
    )
    for directorate, names in AREAS.items():
        parent = people.add_team(
            organisation=organisation, name=directorate, kind=Team.Kind.DIRECTORATE
        )
        for name in names:
            people.add_team(
                organisation=organisation, name=name, kind=Team.Kind.SERVICE_AREA, parent=parent
            )
    return organisation


def _member(
    organisation: Organisation,
    name: str,
    address: str,
    area: str,
    roles: list[str],
    *,
    now: datetime,
) -> Membership:
    return people.add_member(
        organisation=organisation,
        name=name,
        email=address,
        team=_areas(organisation).get(area),
        roles=roles,
        can_sign_in=bool(address),
        now=now,
    )


def _areas(organisation: Organisation) -> dict[str, Team]:
    return {team.name: team for team in organisation.teams.filter(kind=Team.Kind.SERVICE_AREA)}


def _form(organisation: Organisation, by: Membership) -> tuple[FormVersion, FormVersion]:
    """Return the evaluation as it was asked in 2024, and as it is asked since: with two questions
    that show what people can do now, and one about where they work."""
    whole = starter("session_evaluation")
    teams = list(organisation.teams.all())
    where = ready.where_people_work(teams, Team.Kind.DIRECTORATE, whole, "directorate")
    whole["questions"].insert(-1, where)
    asked_later = {"model", "support", "directorate"}
    first = whole | {"questions": [q for q in whole["questions"] if q["name"] not in asked_later]}
    form = asks.make_form(
        organisation=organisation,
        title="How was the session?",
        purpose=Form.Purpose.EVALUATION,
        draft=first,
        now=_at(date(2024, 1, 22)),
        by=by,
    )
    old = asks.publish(form=form, by=by, now=_at(date(2024, 1, 22)))
    asks.change_form(form=form, title=form.title, draft=whole, now=_at(date(2025, 6, 9)))
    return old, asks.publish(form=form, by=by, now=_at(date(2025, 6, 9)))


def _at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """Yield each line of a story file with the title in square brackets it stands under."""
    title = ""
    for line in (files("alongside.home") / "story" / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            title = line.strip("[]")
        elif line and not line.startswith("#"):
            yield title, line


@dataclass(frozen=True)
class Person:
    """A line of a sheet: who, from where, and whether they came."""

    name: str
    area: str
    came: bool


def _sheets() -> Iterator[tuple[date, list[Person]]]:
    """Yield the day of each session with those who came, or had a place and did not."""
    sheets: dict[str, list[Person]] = {}
    for day, line in _lines("registers.txt"):
        name, area, *stayed_away = line.split(", ")
        sheets.setdefault(day, []).append(Person(name, area, not stayed_away))
    for day, sheet in sheets.items():
        yield date.fromisoformat(day), sheet


def _session(
    programme: Programme,
    version: DesignVersion,
    form: FormVersion,
    day: date,
    sheet: list[Person],
    staff: dict[str, Membership],
    dice: random.Random,
    partner: str = "",
    groups: Iterable[Group] = (),
) -> None:
    """Plan one session of the past, check people in, and let them answer."""
    starts = _at(day, 13, 30)
    session = gatherings.plan(
        programme=programme,
        details=Plan(
            starts=starts,
            ends=starts + timedelta(minutes=version.minutes),
            version=version,
            **ROOM,
            partner=partner,
            cohort=WITH_PARTNER if partner else OWN_TEAM,
        ),
        led_by=[] if partner else [staff["Grace Okafor"], staff["Tom Baker-Lewis"]],
        led_by_groups=groups,
        also_led_by=[partner] if partner else [],
        by=staff["Amira Hussain"],
        now=starts - timedelta(days=28),
    )
    wave = gatherings.ask_for_evaluation(
        gathering=session,
        version=form,
        closes=session.ends + timedelta(days=14),
        readers="Amira and Tom, who run the sessions, and Grace, who leads them.",
    )
    _come_and_answer(session, wave, sheet, dice)
    asks.close(wave=wave, now=session.ends + timedelta(days=14))


def _book(session: Gathering, sheet: list[Person]) -> dict[str, Membership]:
    """Let most people book a place two weeks before, and all who will not come; return who did."""
    dice, areas = random.Random(session.starts.toordinal()), _areas(session.organisation)  # noqa: S311
    booked = {}
    for person in sheet:
        if dice.random() < BOOKS or not person.came:
            booking = gatherings.book(
                gathering=session,
                name=person.name,
                email=example_pledges.address(person.name),
                team=areas[person.area],
                now=session.starts - timedelta(days=dice.randint(3, 20)),
            )
            booked[person.name] = booking.membership
    return booked


def _come_and_answer(
    session: Gathering, wave: Wave, sheet: list[Person], dice: random.Random
) -> None:
    """Check in everybody who came; one in nine goes home without answering. Those of our own
    sessions have an address, and most had booked."""
    areas, partner = _areas(session.organisation), bool(session.partner)
    booked = {} if partner else _book(session, sheet)
    now = session.starts - timedelta(minutes=5)
    for place, person in enumerate(person for person in sheet if person.came):
        team = areas[person.area]
        if person.name in booked:
            gatherings.check_in(
                gathering=session,
                membership=booked[person.name],
                how=Attendance.How.LIST,
                now=now,
            )
        else:
            gatherings.walk_in(
                gathering=session,
                name=person.name,
                email="" if partner else example_pledges.address(person.name),
                team=team,
                how=Attendance.How.WALK_IN,
                now=now,
            )
        if place % 9 != 8:
            asks.answer(
                wave=wave,
                answers=_answers(wave.version, dice, team, before_the_change=partner),
                client=uuid4().hex,
                now=session.ends + timedelta(minutes=5),
            )


@cache
def _lines_by_title(name: str) -> dict[str, list[str]]:
    """Return the lines of a story file by the title they stand under."""
    found: dict[str, list[str]] = {}
    for title, line in _lines(name):
        found.setdefault(title, []).append(line)
    return found


def _answers(
    form: FormVersion, dice: random.Random, area: Team, *, before_the_change: bool
) -> dict[str, Any]:
    """Return what one made-up person answers to the questions of this version."""
    words = _lines_by_title("answers.txt")
    before = dice.randint(1, 4)
    answers: dict[str, Any] = {
        "understanding": {"before": before, "now": min(5, before + dice.choice([0, 1, 1, 2]))},
        "model": {"text": dice.choice(words["model"])},
        "support": {"choice": dice.choice(["yes", "yes", "yes", "yes", "not_sure", "no"])},
        "relevant": {"value": dice.choice([2, 3, 4, 4, 4, 5, 5])},
        "content": {"value": dice.choice([3, 4, 4, 5, 5])},
        "liked": {"text": dice.choice(words["liked"])},
        "improve": {
            "text": dice.choice(words["improve before" if before_the_change else "improve"])
        },
        "apply": {"text": dice.choice(words["apply"])},
        "directorate": {"choice": _choice(form, "directorate", str(area.parent))},
        "quoting": {"choice": dice.choice(["yes", "yes", "no"])},
    }
    asked = {question["name"] for question in form.definition["questions"]}
    return {name: answer for name, answer in answers.items() if name in asked}


def _choice(form: FormVersion, name: str, label: str) -> str:
    """Return the code of the choice with this label, or "" where the question is not asked."""
    questions = [q for q in form.definition["questions"] if q["name"] == name]
    choices = [choice for question in questions for choice in question["choices"]]
    return next((c["name"] for c in choices if c["label"]["en"] == label), "")


def _next_session(
    programme: Programme,
    version: DesignVersion,
    form: FormVersion,
    staff: dict[str, Membership],
    now: datetime,
) -> None:
    """Plan a session three weeks from today that can be booked, with two people on it."""
    starts = _at(timezone.localdate(now) + timedelta(days=21), 13, 30)
    session = gatherings.plan(
        programme=programme,
        details=Plan(
            starts=starts,
            ends=starts + timedelta(minutes=version.minutes),
            version=version,
            **ROOM,
            cohort="Next round",
        ),
        led_by=[staff["Grace Okafor"], staff["Tom Baker-Lewis"]],
        by=staff["Amira Hussain"],
        now=now,
    )
    gatherings.ask_for_evaluation(
        gathering=session, version=form, closes=session.ends + timedelta(days=14)
    )
    areas = _areas(programme.organisation)
    for name, email, area, needs in (
        ("Ewa Kowalska", "ewa@example.org", "Early help", "Slides in large print, please."),
        ("Ben Carter", "ben@example.org", "Housing options", ""),
    ):
        gatherings.book(
            gathering=session, name=name, email=email, team=areas[area], needs=needs, now=now
        )
