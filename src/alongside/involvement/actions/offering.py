"""An opportunity is written, changed, made public and taken down."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once
from alongside.projects.models import Project

from ..models import Opportunity

OF_ONE_PERSON = "That project is about one person’s own support. It has nothing for others."


def _check(organisation: Organisation, project: Project | None, contact: Membership) -> None:
    if contact.organisation_id != organisation.pk or contact.left is not None:
        raise NotPossible("Choose somebody to ask who is in your organisation now.")
    check_project(organisation, project)


def check_project(organisation: Organisation, project: Project | None) -> None:
    """Raise NotPossible for a project of others, and for one person's own support."""
    if project is None:
        return
    if project.organisation_id != organisation.pk:
        raise NotPossible("Choose a project of your own organisation.")
    if project.level == Project.Level.INDIVIDUAL:
        raise NotPossible(OF_ONE_PERSON)


@transaction.atomic
def make(
    *,
    organisation: Organisation,
    by: Membership,
    now: datetime,
    contact: Membership,
    project: Project | None = None,
    client_id: UUID | None = None,
    **words: Any,
) -> Opportunity:
    """Return a new opportunity that nobody outside sees yet. `words` are the other fields of
    `Opportunity`. The same `client_id` again returns the same."""
    _check(organisation, project, contact)
    opportunity, _ = made_once(
        Opportunity.objects.filter(organisation=organisation),
        client_id=client_id,
        organisation=organisation,
        contact=contact,
        project=project,
        made=now,
        made_by=by,
        **words,
    )
    return opportunity


@transaction.atomic
def change(
    *,
    opportunity: Opportunity,
    contact: Membership,
    project: Project | None = None,
    **words: Any,
) -> Opportunity:
    """Change what an opportunity says. What somebody was offered already stays as it was told."""
    opportunity = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    _check(opportunity.organisation, project, contact)
    taken = opportunity.parts.filter(placed__isnull=False, left=None).count()
    if words["places"] < taken:
        raise NotPossible(f"{taken} people take part already. Enter at least as many places.")
    opportunity.contact, opportunity.project = contact, project
    for name, value in words.items():
        setattr(opportunity, name, value)
    opportunity.save()
    return opportunity


@transaction.atomic
def publish(*, opportunity: Opportunity, now: datetime) -> None:
    """Let anybody read it and ask for a place, at an address that stays."""
    locked = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    locked.published = locked.published or now
    locked.save(update_fields=["published"])


@transaction.atomic
def take_down(*, opportunity: Opportunity) -> None:
    """Take it off the public pages. Who asked keeps their own page, and its address is kept."""
    Opportunity.objects.filter(pk=opportunity.pk).update(published=None)
