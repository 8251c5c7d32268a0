"""Who may see learning plans, write them and sign them. Returns the object, or raises."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.people import access as people
from alongside.people.models import Membership, Role
from alongside.people.queries import parts_of
from alongside.projects.access import readable
from alongside.projects.models import Project
from alongside.web.found import or_404

from .models import Activity, Check, Expectation, Need, Plan, PlanVersion
from .queries import evidence, planned

PLANNERS = (Role.Name.OWNER, Role.Name.LEAD, Role.Name.FACILITATOR)
"""Roles that write needs and plans."""

SIGNERS = (Role.Name.OWNER, Role.Name.SENIOR_MANAGER)
"""Roles that sign a plan, or ask for changes: a senior manager those of their area. Nobody signs
what they have sent themselves."""


def reader(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may read learning plans: staff and senior managers."""
    return people.reader(person, organisation)


def planner(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may write needs and plans."""
    return people.member(person, organisation, *PLANNERS)


def may_plan(me: Membership) -> bool:
    """Return whether this member may write needs and plans."""
    return me.holds(*PLANNERS)


def areas(me: Membership) -> set[int] | None:
    """Return the keys of the teams whose plans this member reads; None for all. A senior manager of
    a team reads those of their own area, beside those of the whole organisation."""
    if me.holds(*people.STAFF) or me.team is None:
        return None
    return parts_of(me.team)


def needs(me: Membership) -> QuerySet[Any]:
    """Return the needs this member may read."""
    return planned.needs(me.organisation, areas(me))


def need(me: Membership, pk: int) -> Need:
    """Return one need this member may read: also of another area, where a plan that they read
    answers it."""
    answered = Q(pk__in=Activity.objects.filter(plan__in=plans(me).order_by()).values("need"))
    every = planned.needs(me.organisation, None)
    mine = Q(pk__in=needs(me).order_by().values("pk"))
    return or_404(every.filter(mine | answered, pk=pk).first())


def plans(me: Membership) -> QuerySet[Plan]:
    """Return the plans this member may read."""
    return planned.plans(me.organisation, areas(me))


def plan(me: Membership, pk: int) -> Plan:
    """Return one plan this member may read."""
    found = or_404(plans(me).filter(pk=pk).first())
    found.organisation = me.organisation
    return found


def activity(plan: Plan, pk: int) -> Activity:
    """Return one activity of a plan."""
    return or_404(planned.activities(plan, timezone.now()).filter(pk=pk).first())


def version(plan: Plan, number: int) -> PlanVersion:
    """Return a version that was sent to be signed."""
    return or_404(planned.versions(plan).filter(number=number).first())


def may_sign(me: Membership, version: PlanVersion) -> bool:
    """Return whether this member may sign a version: an owner, or a senior manager of its area, who
    has not sent it and has not answered, while it is the newest."""
    newest = version.plan.versions.first()
    return (
        _signs(me, version.plan)
        and version.sent_by_id != me.pk
        and planned.answer_of(version, me) is None
        and newest is not None
        and newest.pk == version.pk
    )


def signer(me: Membership, plan: Plan) -> None:
    """Raise PermissionDenied for somebody who never signs this plan."""
    if not _signs(me, plan):
        raise PermissionDenied("only senior managers of its area and owners sign a plan")


def _signs(me: Membership, plan: Plan) -> bool:
    """Return whether somebody signs plans of this area, whatever else they may read as staff."""
    if me.holds(Role.Name.OWNER):
        return True
    return me.holds(Role.Name.SENIOR_MANAGER) and planned.looks_after(me, plan)


def judge(person: Any, organisation: str) -> Membership:
    """Return the membership of somebody who may say whether an expectation was met."""
    return people.member(person, organisation, *{*PLANNERS, *SIGNERS})


def waiting(me: Membership, now: datetime) -> planned.Waiting:
    """Return what waits for this member on their page of today."""
    if not me.holds(*SIGNERS):
        return planned.waiting(me, None, now)
    theirs = None if me.holds(Role.Name.OWNER) or me.team is None else parts_of(me.team)
    return planned.waiting(me, planned.plans(me.organisation, theirs), now)


def projects(me: Membership) -> QuerySet[Project]:
    """Return the projects in which something can be expected: those for everybody. Who reads a plan
    reads what was decided there, and one person’s own support is read by nobody else (R39)."""
    return readable(me).filter(level=Project.Level.STRATEGIC)


def expectation(plan: Plan, pk: int) -> Expectation:
    """Return one expectation of a plan."""
    return or_404(evidence.expectations(plan).filter(pk=pk).first())


def check(plan: Plan, pk: int) -> Check:
    """Return one check of a plan."""
    return or_404(plan.checks.select_related("wave").filter(pk=pk).first())
