"""Promises: anything that is owed to people, with its day (B05)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once
from alongside.projects.models import Evidence, Project

from ..models import Promise
from ..wording import plain
from .planning import note_completed


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
    if kind not in Promise.Kind.values:
        raise NotPossible("Choose what kind of promise it is.")
    if not text.strip():
        raise NotPossible("Enter what you promise.")
    _can_own(owner, organisation.pk)
    made, _ = made_once(
        same,
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
    if project:
        note_completed(project=project, now=now)
    return made


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
    locked = _locked(promise)
    if locked.given_up:
        raise NotPossible("This promise was given up. Make another.")
    if kept_on > timezone.localdate(now):
        raise NotPossible("Choose a day that is not still to come.")
    if evidence and evidence.organisation_id != locked.organisation_id:
        raise NotPossible("Choose evidence of your own organisation.")
    locked.kept_on, locked.how, locked.evidence = kept_on, how.strip(), evidence
    locked.save(update_fields=["kept_on", "how", "evidence"])
    return locked


@transaction.atomic
def give_up(*, promise: Promise, because: str, day: date) -> Promise:
    """Say that a promise cannot be kept, and why. It stays, and counts as not kept."""
    locked = _locked(promise)
    if locked.kept_on:
        raise NotPossible("This promise was kept.")
    if locked.given_up:
        raise NotPossible("This promise was given up already.")
    locked.given_up, locked.given_up_because = day, plain(because, "Enter why, in plain words.")
    locked.save(update_fields=["given_up", "given_up_because"])
    return locked


@transaction.atomic
def move(*, promise: Promise, due: date, because: str, now: datetime) -> Promise:
    """Move the day of a promise, once, with the reason that people read. The first day stays, and
    whether the promise was kept on time is said of that one."""
    locked, today = _locked(promise), timezone.localdate(now)
    if locked.settled:
        raise NotPossible("This promise was kept or given up already.")
    if locked.moved_from:
        raise NotPossible("The day was moved once already. Keep the promise, or give it up.")
    if due <= locked.due or due < today:
        raise NotPossible("Choose a day after the one you promised, and not one that has passed.")
    locked.moved_because = plain(because, "Enter why, in plain words: people read this.")
    locked.moved_from, locked.moved_on, locked.due = locked.due, today, due
    locked.save(update_fields=["moved_because", "moved_from", "moved_on", "due"])
    return locked


@transaction.atomic
def hand_over_promise(*, promise: Promise, owner: Membership) -> Promise:
    """Have somebody else see to it that a promise is kept."""
    locked = _locked(promise)
    if locked.settled:
        raise NotPossible("This promise was kept or given up already.")
    _can_own(owner, locked.organisation_id)
    locked.owner = owner
    locked.save(update_fields=["owner"])
    return locked


def _locked(promise: Promise) -> Promise:
    return Promise.objects.select_for_update().get(pk=promise.pk)


def _can_own(owner: Membership, organisation: int) -> None:
    if owner.organisation_id != organisation or owner.left is not None:
        raise NotPossible("Choose somebody who is in your organisation now.")
