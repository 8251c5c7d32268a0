"""What bears on a decision is linked to it, until it is decided; and it is decided anew."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from ..models import Bearing, Cited, Contribution, Decision, ProjectTheme
from .deciding import declare


@transaction.atomic
def link_theme(*, decision: Decision, theme: ProjectTheme) -> Bearing:
    """Return that a theme bears on a decision that is still open."""
    locked = _still_open(decision)
    if theme.project_id != locked.project_id:
        raise NotPossible("Choose a theme of this project.")
    return Bearing.objects.get_or_create(decision=locked, theme=theme)[0]


@transaction.atomic
def link_words(*, decision: Decision, contribution: Contribution) -> Cited:
    """Return that one contribution bears on a decision that is still open."""
    locked = _still_open(decision)
    if contribution.project_id != locked.project_id or contribution.withdrawn:
        raise NotPossible("Choose words of this project.")
    return Cited.objects.get_or_create(decision=locked, contribution=contribution)[0]


@transaction.atomic
def unlink_theme(*, decision: Decision, theme: ProjectTheme) -> None:
    """Take the link to a theme away while the decision is open."""
    Bearing.objects.filter(decision=_still_open(decision), theme=theme).delete()


@transaction.atomic
def unlink_words(*, decision: Decision, contribution: Contribution) -> None:
    """Take the link to a contribution away while the decision is open."""
    Cited.objects.filter(decision=_still_open(decision), contribution=contribution).delete()


def _still_open(decision: Decision) -> Decision:
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if locked.made:
        raise NotPossible("It is decided: what it was about stays as it is. Decide it anew.")
    return locked


@transaction.atomic
def declare_anew(
    *,
    decision: Decision,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
    **details: object,
) -> Decision:
    """Return a new decision that replaces one once it is made. What bore on that bears on it too;
    `details` are those of `declare`."""
    Decision.objects.select_for_update().get(pk=decision.pk)
    anew = declare(
        project=decision.project,
        by=by,
        now=now,
        replaces=decision,
        client_id=client_id,
        **details,  # type: ignore[arg-type]
    )
    for bearing in decision.bearings.all():
        Bearing.objects.get_or_create(decision=anew, theme_id=bearing.theme_id)
    for citing in decision.citings.filter(contribution__withdrawn=None):
        Cited.objects.get_or_create(decision=anew, contribution_id=citing.contribution_id)
    return anew
