"""20,000 staff in 400 teams with 3,000 activities: every page of the learning plan, beside the same
pages of an organisation with a fortieth of that."""

from datetime import date, datetime, timedelta
from typing import Any

from alongside.cli.bench import Figure, Found, installation_of_its_own
from alongside.cli.bench.pages import median_of

WHOLE = {"staff": 20_000, "teams": 400, "activities": 3_000}
SMALL = {"staff": 500, "teams": 10, "activities": 260}
TOGETHER = 200
"""Activities in the plan of the whole organisation; the others are in those of the teams."""

ROLES = 60
"""How many have a role that sees to plans."""

EXPECTATIONS, SESSIONS = 10, 20
LIMIT = 100
"""Milliseconds of server time that a page of this part takes at most."""

YARDSTICK = "the plainest page of the same server"


def measure(*, small: bool = False) -> Found:
    """Return the median milliseconds of each page and its queries, and by how many queries they
    differ from those of a small organisation, which is none."""
    installation_of_its_own()
    few = _pages("few", SMALL)
    many = few if small else _pages("many", WHOLE)
    empty = many.pop("the plainest page")[0]
    figures, over = [], 0
    for what, (took, queries) in many.items():
        over += took > LIMIT
        figures.append(Figure(what, took, "ms", YARDSTICK, took / empty))
        figures.append(Figure(f"{what}: queries", queries, "count"))
        more = queries - few[what][1]
        figures.append(Figure(f"{what}: queries more than for a fortieth", more, "count"))
    figures.append(Figure(f"pages that take more than {LIMIT} ms", over, "count"))
    return Found(figures)


