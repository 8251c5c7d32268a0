"""The facts about projects, each with the records that show it. As many queries for many projects
as for one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, F, Max, Min, QuerySet
from django.utils import timezone

from alongside.asks.models import Form, Wave
from alongside.gatherings.models import Gathering
from alongside.influence.models import Contribution, Decision, InTheRoom
from alongside.methods.rungs import FACTS, Fact, Record, Shows, shows
from alongside.people.access import STAFF
from alongside.people.models import Membership
from alongside.projects.models import Information, Meeting, Project, Stage

from ..models import FileShows, HadToCome
from ..words import at, page_of

KINDS = {
    "words": "Words that were written down",
    "note": "Notes on an ideas wall",
    "comment": "What people said in a session",
    "question": "What people said in a session",
    "answer": "Answers in a survey",
    "forum item": "Things a forum raised",
    "recording": "Summaries of recordings",
}
"""Ways of being asked, by the kind of what was said; a session is one way."""

SURVEY = KINDS["answer"]
PLANNING = (Stage.Kind.COMMISSIONING, Stage.Kind.DESIGN)
HELD: dict[str, str] = {Stage.Kind.DELIVERY: "delivery", Stage.Kind.REVIEW: "review"}


@dataclass
class Known:
    """What is known of a project: records by fact, and what only a low rung asks for."""

    project: Project
    records: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    occasions: list[tuple[str, Record]] = field(default_factory=list)
    """Every time people were asked: in which way ("" for a meeting), and its record."""
    informed: bool = False
    taught: bool = False
    required: bool | None = None

    @property
    def facts(self) -> dict[str, Fact]:
        """Every fact in order, so or not."""
        return {name: Fact(name, tuple(self.records.get(name, ()))) for name in FACTS}

    @property
    def so(self) -> dict[str, bool]:
        return {name: fact.so for name, fact in self.facts.items()}

    @property
    def shows(self) -> Shows:
        return shows(
            self.so, informed=self.informed, taught=self.taught, required=bool(self.required)
        )


def known(
    projects: Collection[Project], now: datetime, me: Membership | None = None
) -> dict[int, Known]:
    """Return what is known of each project now. Addresses lead only to pages `me` may open; those
    of surveys are for staff."""
    found = {project.pk: Known(project) for project in projects}
    today = timezone.localdate(now)
    _open(found)
    _surveys(found, me)
    _said(found)
    _meetings(found, today)
    _votes(found)
    _files(found)
    _low(found, now, today)
    return found


def _open(found: dict[int, Known]) -> None:
    """A decision counts as open where it was declared on a day before it was made: a declaration
    cannot be dated back."""
    rows = Decision.objects.filter(project__in=found).exclude(open_to=Decision.OpenTo.NOT)
    for one in rows.order_by("declared", "pk").values(
        "project", "pk", "question", "declared", "decided_on"
    ):
        declared = timezone.localdate(one["declared"])
        if one["decided_on"] is None or declared < one["decided_on"]:
            there = found[one["project"]]
            there.records["open"].append(
                Record(one["question"], _decision(there.project, one["pk"]), declared)
            )


def _decision(project: Project, pk: int) -> str:
    return at("influence:decision", project.organisation.slug, project.pk, pk)


def _said(found: dict[int, Known]) -> None:
    rows = (
        Contribution.objects.filter(project__in=found, withdrawn=None)
        .order_by()
        .values("project", "kind")
        .annotate(first=Min("said_on"), last=Max("said_on"))
    )
    for one in sorted(rows, key=lambda row: (row["first"], row["kind"])):
        there = found[one["project"]]
        way, address = KINDS[one["kind"]], page_of(there.project, "influence:contributions")
        record = Record(way, address, one["first"])
        there.records["asked"].append(record)
        if one["kind"] == Contribution.Kind.ANSWER and _has_survey(there):
            continue
        there.occasions.append((way, record))
        if one["last"] != one["first"]:
            there.occasions.append((way, Record(way, address, one["last"])))


def _has_survey(there: Known) -> bool:
    """Whether its surveys are counted: the answers kept from them are no other time."""
    return any(way == SURVEY for way, _ in there.occasions)


def asked(projects: Iterable[int]) -> QuerySet[Wave]:
    """Return the closed surveys of projects that the smallest group or more answered. What people
    feel about the ladder, and who they are, is no view of the matter."""
    return (
        Wave.objects.filter(project__in=projects, closed__isnull=False, felt=None)
        .exclude(version__form__purpose=Form.Purpose.EQUALITY)
        .annotate(people=Count("responses"))
        .filter(people__gte=F("minimum"))
        .order_by("closed", "pk")
    )


def _surveys(found: dict[int, Known], me: Membership | None) -> None:
    leads = me is not None and me.holds(*STAFF)
    for wave in asked(found):
        there = found[wave.project_id or 0]
        address = at("asks:wave", there.project.organisation.slug, wave.pk) if leads else ""
        record = Record(wave.title, address, timezone.localdate(wave.closed))
        there.records["asked"].append(record)
        there.occasions.append((SURVEY, record))


def _meetings(found: dict[int, Known], today: date) -> None:
    """Meetings that people with experience of their own were at."""
    rows = (
        Meeting.objects.filter(project__in=found, day__lte=today, presences__seat__experience=True)
        .distinct()
        .order_by("day", "pk")
        .values("project", "pk", "title", "day", "kind", "stage__kind")
    )
    for one in rows:
        there = found[one["project"]]
        record = Record(one["title"], page_of(there.project, "projects:meetings"), one["day"])
        there.occasions.append(("", record))
        if one["kind"] in Meeting.ASKING:
            continue
        if one["stage__kind"] in PLANNING:
            there.records["shaped"].append(record)
        elif one["stage__kind"] in HELD:
            there.records[HELD[one["stage__kind"]]].append(record)


def _decided(there: Known, label: str, pk: int, day: date | None) -> Record:
    """Return the record of a decision that was made; the database keeps none without its day."""
    return Record(label, _decision(there.project, pk), day or date.min)


def _votes(found: dict[int, Known]) -> None:
    rows = InTheRoom.objects.filter(
        decision__project__in=found, decision__decided_on__isnull=False, seat__experience=True
    ).exclude(vote=InTheRoom.Vote.NONE)
    votes = rows.order_by("decision__decided_on", "decision").values_list(
        "decision", "decision__project", "decision__question", "decision__decided_on"
    )
    for pk, project, question, day in votes.distinct():
        there = found[project]
        there.records["vote"].append(_decided(there, question, pk, day))


def _files(found: dict[int, Known]) -> None:
    rows = FileShows.objects.filter(project__in=found, evidence__file__isnull=False)
    for one in rows.values("project", "fact", "evidence__says", "evidence__dated"):
        there = found[one["project"]]
        address = page_of(there.project, "projects:evidence")
        there.records[one["fact"]].append(
            Record(f"{one['evidence__says']} (a file)", address, one["evidence__dated"])
        )


def _low(found: dict[int, Known], now: datetime, today: date) -> None:
    """What only the lowest rungs ask for; and being asked again, once every time is known."""
    told = Information.objects.filter(project__in=found, shared__lte=today)
    for project in told.order_by().values_list("project", flat=True).distinct():
        found[project].informed = True
    sessions = Gathering.objects.filter(project__in=found, cancelled=None, ends__lte=now)
    for project in sessions.order_by().values_list("project", flat=True).distinct():
        found[project].taught = True
    said = HadToCome.objects.filter(project__in=found).order_by("pk")
    for project, required in said.values_list("project", "required"):
        found[project].required = required
    for one in found.values():
        one.records["again"] += _more_than_once(one.occasions)


def _more_than_once(occasions: list[tuple[str, Record]]) -> list[Record]:
    """Return the records where they are of two days, or of two ways to ask; else none."""
    ways = {way for way, _ in occasions if way}
    days = {record.day for _, record in occasions}
    if len(ways) < 2 and len(days) < 2:
        return []
    return sorted((record for _, record in occasions), key=lambda record: record.day)
