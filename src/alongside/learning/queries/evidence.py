"""What records show of an expectation: gathered each time, from what other nouns may show."""

import itertools
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from alongside.asks import queries as asks
from alongside.asks.models import Cut, Wave
from alongside.gatherings import counts
from alongside.gatherings.models import Gathering
from alongside.gatherings.pledge_outcomes import Outcomes, on_the_pages
from alongside.influence.models import Decision
from alongside.ladder.models import Position
from alongside.methods.shown import Shown
from alongside.people.models import Organisation
from alongside.projects.models import Project

from .. import comparing, months
from ..models import Activity, Check, Expectation, Plan, Result
from .planned import HELD, LATE, NOT_HELD, standing

Level = Check.Level
REPORTS = "reports:reports"
"""Where reports are read: a later noun, led to by its address."""

MOST_DECISIONS = 5
"""Decisions of a project that are named; the register has all."""


class Line(NamedTuple):
    """One thing that records show: what kind of record, what it says, and its address ("" where
    there is none)."""

    kind: str
    says: str
    address: str = ""


def expectations(plan: Plan) -> QuerySet[Expectation]:
    """Return what is expected of a plan, with what its pages show of it."""
    rows = plan.expectations.select_related(
        "project", "story", "before__version", "after__version", "plan__organisation"
    )
    return rows.prefetch_related("results", "activities")


def gathered(found: Collection[Expectation], now: datetime) -> dict[int, list[Line]]:
    """Return what records show of each expectation of one plan, by its key. As many queries for
    many as for one."""
    if not found:
        return {}
    plan = next(iter(found)).plan
    activities = _activities([one.pk for one in found], now)
    came = _came(plan.organisation, [one.gathering for them in activities.values() for one in them])
    plans_made = on_the_pages({one.programme_id for one in came})
    told = _told(plan.organisation, found)
    for_all = Project.Level.STRATEGIC
    projects = [one.project.pk for one in found if one.project and one.project.level == for_all]
    decisions, rungs = _decisions(projects, plan.start), _rungs(projects, plan.start)
    slug = plan.organisation.slug
    lines: dict[int, list[Line]] = {}
    for one in found:
        mine = activities.get(one.pk, [])
        lines[one.pk] = [
            *_sessions(slug, mine, came),
            *_pledges(slug, mine, plans_made),
            *_survey(slug, one, told),
            *decisions.get(one.project_id or 0, []),
            *rungs.get(one.project_id or 0, []),
        ]
    return lines


def _activities(keys: list[int], now: datetime) -> dict[int, list[Activity]]:
    through = Expectation.activities.through.objects.filter(expectation__in=keys)
    rows = Activity.objects.filter(expectations__in=keys).distinct().annotate(stands=standing(now))
    by_key = {one.pk: one for one in rows.select_related("gathering__programme")}
    found: dict[int, list[Activity]] = {}
    for expectation, activity in through.order_by("activity__month", "activity").values_list(
        "expectation", "activity"
    ):
        found.setdefault(expectation, []).append(by_key[activity])
    return found


def _came(organisation: Organisation, sessions: list[Gathering | None]) -> dict[Gathering, object]:
    """Return how many came to each session, as a page may show it."""
    rows = Gathering.objects.filter(pk__in=[one.pk for one in sessions if one])
    shown, _ = counts.shown_by_session(organisation, counts.by_session(rows))
    return dict(shown)