def _pages(slug: str, size: dict[str, int]) -> dict[str, tuple[float, int]]:
    """Return how long each page takes in milliseconds, and its queries, in a new organisation."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    here, lead, manager = _people(slug, size, timezone.now())
    whole, team = _plans(lead, size, timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    clients = {}
    for name, member in (("staff", lead), ("manager", manager)):
        clients[name] = Client()
        clients[name].force_login(member.person, settings.AUTHENTICATION_BACKENDS[0])
    staff, at = clients["staff"], f"/o/{here.slug}/learning/"
    one = whole.activities.first()
    expected = whole.expectations.first()
    pages = {
        "the plainest page": (staff, "/privacy/"),
        "plans": (staff, at),
        "plans, of one area": (clients["manager"], at),
        "needs": (staff, f"{at}needs/"),
        "a need": (staff, f"{at}needs/{one.need_id}/"),
        "write down a need": (staff, f"{at}needs/new/"),
        "make a plan": (staff, f"{at}plans/new/"),
        "a plan of everybody": (staff, f"{at}plans/{whole.pk}/"),
        "a plan of a team": (staff, f"{at}plans/{team.pk}/"),
        "an activity": (staff, f"{at}plans/{whole.pk}/activities/{one.pk}/"),
        "add an activity": (staff, f"{at}plans/{whole.pk}/activities/new/"),
        "what became of it": (staff, f"{at}plans/{whole.pk}/activities/{one.pk}/held/"),
        "versions": (staff, f"{at}plans/{whole.pk}/versions/"),
        "a version": (staff, f"{at}plans/{whole.pk}/versions/1/"),
        "return on expectations": (staff, f"{at}plans/{whole.pk}/expectations/"),
        "an expectation": (staff, f"{at}plans/{whole.pk}/expectations/{expected.pk}/"),
        "write down what is expected": (staff, f"{at}plans/{whole.pk}/expectations/new/"),
        "from finding to result": (staff, f"{at}plans/{whole.pk}/chain/"),
        "when it is looked at": (staff, f"{at}plans/{whole.pk}/checks/"),
        "a plan on a page": (staff, f"{at}plans/{whole.pk}/page/"),
    }
    return {what: median_of(client, path) for what, (client, path) in pages.items()}


def _people(slug: str, size: dict[str, int], now: datetime) -> tuple[Any, Any, Any]:
    """Make an organisation; return it, its lead, and a senior manager of one area."""
    from alongside.people import actions as people
    from alongside.people.models import Membership, Role, Team

    here = people.create_organisation(name=slug.title(), slug=slug, now=now)
    areas = [
        people.add_team(organisation=here, name=f"Area {n}", kind=Team.Kind.SERVICE_AREA)
        for n in range(size["teams"] // 10)
    ]
    teams = Team.objects.bulk_create(
        Team(organisation=here, parent=areas[n % len(areas)], name=f"Team {n}")
        for n in range(size["teams"] - len(areas))
    )
    Membership.objects.bulk_create(
        (
            Membership(organisation=here, name=f"Somebody {n}", team=teams[n % len(teams)])
            for n in range(size["staff"])
        ),
        batch_size=2_000,
    )
    some = here.memberships.order_by("pk")[:ROLES]
    Role.objects.bulk_create(Role(membership=one, name="facilitator") for one in some)
    lead, manager = (
        people.add_member(
            organisation=here,
            name=name,
            email=f"{name}@{slug}.example.org",
            team=team,
            roles=roles,
            can_sign_in=True,
            now=now,
        )
        for name, team, roles in (
            ("amira", None, ["owner", "lead"]),
            ("david", areas[0], ["senior manager"]),
        )
    )
    return here, lead, manager


def _plans(lead: Any, size: dict[str, int], now: datetime) -> tuple[Any, Any]:
    """Make the plan of everybody with all that hangs on it, and one for each team; return the first
    and one of a team."""
    from alongside.learning import actions, months
    from alongside.learning.models import Activity, Need, Plan

    here, start = lead.organisation, months.later(months.first(now.date()), -6)
    given = {"organisation": here, "owner": lead}
    needs = Need.objects.bulk_create(Need(**given, words=f"Need {n}") for n in range(100))
    plans = Plan.objects.bulk_create(
        Plan(**given, title=f"Plan {n}", aim="Everybody", start=start, team=team)
        for n, team in enumerate([None, *here.teams.all()])
    )
    whole, *others = plans
    Activity.objects.bulk_create(
        _activity(n, whole if n < TOGETHER else others[n % len(others)], needs, lead, start)
        for n in range(size["activities"])
    )
    sessions = _sessions(lead, start, now)
    for one, session in zip(whole.activities.all(), sessions, strict=False):
        actions.note_held(activity=one, gathering=session, now=now)
    first = list(whole.activities.all()[: EXPECTATIONS * 4])
    for n in range(EXPECTATIONS):
        actions.expect(
            plan=whole,
            who="The panel",
            what=f"Expectation {n}",
            seen="In projects",
            measure="Half of them",
            due=now.date(),
            activities=first[n * 4 : n * 4 + 4],
            by=lead,
            now=now,
        )
    actions.add_usual_checks(plan=whole, now=now)
    actions.send(plan=whole, by=lead, now=now)
    return whole, others[0]


def _activity(number: int, plan: Any, needs: list[Any], lead: Any, start: date) -> Any:
    from alongside.learning import months
    from alongside.learning.models import Activity

    month = months.later(start, number % 12)
    return Activity(
        plan=plan,
        kind="session",
        title=f"Activity {number}",
        need=needs[number % len(needs)],
        owner=lead,
        month=month,
        first_month=month,
        cost=number * 100,
    )


def _sessions(lead: Any, start: date, now: datetime) -> list[Any]:
    from alongside.gatherings import actions as gatherings

    programme = gatherings.add_programme(
        organisation=lead.organisation, name="In practice", now=now
    )
    found = []
    for number in range(SESSIONS):
        starts = now - timedelta(days=5 * number + 3)
        details = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=20)
        found.append(
            gatherings.plan(
                programme=programme, details=details, by=lead, now=starts - timedelta(days=1)
            )
        )
    return found
