"""Journeys and their paths: a stage is reached only where something shows it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db.models import QuerySet

from alongside.people.models import Organisation
from alongside.projects.models import Evidence, Project

from .. import values
from ..models import Journey, Reached, Stage, ValueRound

MOST_ROUNDS = 8
"""So many rounds of the values are shown, the newest."""


def journeys(organisation: Organisation) -> QuerySet[Journey]:
    """Return the journeys of an organisation."""
    return Journey.objects.filter(organisation=organisation).select_related("organisation")


def published(code: str) -> Journey | None:
    """Return the journey at a public address."""
    found = Journey.objects.filter(code=code.upper(), published__isnull=False)
    return found.select_related("organisation").first()


class State(StrEnum):
    """How far a stage has come, in words."""

    NOT_BEGUN = "Not begun"
    BEGUN = "On the way"
    SAID = "Said, not shown"
    REACHED = "Reached"
    NO_LONGER = "No longer"


class StageOnPath(NamedTuple):
    """A stage with how far it has come. `shows` is the evidence that counts: of a day since the
    last step back; `before` what is older. `projects` are those that the reader may read."""

    stage: Stage
    state: State
    number: int
    times: list[Reached]
    shows: list[Evidence]
    before: list[Evidence]
    projects: list[Project]
    late: bool

    @property
    def since(self) -> date | None:
        """Since when it is said to be reached; None where it is not."""
        return self.times[-1].since if self.times and not self.times[-1].until else None

    @property
    def back(self) -> list[Reached]:
        """The steps back, in their order."""
        return [one for one in self.times if one.until]


def path(journey: Journey, projects: Iterable[Project], today: date) -> list[StageOnPath]:
    """Return the stages of a journey in order, with as many queries for many. `projects` are those
    that the reader may read; links to others are left out."""
    return paths([journey], projects, today)[journey.pk]


def paths(
    journeys: Iterable[Journey], projects: Iterable[Project], today: date
) -> dict[int, list[StageOnPath]]:
    """Return the path of each of these journeys, by its key, with as many queries for many."""
    readable = {one.pk: one for one in projects}
    found: dict[int, list[StageOnPath]] = {one.pk: [] for one in journeys}
    stages = Stage.objects.filter(journey__in=found).select_related("next_owner")
    for stage in stages.prefetch_related("times_reached", "earlier", "evidence__file", "projects"):
        way = found[stage.journey_id]
        way.append(_on_path(stage, len(way) + 1, readable, today))
    return found


def _on_path(stage: Stage, number: int, readable: dict[int, Project], today: date) -> StageOnPath:
    times = list(stage.times_reached.all())
    backs = [one.until for one in times if one.until]
    last = max(backs) if backs else None
    evidence = list(stage.evidence.all())
    shows = [one for one in evidence if last is None or one.dated >= last]
    return StageOnPath(
        stage,
        _state(stage, times, shows),
        number,
        times,
        shows,
        [one for one in evidence if one not in shows],
        [readable[one.pk] for one in stage.projects.all() if one.pk in readable],
        bool(stage.next_due and stage.next_due < today),
    )


def _state(stage: Stage, times: list[Reached], shows: list[Evidence]) -> State:
    if any(one.until is None for one in times):
        return State.REACHED if shows else State.SAID
    if times:
        return State.NO_LONGER
    return State.BEGUN if stage.begun else State.NOT_BEGUN


def how_far(path: Iterable[StageOnPath]) -> str:
    """Return how far a journey has come, in a sentence."""
    states = [one.state for one in path]
    if not states:
        return "No stages yet."
    many = f"{len(states)} stage{'' if len(states) == 1 else 's'}"
    words = [f"{states.count(State.REACHED)} of {many} reached"]
    for state in (State.SAID, State.NO_LONGER, State.BEGUN):
        if state in states:
            words.append(f"{states.count(state)} {state.lower()}")
    return "; ".join(words) + "."


def of_project(project: Project) -> QuerySet[Stage]:
    """Return the stages that a project belongs to."""
    return project.journey_stages.select_related("journey").order_by("journey__title", "position")


def closed_rounds(journey: Journey) -> list[values.Round]:
    """Return the rounds of the values that have closed, the newest first."""
    found = ValueRound.objects.filter(journey=journey, wave__closed__isnull=False)
    newest = found.select_related("wave").order_by("-wave__closed", "-pk")[:MOST_ROUNDS]
    return [values.read(one.wave) for one in newest]


def asking(journey: Journey) -> QuerySet[ValueRound]:
    """Return the rounds that people can answer now, or that have not been closed yet."""
    return journey.rounds.filter(wave__closed=None).select_related("wave")
