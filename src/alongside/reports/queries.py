"""What goes into a report: who came to which sessions, and what they answered."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.asks import marks
from alongside.asks import queries as asks
from alongside.asks.models import Cut, Wave
from alongside.gatherings import counts
from alongside.gatherings import queries as sessions
from alongside.gatherings.models import Gathering, Programme
from alongside.influence import queries as influence
from alongside.insight import queries as insight
from alongside.library import queries as library
from alongside.methods.questions import bracketed
from alongside.methods.questions.messages import said
from alongside.methods.questions.same import identity
from alongside.methods.shown import Shown
from alongside.people.models import Organisation

from .answers import Collected, Where, collected
from .models import Refusal, Report, Results
from .pledges import Pledged, pledged


@dataclass
class Round:
    """Sessions that are looked at together, who came to them and what they answered."""

    name: str
    gatherings: list[Gathering]
    totals: counts.Totals
    led_by: str
    waves: list[Collected]

    @property
    def responses(self) -> int:
        return sum(len(wave.answers) for wave in self.waves)


@dataclass(frozen=True)
class Beyond:
    """Sessions with one evaluation that more people answered than are on the register."""

    gatherings: tuple[Gathering, ...]
    answered: int
    came: int


@dataclass
class Inputs:
    """Everything a report is made of, read from the database in one go.

    `cuts` are what was shown of these answers before, and `besides` the answers in other waves that
    were shown together with them. `beyond` are sessions that more people answered than came to.
    `split` is the name of the question that answers are split by, or
    "", and `still_open` how many evaluations have not closed: their answers are not counted yet.
    """

    organisation: Organisation
    programme: Programme
    since: date
    until: date
    totals: counts.Totals
    sessions: list[counts.SessionCount]
    areas: list[counts.AreaCount]
    rounds: list[Round]
    findings: list[insight.Finding]
    wishes: list[influence.Answered]
    cuts: list[Cut]
    besides: list[Collected]
    pledged: Pledged
    beyond: list[Beyond]
    split: str = ""
    still_open: int = 0
    support_visits: Shown | int | None = None
    where: Where = ()
    compared: bool = False

    @property
    def waves(self) -> list[Collected]:
        return [wave for one in self.rounds for wave in one.waves]

    @property
    def split_label(self) -> str:
        """What was asked by the question that answers are split by."""
        asked = (q for wave in self.waves for q in wave.asked.values() if q["name"] == self.split)
        return next((said(question["label"]) for question in asked), self.split)

    @property
    def minimum(self) -> int:
        """The smallest number to show: the organisation's, or that of a wave where it is higher."""
        return max(self.organisation.minimum, *(one.wave.minimum for one in self.waves), 0)

    def fingerprint(self) -> str:
        """Return the SHA-256 of all that is counted, the same for the same rows."""
        counted = {
            "sessions": [[row.gathering.pk, row.booked, row.came] for row in self.sessions],
            "areas": [[row.name, row.places, row.people] for row in self.areas],
            "rounds": [[one.name, sorted(map(_counted, one.waves))] for one in self.rounds],
            "themes": [
                [f.theme.pk, str(f.people), str(f.wrote), list(f.quotes)] for f in self.findings
            ],
            "support": str(self.support_visits),
            "plans": self.pledged.counted,
            "answers": [[wish.theme.pk, wish.answer and wish.answer.pk] for wish in self.wishes],
        }
        return hashlib.sha256(_canonical(counted).encode()).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _counted(wave: Collected) -> str:
    counted = [
        sorted(map(_canonical, wave.answers.values())),
        {question: sorted(texts.values()) for question, texts in wave.words.items()},
        [
            [name, sorted([m.answer, m.right, m.by_id is not None] for m in rows.values())]
            for name, rows in sorted(wave.decided.items())
        ],
    ]
    return _canonical(counted)


def reports(organisation: Organisation) -> QuerySet[Report]:
    """Return the reports, newest first, without their documents."""
    return organisation.reports.select_related("programme", "made_by").defer("document")