def _sessions(slug: str, mine: list[Activity], came: dict[Gathering, object]) -> Iterator[Line]:
    for one in mine:
        stands = getattr(one, "stands", "")
        address = reverse("learning:activity", args=[slug, one.plan_id, one.pk])
        if stands == HELD and one.gathering:
            day = timezone.localtime(one.gathering.starts).date()
            many = _came_in_words(came[one.gathering])
            says = f"“{one.gathering}” was held on {_day(day)}: {many}"
            yield Line(
                "Session", says, reverse("gatherings:session", args=[slug, one.gathering.pk])
            )
        elif stands == HELD and one.held_on:
            yield Line("Activity", f"“{one}” was held on {_day(one.held_on)}.", address)
        elif stands == NOT_HELD:
            yield Line("Gap", f"“{one}” was not held: {one.not_held_because}", address)
        elif stands == LATE:
            says = f"“{one}” was planned for {months.in_words(one.month)}. Nobody has said more."
            yield Line("Gap", says, address)
        else:
            says = f"“{one}” is to come in {months.in_words(one.month)}."
            yield Line("To come", says, address)


def _pledges(slug: str, mine: list[Activity], made: dict[int, Outcomes]) -> Iterator[Line]:
    for programme in {one.gathering.programme for one in mine if one.gathering}:
        outcomes = made.get(programme.pk)
        if outcomes is not None and outcomes.says:
            says = f"After {programme}: {in_words(outcomes)}"
            yield Line("Plans kept", says, reverse("gatherings:pledges", args=[slug, programme.pk]))


def in_words(outcomes: Outcomes) -> str:
    """Return what came of people's plans, as it may be shown, in a sentence."""
    tally = outcomes.tally
    each = [
        f"{label.lower()}: not shown" if count.hidden else f"{count} {label.lower()}"
        for label, count in zip(tally.categories, tally.counts, strict=True)
    ]
    who = "those" if tally.answered.hidden else f"{tally.answered} people"
    sessions = len(outcomes.gatherings)
    return (
        f"of {who} who said what came of their plan: {', '.join(each)} "
        f"({sessions} session{'' if sessions == 1 else 's'})."
    )


def _came_in_words(came: object) -> str:
    if isinstance(came, Shown) and came.hidden:
        return "how many came is not shown."
    return "1 person came." if str(came) == "1" else f"{came} people came."


def _told(
    organisation: Organisation, found: Collection[Expectation]
) -> dict[tuple[int, str, int], comparing.Told]:
    """Return what results have shown of these surveys and questions: the newest of each."""
    wanted = {
        comparing.identity(wave.version.definition, what.question)
        for one in found
        if (what := comparing.read(one.measured))
        for wave in (one.before, one.after)
        if wave is not None
    }
    rows = Cut.objects.filter(organisation=organisation, question__in=wanted, group={})
    return {
        (cut.waves[0], cut.question, int(cut.part)): comparing.Told(tuple(cut.counts), cut.answered)
        for cut in rows.order_by("pk")
        if len(cut.waves) == 1 and cut.part.isdecimal()
    }


def _survey(
    slug: str, one: Expectation, told: dict[tuple[int, str, int], comparing.Told]
) -> Iterator[Line]:
    what = comparing.read(one.measured)
    if what is None or one.before is None or one.after is None:
        return
    form = one.before.version.definition
    label, answer = comparing.words(form, one.measured)
    both = [
        told.get((wave.pk, comparing.identity(wave.version.definition, what.question), what.row))
        for wave in (one.before, one.after)
    ]
    address = reverse("reports:wave", args=[slug, one.after.pk])
    if both[0] is None or both[1] is None:
        yield Line("Survey", f"{label}: the results of both times are not made yet.", address)
        return
    minimum = max(one.before.minimum, one.after.minimum)
    then, now, differ = comparing.compared(what, both[0], both[1], minimum)
    says = f"{label} {answer}: {then} in {one.before.opens:%B %Y}, {now} in {one.after.opens:%B %Y}"
    yield Line("Survey", f"{says}: {differ}." if differ else f"{says}.", address)


def _decisions(projects: Collection[int], since: date) -> dict[int, list[Line]]:
    """Return what was decided in these projects since a day, the newest first."""
    rows = Decision.objects.filter(project__in=projects, decided_on__gte=since)
    found: dict[int, list[Line]] = {}
    for one in rows.select_related("project__organisation").order_by("-decided_on", "-pk"):
        lines = found.setdefault(one.project_id, [])
        if one.decided_on and len(lines) < MOST_DECISIONS:
            says = f"{one.question} {one.get_outcome_display()}, {_day(one.decided_on)}."
            parts = [one.project.organisation.slug, one.project_id, one.pk]
            lines.append(Line("Decision", says, reverse("influence:decision", args=parts)))
    return found


