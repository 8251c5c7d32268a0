"""What everybody in a project has, and what shows that something is so.

A file is kept first, in a transaction of its own: its row is there before its bytes. So wherever
the rest stops, nothing uses it, and the ticker takes it away (`files.tasks`).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from alongside.files import actions as files
from alongside.files import queries as kept_files
from alongside.files.models import File
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from ..models import Evidence, Information, Project
from .once import made_once

MOST_FILES = 200
"""Files that can be kept in one project."""

RESTS = "Something rests on this evidence, so it stays."

type Received = tuple[Any, str]
"""What a `files.forms.DocumentField` gives: what is kept, and the name it had."""


def share(
    *,
    project: Project,
    title: str,
    shared: date,
    by: Membership,
    now: datetime,
    text: str = "",
    link: str = "",
    file: Received | None = None,
    public: bool = False,
    client_id: UUID | None = None,
) -> Information:
    """Return something that everybody in the project has from a day on: text, a link or a file."""
    if client_id and (again := project.information.filter(client_id=client_id).first()):
        return again
    _check(project, text, link, file is not None, public)
    kept = _keep(project, file, by, now) if file else None
    with transaction.atomic():
        information, new = made_once(
            project.information.all(),
            client_id=client_id,
            project=project,
            title=title,
            text=text,
            link=link,
            file=kept,
            shared=shared,
            public=public,
        )
        if new:
            _use(information, now)
    return information


def change_information(
    *,
    information: Information,
    title: str,
    shared: date,
    by: Membership,
    now: datetime,
    text: str = "",
    link: str = "",
    file: Received | None = None,
    without_file: bool = False,
    public: bool = False,
) -> Information:
    """Change what everybody has. A new `file` takes the place of the old one."""
    project = information.project
    keeps = information.file_id is not None and not without_file
    _check(project, text, link, file is not None or keeps, public)
    kept = _keep(project, file, by, now) if file else None
    with transaction.atomic():
        there = Information.objects.select_for_update().filter(pk=information.pk).first()
        if there is None:
            raise NotPossible("Somebody has taken it away meanwhile.")
        if kept or without_file:
            there.file = kept
        there.title, there.text, there.link = title, text, link
        there.shared, there.public = shared, public
        there.save()
        _use(there, now)
    return there


@transaction.atomic
def take_away_information(*, information: Information, now: datetime) -> None:
    """Take something away that nobody needs any more; its file is deleted by the ticker."""
    pk = information.pk
    organisation = information.project.organisation
    information.delete()
    files.use(organisation=organisation, by=f"information:{pk}", codes=[], now=now)


def add_evidence(
    *,
    organisation: Organisation,
    says: str,
    dated: date,
    by: Membership,
    now: datetime,
    project: Project | None = None,
    record: str = "",
    address: str = "",
    file: Received | None = None,
    client_id: UUID | None = None,
) -> Evidence:
    """Return what shows that something is so: either a `record` made here with its `address`, or a
    file with the day it is of."""
    if bool(record) == (file is not None) or bool(record) != bool(address):
        raise NotPossible("Choose either a record of this project, or a file.")
    made = Evidence.objects.filter(organisation=organisation, project=project)
    if client_id and (again := made.filter(client_id=client_id).first()):
        return again
    kept = _keep(project or organisation, file, by, now) if file else None
    with transaction.atomic():
        evidence, new = made_once(
            made,
            client_id=client_id,
            organisation=organisation,
            project=project,
            says=says,
            dated=dated,
            record=record,
            address=address,
            file=kept,
            added=now,
            added_by=by,
        )
        if new and kept:
            files.use(
                organisation=organisation, by=f"evidence:{evidence.pk}", codes=[kept.code], now=now
            )
    return evidence


@transaction.atomic
def take_away_evidence(*, evidence: Evidence, now: datetime) -> None:
    """Take evidence away. Raises NotPossible where something rests on it."""
    pk, organisation = evidence.pk, evidence.organisation
    if _rests(evidence):
        raise NotPossible(RESTS)
    try:
        with transaction.atomic():
            evidence.delete()
    except ProtectedError as used:
        raise NotPossible(RESTS) from used
    files.use(organisation=organisation, by=f"evidence:{pk}", codes=[], now=now)


def _rests(evidence: Evidence) -> bool:
    """Whether a noun above names it in a list of its own, which the database would only shorten."""
    lists = [one for one in Evidence._meta.related_objects if one.many_to_many]
    return any(getattr(evidence, str(one.get_accessor_name())).exists() for one in lists)


def _check(project: Project, text: str, link: str, has_file: bool, public: bool) -> None:
    if not (text or link or has_file):
        raise NotPossible("Write what it says, or give a link or a file.")
    if public and project.level == Project.Level.INDIVIDUAL:
        raise NotPossible("One person’s own support has no public page.")


def _keep(of: Project | Organisation, file: Received, by: Membership, now: datetime) -> File:
    """Keep a file that only the pages of its project show (`guarded`), and count it."""
    received, name = file
    organisation = of.organisation if isinstance(of, Project) else of
    origin = f"{of._meta.model_name}:{of.pk}"
    if kept_files.number_of(organisation, origin) >= MOST_FILES:
        raise NotPossible(f"There are {MOST_FILES} files here already. Take one away first.")
    return files.add_received(
        received=received,
        organisation=organisation,
        name=name,
        text=name,
        origin=origin,
        by=by,
        guarded=True,
        now=now,
    )


def _use(information: Information, now: datetime) -> None:
    files.use(
        organisation=information.project.organisation,
        by=f"information:{information.pk}",
        codes=[information.file.code] if information.file else [],
        now=now,
    )
