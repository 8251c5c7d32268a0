"""Which assessments and instruments, and what stands about their items."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from alongside.methods.instruments import Instrument, why_not
from alongside.people.models import Membership, Organisation, Role
from alongside.projects.models import Evidence, Project

from . import positions
from .models import Assessment, NextStep, Outcome, OwnInstrument, Place, ShownBy
from .positions import OfDimension
from .shelf import shipped

RUNNERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that begin assessments and see to them."""

REMIND = timedelta(days=3)
"""So long before the last day whoever has not finished is reminded."""


def assessments(organisation: Organisation) -> QuerySet[Assessment]:
    """Return the assessments of an organisation, newest first."""
    rows = Assessment.objects.filter(organisation=organisation)
    return rows.select_related("organisation", "led_by", "wave")


def listed(organisation: Organisation) -> QuerySet[Assessment]:
    """Return them with how many items are talked over (`talked`)."""
    rows = assessments(organisation).annotate(talked=Count("outcomes"))
    return rows.order_by("-begun", "-pk")


def is_open(assessment: Assessment, now: datetime) -> bool:
    """Return whether people can still answer alone."""
    return assessment.closed is None and now < assessment.closes


def place_of(assessment: Assessment, member: Membership) -> Place | None:
    """Return somebody's place in the group; None where they have none."""
    return assessment.places.filter(member=member).first()


def in_group(assessment: Assessment, member: Membership) -> bool:
    """Return whether somebody is in the group, or leads its conversation."""
    return assessment.led_by_id == member.pk or place_of(assessment, member) is not None


def place(key: str) -> Place | None:
    """Return the place of which this hash of a private link is kept, with its assessment."""
    rows = Place.objects.select_related("assessment__organisation", "assessment__led_by", "member")
    return rows.filter(key=key).first()


def places(assessment: Assessment) -> QuerySet[Place]:
    """Return who is in the group, staff first, by name."""
    return assessment.places.select_related("member").order_by("-side", "member__name", "pk")


def leaders(organisation: Organisation) -> QuerySet[Membership]:
    """Return who can lead the conversation."""
    rows = organisation.memberships.filter(left=None, roles__name__in=RUNNERS)
    return rows.distinct().order_by("name", "pk")


def to_close(now: datetime) -> QuerySet[Assessment]:
    """Return the assessments whose last day to answer alone is over."""
    return Assessment.objects.filter(closed=None, closes__lte=now)


def to_remind(now: datetime) -> QuerySet[Place]:
    """Return the places of those who have not finished and whose last days have come."""
    rows = Place.objects.filter(
        assessment__closed=None,
        assessment__closes__gt=now,
        assessment__closes__lte=now + REMIND,
        assessment__begun__lt=now - REMIND,
        finished=None,
        reminded=False,
    ).exclude(member__email="")
    return rows.select_related("assessment__organisation", "assessment__led_by", "member")


def to_wipe() -> QuerySet[Assessment]:
    """Return the closed assessments of which the database files may still hold who said what."""
    return Assessment.objects.filter(closed__isnull=False, wiped=None)


def own_instruments(organisation: Organisation) -> QuerySet[OwnInstrument]:
    """Return the instruments that the organisation brought, newest version first of each."""
    return organisation.instruments.select_related("brought_by").order_by("key", "-version")


def offered(organisation: Organisation) -> list[Instrument]:
    """Return what can be begun with: those of the product, and the newest version of its own."""
    own: dict[str, Instrument] = {}
    for one in own_instruments(organisation):
        own.setdefault(one.key, one.instrument)
    return [*shipped().values(), *own.values()]


def instrument(organisation: Organisation, key: str, version: int) -> Instrument | None:
    """Return an instrument in a version: of the product, of the organisation, or as an assessment
    kept it; None where there is none."""
    if (found := shipped().get(key)) and found.version == version:
        return found
    own = organisation.instruments.filter(key=key, version=version).first()
    if own:
        return own.instrument
    kept = assessments(organisation).filter(key=key, version=version).first()
    return kept.instrument if kept else None


def evidence(organisation: Organisation) -> QuerySet[Evidence]:
    """Return the evidence that can be put beside an item: none about one person's own support."""
    rows = Evidence.objects.filter(organisation=organisation)
    return rows.exclude(project__level=Project.Level.INDIVIDUAL).select_related("project", "file")


def teams(organisation: Organisation) -> QuerySet[Project]:
    """Return the projects whose team can be asked: none about one person's own support."""
    rows = organisation.projects.exclude(level=Project.Level.INDIVIDUAL)
    return rows.filter(seats__left=None, seats__isnull=False).distinct()


@dataclass(frozen=True)
class Talked:
    """What the group came to about an item, with what shows it and what is done."""

    outcome: Outcome | None = None
    shown_by: list[ShownBy] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)


def talked(assessment: Assessment) -> dict[str, Talked]:
    """Return what stands about every item, by its key, with as many queries for many."""
    outcomes = {one.item: one for one in assessment.outcomes.select_related("written_by")}
    shows: dict[str, list[ShownBy]] = defaultdict(list)
    for one in assessment.shown_by.select_related("evidence__file"):
        shows[one.item].append(one)
    steps: dict[str, list[NextStep]] = defaultdict(list)
    for step in assessment.next_steps.select_related("owner"):
        steps[step.item].append(step)
    return {
        item.key: Talked(outcomes.get(item.key), shows[item.key], steps[item.key])
        for item in assessment.instrument.items
    }


def agreed(assessment: Assessment) -> dict[str, int | None]:
    """Return the points that the group agreed on, by item."""
    return dict(assessment.outcomes.values_list("item", "point"))


@dataclass(frozen=True)
class Time:
    """One time an instrument was used. `in_group`: whoever looks was in the group."""

    assessment: Assessment
    dimensions: list[OfDimension]
    took_part: list[positions.TookPart]
    in_group: bool


@dataclass(frozen=True)
class Run:
    """Times that can be compared, oldest first. `why_not`: why the run before cannot be compared
    with this one."""

    instrument: Instrument
    times: list[Time]
    why_not: str = ""

    @property
    def versions(self) -> list[int]:
        """The versions of the instrument that were used, each once."""
        return sorted({time.assessment.version for time in self.times})

    @property
    def by_dimension(self) -> list[tuple[str, list[tuple[Time, OfDimension]]]]:
        """Each dimension with what came of it each time."""
        return [
            (dimension.title, [(time, time.dimensions[at]) for time in self.times])
            for at, dimension in enumerate(self.instrument.dimensions)
        ]


def over_time(organisation: Organisation, key: str, me: Membership) -> list[Run]:
    """Return the times that an instrument was used and people have answered alone, in runs that can
    be compared, newest run first."""
    rows = assessments(organisation).filter(Q(key=key), closed__isnull=False)
    runs: list[Run] = []
    for one in rows.order_by("begun", "pk"):
        inside = in_group(one, me)
        dimensions = positions.of_dimensions(one, agreed(one), in_group=inside)
        came = positions.took_part(one) if inside else positions.took_part_shown(one)
        time = Time(one, dimensions, came, inside)
        before = runs[-1].times[-1].assessment.instrument if runs else one.instrument
        why = why_not(before, one.instrument)
        if runs and not why:
            runs[-1].times.append(time)
        else:
            runs.append(Run(one.instrument, [time], why))
    return runs[::-1]