def whole(wave: Wave) -> Results | None:
    """Return the results of everything in a wave; None before they were made."""
    return Results.objects.filter(wave=wave, key="").first()


def views(wave: Wave) -> QuerySet[Results]:
    """Return the results of a wave that were looked at in another way, the first one first."""
    return wave.results.exclude(key="").select_related("wave", "made_by")


def refused_cuts(wave: Wave) -> dict[str, str]:
    """Return why a view of this wave was refused as a whole, by the view in words; the newest
    reason."""
    found = Refusal.objects.filter(wave=wave, question="").order_by("asked", "pk")
    return dict(found.values_list("cut", "why"))


def with_results(found: QuerySet[Wave]) -> QuerySet[Wave]:
    """Return the waves with results of their own."""
    return found.filter(of_session=False, told_elsewhere=False)


def closed_surveys(found: QuerySet[Wave]) -> QuerySet[Wave]:
    """Return the closed waves with results of their own, newest first."""
    return with_results(found).filter(closed__isnull=False).order_by("-closed", "-pk")


def taken_back(answers: dict[str, int]) -> bool:
    """Return whether fewer answers are left of any of these waves than when results of it were
    made: `answers` is how many there are now, by the key of the wave."""
    made = Results.objects.filter(Q(wave__in=answers) | Q(view__other__in=list(map(int, answers))))
    return any(
        before != answers.get(pk, before)
        for counted in made.values_list("answers", flat=True)
        for pk, before in counted.items()
    )


def refusals(organisation: Organisation) -> QuerySet[Refusal]:
    """Return the cuts that were refused, the last one first."""
    return organisation.refusals.select_related("by", "wave")


def to_mark(report: Report) -> list[tuple[Wave, str, str]]:
    """Return the questions of the report's sessions whose answers were marked, as wave, name of
    the question and its words."""
    held = Gathering.objects.filter(
        programme=report.programme_id,
        cancelled=None,
        starts__gte=_midnight(report.since),
        starts__lt=_midnight(report.until + timedelta(days=1)),
        evaluation__closed__isnull=False,
    )
    waves = dict.fromkeys(g.evaluation for g in held.select_related("evaluation__version"))
    return [
        (wave, question["name"], said(question["label"]))
        for wave in waves
        if wave is not None
        for question in marks.questions(wave)
    ]


def inputs(
    programme: Programme, *, since: date, until: date, compare: str, now: datetime, split: str = ""
) -> Inputs:
    """Return what a report over the sessions of a programme from `since` to `until` counts."""
    organisation = programme.organisation
    held = counts.held(
        organisation,
        now=now,
        since=_midnight(since),
        until=_midnight(until + timedelta(days=1)),
        programme=programme,
    )
    groups: dict[str, list[Gathering]] = {}
    for gathering in held.select_related("version__design", "evaluation__version"):
        groups.setdefault(_round_of(gathering, compare), []).append(gathering)
    asked = {g.evaluation for found in groups.values() for g in found if g.evaluation is not None}
    analyses = list(insight.shared_about(Wave.objects.filter(pk__in=[w.pk for w in asked])))
    answered = {one.wave.pk: one for one in collected(list(asked))}
    cuts = asks.cuts(organisation, answered.keys())
    by_session = counts.by_session(held)
    besides = {wave for cut in cuts for wave in cut.waves} - answered.keys()
    return Inputs(
        organisation=organisation,
        programme=programme,
        since=since,
        until=until,
        totals=counts.totals(organisation, held),
        sessions=by_session,
        areas=counts.by_area(organisation, held),
        rounds=list(_rounds(organisation, held, groups, answered)),
        findings=[one for found in insight.findings_of(analyses).values() for one in found],
        wishes=influence.answered_of(analyses),
        cuts=cuts,
        besides=collected(
            list(organisation.waves.filter(pk__in=besides).select_related("version"))
        ),
        pledged=_pledged(programme, held, now),
        beyond=list(_beyond(by_session, answered)),
        split=split,
        still_open=len(asked) - len(answered),
        support_visits=library.support_visits(organisation, since, until),
    )


