"""Documents before and after, and whose words changed them (B07)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from alongside.methods import comparing
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once
from alongside.projects.models import Evidence, Project

from ..models import (
    Contribution,
    Decision,
    Document,
    DocumentVersion,
    Passage,
    ProjectTheme,
)

MOST_LETTERS = 500_000
"""Letters of a version at most."""


@transaction.atomic
def begin_document(
    *,
    project: Project,
    title: str,
    text: str,
    dated: date,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Document:
    """Return a new document with its first version. The same `client_id` again returns the same."""
    if not title.strip():
        raise NotPossible("Enter what the document is called.")
    document, new = made_once(
        project.documents.all(),
        project=project,
        title=title.strip(),
        made=now,
        made_by=by,
        client_id=client_id,
    )
    if new:
        add_version(document=document, text=text, dated=dated, by=by, now=now)
    return document


@transaction.atomic
def add_version(
    *, document: Document, text: str, dated: date, by: Membership, now: datetime
) -> DocumentVersion:
    """Return the next version of a document. The newest words again are the newest version."""
    Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    words = comparing.paragraphs(text)
    if not words:
        raise NotPossible("Paste the words of the document, or choose a file.")
    if len(words) > comparing.MOST_PARAGRAPHS:
        raise NotPossible(
            f"It has {len(words):,} paragraphs; the most is {comparing.MOST_PARAGRAPHS:,}. "
            "Make two documents of it."
        )
    whole = "\n\n".join(words)
    if len(whole) > MOST_LETTERS:
        raise NotPossible(f"It has more than {MOST_LETTERS:,} letters. Make two documents of it.")
    if dated > timezone.localdate(now):
        raise NotPossible("Choose the day it is of: it cannot be still to come.")
    newest = document.versions.last()
    if newest and newest.text == whole:
        return newest
    return DocumentVersion.objects.create(
        document=document,
        number=newest.number + 1 if newest else 1,
        text=whole,
        dated=dated,
        added=now,
        added_by=by,
    )


@transaction.atomic
def delete_version(*, version: DocumentVersion) -> None:
    """Delete a version of a document for good, with the links of its paragraphs to what people
    said; the document too where it was the only one. Raises NotPossible while it shows that
    something was done."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=version.document_id)
    _shows_nothing(document.versions.filter(pk=version.pk))
    if document.versions.exclude(pk=version.pk).exists():
        document.versions.filter(pk=version.pk).delete()
    else:
        document.delete()


@transaction.atomic
def delete_document(*, document: Document) -> None:
    """Delete a document for good with all its versions. Raises NotPossible while one of them shows
    that something was done."""
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    _shows_nothing(locked.versions.all())
    locked.delete()


def _shows_nothing(versions: QuerySet[DocumentVersion]) -> None:
    """Refuse where evidence points at one of these versions."""
    keys = versions.values_list("pk", flat=True)
    records = [f"document version:{pk}" for pk in keys]
    if Evidence.objects.filter(record__in=records).exists():
        raise NotPossible("It shows that something was done, so it stays.")


@transaction.atomic
def show_document(*, document: Document, public: bool) -> Document:
    """Let everybody read a document and what changed in it, or nobody outside any more."""
    if public and document.project.level == Project.Level.INDIVIDUAL:
        raise NotPossible("One person’s own support is never public.")
    document.public = public
    document.save(update_fields=["public"])
    return document


@dataclass(frozen=True)
class Place:
    """A changed paragraph: of `version`, which was another one in `since`; `taken_out` where the
    place is that in the earlier version."""

    since: DocumentVersion
    version: DocumentVersion
    paragraph: int
    taken_out: bool


@transaction.atomic
def link_passage(
    *,
    place: Place,
    by: Membership,
    now: datetime,
    theme: ProjectTheme | None = None,
    contribution: Contribution | None = None,
    decision: Decision | None = None,
) -> Passage:
    """Return the link of a changed paragraph to whose words changed it, and the decision it follows
    from. The same link again is the same."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=place.version.document_id)
    if place.since.document_id != document.pk or place.since.number >= place.version.number:
        raise NotPossible("Choose two versions of this document.")
    if (theme is None) == (contribution is None):
        raise NotPossible("Choose a theme, or one thing that somebody said.")
    for one in (theme, contribution, decision):
        if one and one.project_id != document.project_id:
            raise NotPossible("Choose words and decisions of this project.")
    if contribution and contribution.comment_id:
        raise NotPossible("Choose the theme of the survey: nobody is to be found by one answer.")
    if decision and not decision.made:
        raise NotPossible("Choose a decision that has been made.")
    if not _changed(place):
        raise NotPossible("This paragraph did not change between the two versions.")
    passage, _ = Passage.objects.get_or_create(
        version=place.version,
        since=place.since,
        paragraph=place.paragraph,
        taken_out=place.taken_out,
        theme=theme,
        contribution=contribution,
        defaults={"decision": decision, "by": by, "linked": now},
    )
    if decision and passage.decision_id != decision.pk:
        passage.decision = decision
        passage.save(update_fields=["decision"])
    return passage


def _changed(place: Place) -> bool:
    rows = comparing.compare(
        comparing.paragraphs(place.since.text), comparing.paragraphs(place.version.text)
    )
    for row in rows:
        if place.taken_out and row.before == place.paragraph:
            return row.what == "taken out"
        if not place.taken_out and row.after == place.paragraph:
            return row.what in ("changed", "added")
    return False


@transaction.atomic
def unlink_passage(*, passage: Passage) -> None:
    """Take a link between a changed paragraph and somebody's words away."""
    passage.delete()
