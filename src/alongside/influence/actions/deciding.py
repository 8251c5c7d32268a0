"""Decisions: declared with how far they are open, and decided with reasons (R52, B06)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once
from alongside.projects.models import Meeting, Project, Seat

from ..models import (
    Bearing,
    Cited,
    Contribution,
    Decision,
    InTheRoom,
    Option,
    ProjectTheme,
    Reason,
)
from ..wording import plain
from . import answered
from .planning import note_completed

NO_WORDS = "Enter what was decided, in plain words."
NO_WHY = "Enter why, in plain words: people read this."


@transaction.atomic
def declare(
    *,
    project: Project,
    question: str,
    open_to: str,
    by: Membership,
    now: datetime,
    limits: str = "",
    options: Collection[str] = (),
    due: date | None = None,
    owner: Membership | None = None,
    replaces: Decision | None = None,
    client_id: UUID | None = None,
) -> Decision:
    """Return a question that has to be decided, and how far people can influence it. What cannot
    change is said in `limits`, wherever not everything is open. The same `client_id` again returns
    the same one."""
    if client_id:
        again = Decision.objects.filter(client_id=client_id, project=project).first()
        if again:
            return again
    if not question.strip():
        raise NotPossible("Enter what has to be decided, as a question.")
    if open_to != Decision.OpenTo.FULLY and not limits.strip():
        raise NotPossible("Say what cannot change, and why.")
    if owner and owner.organisation_id != project.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")
    if replaces and (replaces.project_id != project.pk or not replaces.made):
        raise NotPossible("Only what this project has decided can be decided anew.")
    if replaces and Decision.objects.filter(replaces=replaces).exists():
        raise NotPossible("That is being decided anew already.")
    decision, new = made_once(
        project.decisions.all(),
        project=project,
        question=question.strip(),
        open_to=open_to,
        limits=limits.strip(),
        declared=now,
        declared_by=by,
        due=due,
        owner=owner,
        replaces=replaces,
        client_id=client_id,
    )
    if not new:
        return decision
    Option.objects.bulk_create(
        Option(decision=decision, position=place, text=text)
        for place, text in enumerate(text for text in options if text.strip())
    )
    note_completed(project=project, now=now)
    return decision


@transaction.atomic
def plan(*, decision: Decision, due: date | None, owner: Membership | None) -> Decision:
    """Say anew when something is to be decided, and who sees to it."""
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if locked.made:
        raise NotPossible("This was decided already.")
    if owner and owner.organisation_id != locked.project.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")
    locked.due, locked.owner = due, owner
    locked.save(update_fields=["due", "owner"])
    return locked


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What came of a decision.

    `themes` and `contributions` that bear on it, each with how it mattered; `room` who of the team
    was there, each with a vote (`InTheRoom.Vote`); `chosen` the options that were taken.
    """

    outcome: str
    decided: str
    why: str
    decider: str
    decided_on: date
    reason: str = ""
    against: ProjectTheme | None = None
    dissent: str = ""
    review_on: date | None = None
    meeting: Meeting | None = None
    chosen: Collection[Option] = ()
    room: Mapping[Seat, str] | None = None
    themes: Mapping[ProjectTheme, str] | None = None
    contributions: Mapping[Contribution, str] | None = None


@transaction.atomic
def decide(*, decision: Decision, what: Decided, by: Membership, now: datetime) -> Decision:
    """Record what was decided, by whom and why. Raises NotPossible for a no without a type of
    reason and words people can read, and where it was decided already."""
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if locked.made:
        raise NotPossible("This was decided already. Decide it anew, if it has changed.")
    check(project=locked.project_id, decision=locked.pk, what=what, now=now)
    locked.outcome, locked.decided_on = what.outcome, what.decided_on
    locked.decided, locked.why = plain(what.decided, NO_WORDS), plain(what.why, NO_WHY)
    locked.decider, locked.dissent = what.decider.strip(), what.dissent.strip()
    locked.reason = what.reason if what.outcome in _WITH_REASON else ""
    locked.against, locked.review_on, locked.meeting = what.against, what.review_on, what.meeting
    locked.recorded, locked.recorded_by = now, by
    locked.save()
    for theme, how in (what.themes or {}).items():
        Bearing.objects.update_or_create(decision=locked, theme=theme, defaults={"how": how})
    for one, how in (what.contributions or {}).items():
        Cited.objects.update_or_create(decision=locked, contribution=one, defaults={"how": how})
    locked.options.filter(pk__in=[one.pk for one in what.chosen]).update(chosen=True)
    InTheRoom.objects.bulk_create(
        InTheRoom(decision=locked, seat=seat, vote=vote) for seat, vote in (what.room or {}).items()
    )
    _answer(locked, what.decided_on)
    return locked


_WITH_REASON = (Decision.Outcome.NO, Decision.Outcome.NOT_YET, Decision.Outcome.PART)


def check(*, project: int, decision: int | None, what: Decided, now: datetime) -> None:
    """Raise NotPossible where this cannot be what came of a decision of a project."""
    if what.outcome not in Decision.Outcome.values:
        raise NotPossible("Choose what came of it.")
    if what.outcome == Decision.Outcome.NO and what.reason not in Reason.values:
        raise NotPossible("Choose the type of reason why not.")
    if what.reason == Reason.CONFLICT and what.against is None:
        raise NotPossible("Choose the view that it conflicts with.")
    if what.outcome == Decision.Outcome.NOT_YET and what.review_on is None:
        raise NotPossible("Enter the day when you look at it again.")
    if what.review_on and what.review_on <= what.decided_on:
        raise NotPossible("Choose a day to look again that comes after the decision.")
    if not what.decider.strip():
        raise NotPossible("Enter who decided.")
    if what.decided_on > timezone.localdate(now):
        raise NotPossible("Choose the day on which it was decided: it cannot be still to come.")
    strangers = [
        *(seat for seat in what.room or {} if seat.project_id != project),
        *(theme for theme in what.themes or {} if theme.project_id != project),
        *(one for one in what.contributions or {} if one.project_id != project),
        *(one for one in what.chosen if one.decision_id != decision),
        *(one for one in (what.meeting, what.against) if one and one.project_id != project),
    ]
    if strangers:
        raise NotPossible("Choose people, themes and words of this project.")
    for seat, vote in (what.room or {}).items():
        if vote not in InTheRoom.Vote.values:
            raise NotPossible("Choose how each person voted.")
        if vote != InTheRoom.Vote.NONE and not seat.votes:
            raise NotPossible(f"{seat} has no vote in this project.")
    plain(what.decided, NO_WORDS)
    plain(what.why, NO_WHY)


def _answer(decision: Decision, day: date) -> None:
    """Note on whom it answers that they were, for the first time, on the day it was decided."""
    bears = Q(placings__theme__bearings__decision=decision) | Q(citings__decision=decision)
    answered.note(Contribution.objects.filter(bears), day)
