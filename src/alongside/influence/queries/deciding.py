"""The register of decisions of a project, and what a careful colleague would say of one."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from alongside.people.models import Membership, Role
from alongside.projects.models import Evidence, Meeting, Project, Seat

from ..models import Action, Contribution, Decision, InTheRoom, OutcomeSeen, ProjectTheme
from .voting import Votes

WORK = [Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR, Role.Name.SENIOR_MANAGER]
"""Roles that can have something to do by a day."""


def open_decisions(project: Project) -> QuerySet[Decision]:
    """Return what is not decided yet, what is due first first; without a day last."""
    found = project.decisions.filter(decided_on=None).select_related("owner", "replaces")
    return found.order_by(F("due").asc(nulls_last=True), "declared", "pk")


def decided(project: Project) -> QuerySet[Decision]:
    """Return what was decided, newest first, also what was decided anew since."""
    found = project.decisions.filter(decided_on__isnull=False)
    return (
        found.select_related("owner", "meeting", "replaced_by")
        .prefetch_related("corrections")
        .order_by("-decided_on", "-pk")
    )


def whole(project: Project) -> QuerySet[Decision]:
    """Return the decisions of a project with all that belongs to them."""
    return project.decisions.select_related(
        "owner", "declared_by", "recorded_by", "meeting", "against", "replaces", "replaced_by"
    ).prefetch_related(
        "options", "bearings__theme", "actions__owner", "room__seat__member", "corrections"
    )


def can_own(project: Project) -> QuerySet[Membership]:
    """Return who can take something on: who works here in such a role, and who is in the team. In
    one person's own support only who is in it."""
    seats = Seat.objects.filter(project=project, left=None).values("member")
    who = Q(pk__in=seats)
    if project.level == Project.Level.STRATEGIC:
        who |= Q(pk__in=Membership.objects.filter(roles__name__in=WORK).values("pk"))
    return project.organisation.memberships.filter(who, left=None)


def seats_on(project: Project, day: date) -> QuerySet[Seat]:
    """Return who was in the team on a day or is in it now."""
    there = Q(joined__lte=day) & (Q(left=None) | Q(left__gte=day))
    return project.seats.select_related("member").filter(there | Q(left=None))


def citable(decision: Decision) -> QuerySet[Contribution]:
    """Return the words that can bear on a decision by themselves: those typed in or kept."""
    found = decision.project.contributions.filter(
        withdrawn=None, comment=None, kept__withdrawn=None
    )
    return found.exclude(citings__decision=decision).select_related("kept")


def other_themes(decision: Decision) -> QuerySet[ProjectTheme]:
    """Return the themes that do not bear on a decision."""
    return decision.project.themes.exclude(bearings__decision=decision)


def actions(project: Project) -> QuerySet[Action]:
    """Return the actions of a project: what is to be done, what is due first first; then what was
    done or stopped, newest first."""
    found = Action.objects.filter(decision__project=project)
    over = Coalesce("done_on", "stopped").desc(nulls_first=True)
    in_order = found.order_by(over, "due", "pk")
    return in_order.select_related("owner", "decision").prefetch_related("evidence")


def outcomes(decision: Decision) -> QuerySet[OutcomeSeen]:
    """Return what was seen later of a decision, newest first."""
    return decision.outcomes_seen.select_related("evidence__file", "by")


def evidence(project: Project) -> QuerySet[Evidence]:
    """Return the evidence that a project has."""
    return project.evidence.select_related("file")


def meetings(project: Project) -> QuerySet[Meeting]:
    """Return the meetings of a project, newest first."""
    return project.meetings.all()


class Fact(NamedTuple):
    """Something to know about a decision; `weighs` where it says that people had less say."""

    words: str
    weighs: bool = True


def facts(decision: Decision, votes: Votes) -> list[Fact]:
    """Return what a careful colleague would say about a decision: no block, only facts."""
    said = first_said(decision)
    found = [
        _declared_late(decision, said),
        *(_of_what_was_decided(decision, votes, said) if decision.made else []),
    ]
    return [Fact(words) for words in found if words]


def first_said(decision: Decision) -> date | None:
    """Return the day of the first words that bear on a decision."""
    bears = Q(placings__theme__bearings__decision=decision) | Q(citings__decision=decision)
    first = Contribution.objects.filter(bears).order_by("said_on").values_list("said_on", flat=True)
    return first.first()


def _declared_late(decision: Decision, said: date | None) -> str:
    declared = timezone.localdate(decision.declared)
    if said is None or said >= declared:
        return ""
    return (
        f"People were asked first: they said something about it on {_day(said)}, and the question "
        f"was written down here on {_day(declared)}."
    )


def _of_what_was_decided(decision: Decision, votes: Votes, said: date | None) -> Iterable[str]:
    on = decision.decided_on
    assert on is not None
    declared = timezone.localdate(decision.declared)
    if declared > on:
        yield f"It was decided on {_day(on)}, before the question was written down here."
    if said is None:
        yield "Nothing that people said bears on it."
    elif said > on:
        yield f"It was decided before anybody said something about it: the first on {_day(said)}."
    if decision.open_to == Decision.OpenTo.NOT:
        yield "It was settled already: people could not influence it."
    if not votes.there:
        yield "Nobody wrote down who was in the room."
    elif not votes.there_experience:
        yield "Nobody with experience of their own was in the room."
    elif votes.voted and not votes.experience:
        yield "Nobody with experience of their own had a vote."
    meeting = decision.meeting
    if meeting and meeting.day > on:
        yield f"It was decided before the meeting, which was on {_day(meeting.day)}."
    if decision.due and on > decision.due:
        yield f"It was decided late: it was due on {_day(decision.due)}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def vote_of(room: Iterable[InTheRoom]) -> list[tuple[str, str, str]]:
    """Return who was there: name, side in words, and vote in words."""
    return [(str(one.seat), side(one.seat), one.get_vote_display()) for one in room]


def side(seat: Seat) -> str:
    """Return on which side somebody is, in words."""
    if seat.staff and seat.experience:
        return "staff, with experience of their own"
    return "staff" if seat.staff else "experience of their own"