def _beyond(
    sessions: list[counts.SessionCount], answered: dict[int, Collected]
) -> Iterator[Beyond]:
    """Yield where more people answered than are on the register, by day. What was answered at
    sessions outside the report as well is left out: who came to those is not counted here."""
    asked = Gathering.objects.filter(evaluation__in=list(answered)).values_list("evaluation", "pk")
    of_each: dict[int, set[int]] = {}
    for wave, gathering in asked:
        of_each.setdefault(wave, set()).add(gathering)
    here = {row.gathering.pk: row for row in sessions}
    for wave, gatherings in of_each.items():
        if gatherings <= here.keys():
            rows = sorted((here[pk] for pk in gatherings), key=lambda row: row.gathering.starts)
            came, told = sum(row.came for row in rows), len(answered[wave].answers)
            if told > came:
                yield Beyond(tuple(row.gathering for row in rows), told, came)


def _pledged(programme: Programme, held: QuerySet[Gathering], now: datetime) -> Pledged:
    """Return the plans after these sessions, beside what other reports and pages say of plans."""
    ever = counts.held(programme.organisation, now=now, programme=programme)
    periods = programme.reports.order_by().values_list("since", "until").distinct()
    earlier = [
        ever.filter(starts__gte=_midnight(since), starts__lt=_midnight(until + timedelta(days=1)))
        for since, until in periods
    ]
    day = timezone.localdate(now)
    return pledged(programme, held, day=day, ever=ever, earlier=earlier)


def questions_to_split_by(organisation: Organisation) -> dict[str, str]:
    """Return the questions that answers can be split by: one choice, and nothing that measures the
    session itself. By name, with what was asked last."""
    held = organisation.waves.filter(gatherings__isnull=False, closed__isnull=False)
    found = {
        identity(question): question
        for wave in held.select_related("version").order_by("opens", "pk").distinct()
        for question in wave.version.definition["questions"]
        if question["type"] == "one"
        and not question.get("measures")
        and "quoting" not in question.get("tags", ())
    }
    return {question["name"]: said(bracketed(question)["label"]) for question in found.values()}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _round_of(gathering: Gathering, compare: str) -> str:
    if compare == Report.Compare.COHORT:
        return gathering.cohort or "Without a round"
    if compare == Report.Compare.VERSION:
        return str(gathering.version) if gathering.version else "Without a design"
    return "All sessions"


def _led_by(found: list[Gathering]) -> str:
    """Return who is credited for these sessions: partners, groups, and our own team."""
    partners = sorted({gathering.partner for gathering in found if gathering.partner})
    own = ["our own team"] if any(not gathering.partner for gathering in found) else []
    return " and ".join([*partners, *sessions.groups_credited(found), *own])


def _rounds(
    organisation: Organisation,
    held: QuerySet[Gathering],
    groups: dict[str, list[Gathering]],
    answered: dict[int, Collected],
) -> Iterator[Round]:
    """Yield the rounds; answers that sessions of several rounds share come last, by themselves."""
    where: dict[int, set[str]] = {}
    for name, found in groups.items():
        for gathering in found:
            if gathering.evaluation_id in answered:
                where.setdefault(gathering.evaluation_id, set()).add(name)
    for name, found in groups.items():
        yield Round(
            name=name,
            gatherings=found,
            totals=counts.totals(organisation, held.filter(pk__in=[g.pk for g in found])),
            led_by=_led_by(found),
            waves=[answered[wave] for wave, names in where.items() if names == {name}],
        )
    shared = [answered[wave] for wave, names in where.items() if len(names) > 1]
    if shared:
        nobody = counts.totals(organisation, held.none())
        yield Round("Asked together in several rounds", [], nobody, "", shared)