def _rungs(projects: Collection[int], since: date) -> dict[int, list[Line]]:
    """Return how the rung that records show has changed since a day."""
    rows = Position.objects.filter(project__in=projects).select_related("project__organisation")
    first: dict[int, Position] = {}
    last: dict[int, Position] = {}
    for one in rows.order_by("day"):
        if one.day <= since or one.project_id not in first:
            first[one.project_id] = one
        last[one.project_id] = one
    return {
        pk: [
            Line(
                "Ladder",
                f"Records of “{last[pk].project}” showed rung {was.evidenced} on {_day(was.day)} "
                f"and rung {last[pk].evidenced} on {_day(last[pk].day)}.",
                reverse("ladder:project", args=[last[pk].project.organisation.slug, pk]),
            )
        ]
        for pk, was in first.items()
        if was.evidenced is not None
        and last[pk].evidenced is not None
        and was.evidenced != last[pk].evidenced
    }


def by_level(plan: Plan, now: datetime) -> dict[Check.Level, list[Line]]:
    """Return what records show of a plan on each of the four levels: where people said what they
    thought of its sessions, the surveys that were compared, what came of people's plans, and what
    was decided and changed in its projects. As many queries for many activities as for few."""
    held = Activity.objects.filter(plan=plan, gathering__isnull=False)
    activities = list(held.select_related("gathering__programme"))
    programmes = {one.gathering.programme for one in activities if one.gathering}
    expected = list(expectations(plan))
    each = {line: None for lines in gathered(expected, now).values() for line in lines}
    slug = plan.organisation.slug
    reports = reverse(REPORTS, args=[slug])
    made = on_the_pages({one.pk for one in programmes})
    judged = [one.results.all()[0].result for one in expected if one.results.all()]
    return {
        Level.REACTION: [
            Line("Sessions", f"What people said of {one} is in its report.", reports)
            for one in sorted(programmes, key=str)
        ],
        Level.LEARNING: [line for line in each if line.kind == "Survey"],
        Level.BEHAVIOUR: list(_pledges(slug, activities, made)),
        Level.RESULTS: [
            *(line for line in each if line.kind in {"Decision", "Ladder"}),
            *([_judged(plan, judged, len(expected))] if judged else []),
        ],
    }


def _judged(plan: Plan, results: list[str], many: int) -> Line:
    counted = ", ".join(
        f"{results.count(value)} {label.lower()}" for value, label in Result.Is.choices
    )
    things = "1 thing that was" if many == 1 else f"{many} things that were"
    says = f"Of {things} expected: {counted}."
    return Line(
        "Expected", says, reverse("learning:expectations", args=[plan.organisation.slug, plan.pk])
    )


def surveys(organisation: Organisation) -> QuerySet[Wave]:
    """Return the surveys that have, or will have, results of their own, newest first; none of one
    person’s own support (R39)."""
    rows = asks.waves(organisation).exclude(project__level=Project.Level.INDIVIDUAL)
    return rows.filter(of_session=False, told_elsewhere=False)


def pairs(organisation: Organisation) -> list[tuple[Wave, Wave]]:
    """Return the surveys that were asked twice with results of their own: each time with the one
    before it, the newest first."""
    rows = surveys(organisation).filter(closed__isnull=False)
    by_form: dict[int, list[Wave]] = {}
    for wave in rows.order_by("opens", "pk"):
        by_form.setdefault(wave.version.form_id, []).append(wave)
    found = [pair for waves in by_form.values() for pair in itertools.pairwise(waves)]
    return sorted(found, key=lambda pair: pair[1].opens, reverse=True)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
