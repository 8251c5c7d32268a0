"""Promises: anything that is owed to people, with its day (B05)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Evidence, Project

from ..models import Promise
from ..wording import plain


@transaction.atomic
def promise(
    *,
    organisation: Organisation,
    kind: str,
    text: str,
    to_whom: str,
    owner: Membership,
    due: date,
    by: Membership,
    now: datetime,
    project: Project | None = None,
    private: bool = False,
    source: str = "",
    client_id: UUID | None = None,
) -> Promise:
    """Return what is owed to people by a day. The same `client_id`, or the same `source`, again
    returns the same one."""
    same = Promise.objects.filter(organisation=organisation)
    again = (client_id and same.filter(client_id=client_id).first()) or (
        source and same.filter(source=source).first()
    )
    if again:
        return again
    if project and project.organisation_id != organisation.pk:
        raise NotPossible("Choose a project of your own organisation.")
    if owner.organisation_id != organisation.pk:
        raise NotPossible("Choose somebody of your own organisation.")
    return Promise.objects.create(
        organisation=organisation,
        project=project,
        kind=kind,
        text=text.strip(),
        to_whom=to_whom.strip(),
        private=private,
        owner=owner,
        due=due,
        made_on=timezone.localdate(now),
        source=source,
        made=now,
        made_by=by,
        client_id=client_id,
    )


@transaction.atomic
def keep(
    *,
    promise: Promise,
    kept_on: date,
    how: str,
    now: datetime,
    evidence: Evidence | None = None,
) -> Promise:
    """Say that a promise was kept, when and how."""
    locked = Promise.objects.select_for_update().get(pk=promise.pk)
    if locked.given_up:
        raise NotPossible("This promise was given up. Make another.")
    if kept_on > timezone.localdate(now):
        raise NotPossible("Choose a day that is not still to come.")
    locked.kept_on, locked.how, locked.evidence = kept_on, how.strip(), evidence
    locked.save(update_fields=["kept_on", "how", "evidence"])
    return locked


@transaction.atomic
def give_up(*, promise: Promise, because: str, day: date) -> Promise:
    """Say that a promise cannot be kept, and why. It stays, and counts as not kept."""
    locked = Promise.objects.select_for_update().get(pk=promise.pk)
    if locked.kept_on:
        raise NotPossible("This promise was kept.")
    locked.given_up, locked.given_up_because = day, plain(because, "Enter why, in plain words.")
    locked.save(update_fields=["given_up", "given_up_because"])
    return locked
