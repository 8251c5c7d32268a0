"""What a project needs next, so that people who use the service are part of all of it."""

from dataclasses import dataclass
from datetime import date

from ..models import Milestone, Project
from . import Took, agreeing, team


@dataclass(frozen=True)
class Next:
    """One step. `what` says which; the page has the words for it (`projects/parts/next.html`)."""

    what: str
    number: int = 0
    took: Took | None = None
    milestone: Milestone | None = None


def next_step(project: Project, stages: list[Took], today: date) -> Next | None:
    """Return what is missing first, or None where nothing is."""
    seats = list(team(project))
    for side in ("experience", "staff"):
        if not any(getattr(seat, side) for seat in seats):
            return Next(f"no {side}")
    if not any(seat.experience and seat.votes for seat in seats):
        return Next("no vote")
    rules = agreeing.newest(project)
    if rules is None:
        return Next("no rules")
    _, others = agreeing.who_agreed(rules)
    if others:
        return Next("not agreed", number=len(others))
    ahead = project.milestones.filter(day__gte=today)
    if untold := ahead.filter(told=None).first():
        return Next("not told", milestone=untold)
    for took in stages:
        if not took.experience and (took.current or took.staff):
            return Next("stage without", took=took)
    if not project.milestones.exists():
        return Next("no timeline")
    if not project.meetings.exists():
        return Next("no meeting")
    return None
