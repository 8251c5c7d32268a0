"""The learning plan of the example: needs from the first survey, a year that a senior manager sent
back and then signed, what was held and what was not, and whether what was expected was met. Who and
what is in `story/learning.toml`; every number is read from results, registers and plans."""

import tomllib
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from alongside.gatherings.models import Gathering, Programme
from alongside.learning import actions as learning
from alongside.learning import findings, months
from alongside.learning.models import Activity, Need, Plan
from alongside.people.models import Membership
from alongside.reports import carrying
from alongside.reports.models import Results

SIGNER = "David Price"
SESSIONS = 4
"""How many sessions of the programme stand in the plan at most."""


def plan_and_learn(*, lead: Membership, programme: Programme, now: datetime) -> None:
    """Make the plan of the year after the first survey, and one of a team that has just begun."""
    story = tomllib.loads((files("alongside.home") / "story" / "learning.toml").read_text("utf-8"))
    _Year(story, lead, programme, now).tell()
    _begin_in_a_team(lead, now)


def _begin_in_a_team(lead: Membership, now: datetime) -> None:
    """Let a team begin with a plan of ours, three months ago: nobody has said what was held."""
    begun = now - timedelta(days=80)
    grace = lead.organisation.memberships.get(name="Grace Okafor")
    learning.make_plan(
        organisation=lead.organisation,
        title="A first year: Direct payments",
        aim="Everybody in the team has planned one piece of work together with people who use it.",
        start=months.first(timezone.localdate(begun)),
        owner=grace,
        team=grace.team,
        begin_from="first_year",
        by=grace,
        now=begun,
    )


