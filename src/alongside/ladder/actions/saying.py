"""What somebody says of a project: its rung, that of an activity, and what only a person knows."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.methods.rungs import CODESIGN, FACTS, HIGHEST, LOWEST, missing_for
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once
from alongside.projects.models import Evidence, Project

from ..models import Claim, FileShows, HadToCome
from ..queries import facts
from ..queries.activities import Activity
from ..queries.standing import chosen
from ..words import listed


@transaction.atomic
def say(
    *,
    project: Project,
    rung: int,
    day: date,
    why: str,
    by: Membership,
    now: datetime,
    aim: bool = False,
    client_id: UUID | None = None,
) -> Claim:
    """Return what a project is called from now on, or with `aim` what it wants to be. Raises
    NotPossible for rung 6 or 7 while facts for it are missing, unless it is an aim (R50). The same
    `client_id` again returns the same claim."""
    if again := _said_before(project, client_id):
        return again
    _check(rung, day, why, now)
    label = chosen(project.organisation).rungs[rung - 1].name
    if rung >= CODESIGN and not aim:
        missing = missing_for(rung, facts.known([project], now)[project.pk].so)
        if missing:
            raise NotPossible(
                f"This cannot be labelled {label} yet, because {listed(missing)}. You can keep it "
                "as what you aim for."
            )
    return _claim(project, rung, day, why.strip(), by, now, client_id, aim=aim)


@transaction.atomic
def say_of_activity(
    *,
    project: Project,
    activity: Activity,
    rung: int,
    day: date,
    why: str,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Claim:
    """Return what one activity is called. Raises NotPossible above what it can be by itself."""
    if again := _said_before(project, client_id):
        return again
    _check(rung, day, why, now)
    if rung > activity.most:
        names = chosen(project.organisation).rungs
        raise NotPossible(
            f"This cannot be labelled {names[rung - 1].name}: {activity.why}. By itself it is "
            f"{names[activity.most - 1].name} at most."
        )
    of = {f"{activity.kind}_id": activity.pk}
    return _claim(project, rung, day, why.strip(), by, now, client_id, **of)


def _said_before(project: Project, client_id: UUID | None) -> Claim | None:
    """Return what the same form said before: it stands, whatever records show meanwhile."""
    return project.claims.filter(client_id=client_id).first() if client_id else None


def _check(rung: int, day: date, why: str, now: datetime) -> None:
    if not LOWEST <= rung <= HIGHEST:
        raise NotPossible("Choose one of the seven rungs.")
    if not why.strip():
        raise NotPossible("Enter why you say so.")
    if day > timezone.localdate(now):
        raise NotPossible("Enter a day that is not still to come.")


def _claim(
    project: Project,
    rung: int,
    day: date,
    why: str,
    by: Membership,
    now: datetime,
    client_id: UUID | None,
    **more: object,
) -> Claim:
    words = chosen(project.organisation)
    claim, _ = made_once(
        project.claims.all(),
        client_id=client_id,
        project=project,
        rung=rung,
        day=day,
        why=why,
        label=words.rungs[rung - 1].name,
        wording=words.kept,
        said=now,
        said_by=by,
        **more,
    )
    return claim


@transaction.atomic
def say_who_had_to_come(
    *, project: Project, required: bool, by: Membership, now: datetime
) -> HadToCome:
    """Return what somebody says of whether people had to come; the same again changes nothing."""
    newest = project.had_to_come.order_by("-pk").first()
    if newest and newest.required == required:
        return newest
    return HadToCome.objects.create(project=project, required=required, said=now, by=by)


@transaction.atomic
def put_beside(
    *, project: Project, fact: str, evidence: Evidence, by: Membership, now: datetime
) -> FileShows:
    """Return a dated file beside the fact that it shows; beside it already, it stays."""
    if fact not in FACTS:
        raise NotPossible("Choose one of the facts.")
    if evidence.project_id != project.pk or evidence.file_id is None:
        raise NotPossible("Choose a file that belongs to this project.")
    if evidence.dated > timezone.localdate(now):
        raise NotPossible("What is still to come shows nothing yet: the day of this file is.")
    try:
        with transaction.atomic():
            return FileShows.objects.create(
                project=project, fact=fact, evidence=evidence, put=now, put_by=by
            )
    except IntegrityError:
        return FileShows.objects.get(project=project, fact=fact, evidence=evidence)


@transaction.atomic
def take_away(*, shown: FileShows) -> None:
    """Take a file away from beside a fact. The file itself stays with the project."""
    FileShows.objects.filter(pk=shown.pk).delete()
