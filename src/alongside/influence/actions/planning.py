"""What a team settles before it invites anybody (R52 to R56)."""

from datetime import datetime

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.models import Project

from .. import steps
from ..models import Plan
from ..queries import planning


@transaction.atomic
def settle(
    *,
    project: Project,
    step: str,
    words: str,
    by: Membership,
    now: datetime,
    pays: bool | None = None,
) -> Plan:
    """Write down the answer of a team to one question of its plan. `pays` says, where the question
    is what people get from it, whether they are paid."""
    field = steps.step(step).field
    if not field:
        raise NotPossible("This question is answered with decisions.")
    if not words.strip():
        raise NotPossible("Enter your answer.")
    plan = _plan(project)
    setattr(plan, field, words.strip())
    if field == "benefit":
        if pays is None:
            raise NotPossible("Say whether people are paid.")
        plan.pays = pays
    return _saved(plan, by, now)


@transaction.atomic
def say_what_is_open(*, project: Project, nothing: bool, by: Membership, now: datetime) -> Plan:
    """Say that nothing can be influenced (`nothing`), or take that back. Raises NotPossible where a
    decision was declared that is open."""
    if nothing and planning.open_decisions(project).exists():
        raise NotPossible("You said that a decision is open. Then people can influence something.")
    plan = _plan(project)
    plan.nothing_open = nothing
    return _saved(plan, by, now)


def note_completed(*, project: Project, now: datetime) -> None:
    """Note on a plan that its last question is settled now, the first time that it is so. What
    settles it can be a decision or a promise of the project, made anywhere."""
    plan = Plan.objects.filter(project=project, completed=None).first()
    if plan and planning.standing(project, now).complete:
        plan.completed = now
        plan.save(update_fields=["completed"])


def _plan(project: Project) -> Plan:
    plan, _ = Plan.objects.get_or_create(project=project)
    return Plan.objects.select_for_update().get(pk=plan.pk)


def _saved(plan: Plan, by: Membership, now: datetime) -> Plan:
    plan.changed, plan.changed_by = now, by
    plan.save()
    note_completed(project=plan.project, now=now)
    plan.refresh_from_db()
    return plan