class _Year:
    """The year of the story, told in its order."""

    def __init__(
        self, story: dict[str, Any], lead: Membership, programme: Programme, now: datetime
    ) -> None:
        self.story, self.programme, self.now = story, programme, now
        self.here = lead.organisation
        self.staff = {one.name: one for one in self.here.memberships.exclude(email="")}
        self.tom, self.signer = self.staff["Tom Baker-Lewis"], self.staff[SIGNER]
        whole = Results.objects.filter(wave__organisation=self.here, key="")
        rows = whole.filter(wave__title__startswith="Involving citizens").order_by("wave__opens")
        self.first, self.second = list(rows)[:2]
        self.start = date(timezone.localtime(self.first.wave.opens).year + 1, 1, 1)

    def tell(self) -> None:
        needs = {told["key"]: self._need(told) for told in self.story["need"]}
        plan = self._plan()
        rests = {one.title: one for one in self._activities(plan, needs)}
        self._expect(plan, rests)
        self._sign(plan)
        self._hold(plan)
        self._judge(plan)
        self._check(plan)
        self._need(self.story["again"], self.second)

    def _need(self, told: dict[str, Any], results: Results | None = None) -> Need:
        results = results or self.first
        found = self._finding(results, told) if "question" in told else None
        closed = results.wave.closed or self.now
        return learning.add_need(
            organisation=self.here,
            words=told["words"],
            owner=self.staff[told["owner"]],
            by=self.tom,
            now=min(closed + timedelta(days=10), self.now),
            finding=found,
        )

    def _finding(self, results: Results, told: dict[str, Any]) -> findings.Finding | None:
        """Return the finding that the results show; None where it is withheld."""
        rows = dict(carrying.findings(results)).get(told["question"], [])
        tokens = [token for token, says in rows if told["says"] in says]
        return findings.read(self.here, tokens[0]) if tokens else None

    def _plan(self) -> Plan:
        return learning.make_plan(
            organisation=self.here,
            title=self.story["title"],
            aim=self.story["aim"],
            start=self.start,
            owner=self.tom,
            group=self.here.groups.filter(name=self.story["group"]).first(),
            by=self.tom,
            now=self._on(self.start - timedelta(days=35)),
        )

    def _activities(self, plan: Plan, needs: dict[str, Need]) -> list[Activity]:
        told = [*self.story["activity"], *self._sessions()]
        names = ("kind", "title", "objective", "audience")
        return [
            learning.add_activity(
                month=months.later(self.start, one["month"]),
                need=needs[one["need"]],
                plan=plan,
                owner=self.tom,
                by=self.tom,
                now=plan.made,
                **{name: one[name] for name in names},
            )
            for one in told
        ]

    def _held(self) -> list[Gathering]:
        end = months.later(self.start, months.A_YEAR)
        rows = self.programme.gatherings.filter(
            starts__date__gte=self.start, starts__date__lt=end, ends__lte=self.now, cancelled=None
        )
        return list(rows.exclude(cohort="").order_by("starts")[:SESSIONS])

    def _sessions(self) -> list[dict[str, Any]]:
        """Return an activity for each session that the programme held in the year."""
        return [
            self.story["session"]
            | {"kind": Activity.Kind.SESSION, "month": one.starts.month - 1}
            | {"title": f"{self.story['session']['title']}, {one.starts:%B}"}
            for one in self._held()
        ]

    def _expect(self, plan: Plan, rests: dict[str, Activity]) -> None:
        names = ("who", "what", "seen", "measure")
        for told in self.story["expectation"]:
            project = self.here.projects.filter(name=told.get("project", "")).first()
            one = learning.expect(
                plan=plan,
                due=months.last_day(plan.last_month),
                activities=[a for a in rests.values() if {a.kind, a.title} & {*told["rests"]}],
                project=project,
                by=self.tom,
                now=plan.made,
                **{name: told[name] for name in names},
            )
            if "measured" in told:
                learning.compare(
                    expectation=one,
                    before=self.first.wave,
                    after=self.second.wave,
                    measured=told["measured"],
                )

    def _sign(self, plan: Plan) -> None:
        """Send it without prices, have it sent back, put them in and have it signed."""
        day = plan.made + timedelta(days=7)
        version = learning.send(plan=plan, by=self.tom, now=day)
        learning.answer(
            version=version,
            signed=False,
            words=self.story["changes"],
            by=self.signer,
            now=day + timedelta(days=3),
        )
        costs = {one["title"]: one["cost"] for one in self.story["activity"]}
        for one in plan.activities.all():
            cost = costs.get(one.title, self.story["session"]["cost"])
            learning.change_activity(activity=one, cost=cost)
        version = learning.send(plan=plan, by=self.tom, now=day + timedelta(days=6))
        learning.answer(version=version, signed=True, by=self.signer, now=day + timedelta(days=10))

    def _hold(self, plan: Plan) -> None:
        by_title = {one.title: one for one in plan.activities.all()}
        for session, told in zip(self._held(), self._sessions(), strict=True):
            one = by_title[told["title"]]
            learning.note_held(activity=one, gathering=session, now=self.now)
        for told in self.story["activity"]:
            one, month = by_title[told["title"]], months.later(self.start, told["month"])
            if "moved" in told:
                learning.move_activity(
                    activity=one,
                    month=months.later(self.start, told["moved"]["to"]),
                    why=told["moved"]["why"],
                    by=self.tom,
                    now=min(self._on(month), self.now),
                )
            if "held" in told and (day := month.replace(day=told["held"])) < self.now.date():
                learning.note_held(activity=one, held_on=day, now=self.now)
            if "not_held" in told:
                learning.note_not_held(activity=one, because=told["not_held"])

    def _judge(self, plan: Plan) -> None:
        told = {one["what"]: one for one in self.story["expectation"]}
        for one in plan.expectations.all():
            learning.judge(
                expectation=one,
                result=told[one.what]["result"],
                reasons=told[one.what]["reasons"],
                by=self.signer,
                now=self.now - timedelta(days=2),
            )

    def _check(self, plan: Plan) -> None:
        says = {one["level"]: one["says"] for one in self.story["found"]}
        for one in learning.add_usual_checks(plan=plan, now=plan.made):
            if not one.at_the_end and one.due < self.now.date():
                learning.note_done(
                    check=one, found=says[one.level], done_on=one.due, by=plan.owner, now=self.now
                )

    @staticmethod
    def _on(day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(10)))
