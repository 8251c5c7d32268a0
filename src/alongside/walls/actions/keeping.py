"""What somebody said is kept as a contribution, which a decision can point to."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from .. import queries
from ..models import Kept, Note


@transaction.atomic
def keep(
    *,
    organisation: Organisation,
    kind: str,
    source: str,
    text: str,
    about: str,
    by: Membership | None,
    now: datetime,
    votes: int | None = None,
) -> Kept:
    """Return what is kept of something somebody said: the first time a copy under a new address.
    `source` names it in its own noun, like "question:12"; the same is kept once.

    One that was withdrawn is there again, with the words it had; not one that whoever said it took
    back: then NotPossible is raised.
    """
    if not text.strip():
        raise NotPossible("There are no words to keep.")
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = queries.kept_of(organisation, source)
    if found is not None:
        return bring_back(kept=found)
    return Kept.objects.create(
        organisation=organisation,
        kind=kind,
        source=source,
        text=text.strip(),
        about=about.strip()[:500],
        votes=votes,
        kept=now,
        kept_by=by,
    )


@transaction.atomic
def keep_note(*, note: Note, by: Membership, now: datetime) -> Kept:
    """Keep a note of a wall that everybody sees. Raises NotPossible for one they do not."""
    wall = note.wall
    if wall.writing_alone or not note.there:
        raise NotPossible("Only a note that everybody sees can be kept.")
    parts = [wall.ask, wall.columns[note.column], note.group]
    return keep(
        organisation=wall.organisation,
        kind=Kept.Kind.NOTE,
        source=source_of(note),
        text=f"{note.text}\n\nWith a picture: {note.picture_says}" if note.picture else note.text,
        about=" · ".join(part for part in parts if part),
        votes=note.votes.count() if wall.votes else None,
        by=by,
        now=now,
    )


@transaction.atomic
def withdraw(*, kept: Kept, now: datetime) -> Kept:
    """Show nobody outside the words of a contribution any more. Its address says so; it can be
    brought back."""
    kept.withdrawn = kept.withdrawn or now
    kept.save(update_fields=["withdrawn"])
    return kept


@transaction.atomic
def withdraw_notes(*, notes: QuerySet[Note], now: datetime) -> None:
    """Show nobody what was kept of notes any more, because whoever wrote them took them back."""
    sources = [source_of(note) for note in notes]
    Kept.objects.filter(source__in=sources, withdrawn=None).update(withdrawn=now)


def source_of(note: Note) -> str:
    """Return what names a note where it is kept."""
    return f"note:{note.pk}"


@transaction.atomic
def take_back(*, kept: Kept, now: datetime) -> Kept:
    """Delete the words of a contribution, because whoever said it takes them back. Its address says
    so, and nobody can bring it back."""
    locked = Kept.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    locked.text, locked.withdrawn = "", locked.withdrawn or now
    locked.save(update_fields=["text", "withdrawn"])
    return locked


@transaction.atomic
def bring_back(*, kept: Kept) -> Kept:
    """Let people read a withdrawn contribution again. Raises NotPossible where whoever said it took
    it back, also by taking their note off the wall."""
    locked = Kept.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if locked.taken_back or queries.note_taken_back(locked):
        raise NotPossible("Whoever said this took their words back. Nobody can bring them back.")
    locked.withdrawn = None
    locked.save(update_fields=["withdrawn"])
    return locked
