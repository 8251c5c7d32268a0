"""What goes into a report: who came to which sessions, and what they answered."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from alongside.asks import queries as asks
from alongside.asks.models import Wave
from alongside.gatherings import counts
from alongside.gatherings.models import Gathering, Programme
from alongside.influence import queries as influence
from alongside.insight import queries as insight
from alongside.people.models import Organisation

from .models import Report


@dataclass
class Answered:
    """One version of a form and what was answered to it: by response, and in people's own words
    (by question, of waves that have closed)."""

    definition: dict[str, Any]
    answers: list[dict[str, Any]] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Round:
    """Sessions that are looked at together, who came to them and what they answered."""

    name: str
    gatherings: list[Gathering]
    totals: counts.Totals
    led_by: str
    forms: list[Answered]

    @property
    def responses(self) -> int:
        return sum(len(form.answers) for form in self.forms)


@dataclass
class Inputs:
    """Everything a report is made of, read from the database in one go."""

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

    def fingerprint(self) -> str:
        """Return the SHA-256 of all that is counted, the same for the same rows."""
        counted = {
            "sessions": [[row.gathering.pk, row.booked, row.came] for row in self.sessions],
            "areas": [[row.name, row.places, row.people] for row in self.areas],
            "rounds": [
                [one.name, sorted(map(_canonical, form.answers)), _sorted_words(form.words)]
                for one in self.rounds
                for form in one.forms
            ],
            "themes": [[f.theme.pk, str(f.people), list(f.quotes)] for f in self.findings],
            "answers": [[wish.theme.pk, wish.answer and wish.answer.pk] for wish in self.wishes],
        }
        return hashlib.sha256(_canonical(counted).encode()).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _sorted_words(words: dict[str, list[str]]) -> dict[str, list[str]]:
    return {question: sorted(texts) for question, texts in words.items()}


def reports(organisation: Organisation) -> QuerySet[Report]:
    """Return the reports, newest first, without their documents."""
    return organisation.reports.select_related("programme", "made_by").defer("document")


def inputs(
    programme: Programme, *, since: date, until: date, compare: str, now: datetime
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
    waves = [gathering.evaluation_id for found in groups.values() for gathering in found]
    analyses = list(insight.shared_about(Wave.objects.filter(pk__in=[w for w in waves if w])))
    return Inputs(
        organisation=organisation,
        programme=programme,
        since=since,
        until=until,
        totals=counts.totals(organisation, held),
        sessions=counts.by_session(held),
        areas=counts.by_area(organisation, held),
        rounds=[_round(organisation, held, name, found) for name, found in groups.items()],
        findings=[one for found in insight.findings_of(analyses).values() for one in found],
        wishes=influence.answered_of(analyses),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _round_of(gathering: Gathering, compare: str) -> str:
    if compare == Report.Compare.COHORT:
        return gathering.cohort or "Without a round"
    if compare == Report.Compare.VERSION:
        return str(gathering.version) if gathering.version else "Without a design"
    return "All sessions"


def _round(
    organisation: Organisation, held: QuerySet[Gathering], name: str, found: list[Gathering]
) -> Round:
    partners = sorted({gathering.partner for gathering in found if gathering.partner})
    own = any(not gathering.partner for gathering in found)
    waves = dict.fromkeys(g.evaluation for g in found if g.evaluation is not None)
    return Round(
        name=name,
        gatherings=found,
        totals=counts.totals(organisation, held.filter(pk__in=[g.pk for g in found])),
        led_by=" and ".join([*partners, *(["our own team"] if own else [])]),
        forms=_answered(list(waves)),
    )


def _answered(waves: list[Wave]) -> list[Answered]:
    """Return what was answered in these waves, one entry a version of a form. Two queries."""
    versions = {wave.pk: wave.version for wave in waves}
    found = {version.pk: Answered(version.definition) for version in versions.values()}
    for response in asks.responses(waves):
        found[versions[response.wave_id].pk].answers.append(response.answers)
    for comment in asks.comments(waves):
        found[versions[comment.wave_id].pk].words[comment.question].append(comment.text)
    return list(found.values())
