"""What happens to forms, waves and answers. The only file of this noun that writes, together with
`sealing.py`, which moves anonymous answers out of the box."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from alongside.methods.formats import responses
from alongside.methods.formats.sheets import NotASheet, read_sheet
from alongside.methods.questions import check_form
from alongside.methods.questions.importing import Understood
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from . import drafting, queries, sealing
from .drafting import ChangedMeanwhile
from .models import (
    Box,
    Comment,
    Draft,
    Form,
    FormVersion,
    Invitation,
    Mode,
    Response,
    ResponsesFile,
    Taken,
    Wave,
)

EQUALITY_MINIMUM = 10
"""The smallest group that equality monitoring shows."""


class AlreadyAnswered(NotPossible):
    """This answer, or one of the same person, was accepted before. Nothing was changed."""


@transaction.atomic
def make_form(
    *,
    organisation: Organisation,
    title: str,
    draft: dict[str, Any],
    now: datetime,
    purpose: str = Form.Purpose.EVALUATION,
    by: Membership | None = None,
) -> Form:
    """Return a new form with this draft (JSON as `methods.questions` describes it)."""
    return Form.objects.create(
        organisation=organisation, title=title, purpose=purpose, draft=draft, made=now, made_by=by
    )


@transaction.atomic
def change_form(*, form: Form, title: str, draft: dict[str, Any]) -> Form:
    """Keep a changed draft. What was published before stays as it is."""
    form.title, form.draft = title, draft
    form.save(update_fields=["title", "draft"])
    return form


def _locked(form: Form) -> Form:
    return Form.objects.select_for_update().get(pk=form.pk)


@transaction.atomic
def write_heading(*, form: Form, title: str, intro: str, purpose: str, seen: str) -> Form:
    """Keep the title, introduction and purpose of a form; its questions stay as they are.

    Raises ChangedMeanwhile when they are no longer those of which `seen` is the revision.
    """
    form = _locked(form)
    if seen != queries.heading_revision(form):
        raise ChangedMeanwhile
    language = drafting.language(form.draft)
    form.title, form.purpose = title, purpose
    form.draft = {
        **form.draft,
        "title": drafting.worded(form.draft.get("title"), language, title),
        "intro": drafting.worded(form.draft.get("intro"), language, intro),
    }
    if not any(form.draft["intro"].values()):
        del form.draft["intro"]
    form.save(update_fields=["title", "purpose", "draft"])
    return form


@transaction.atomic
def write_question(*, form: Form, question: dict[str, Any], seen: str) -> Form:
    """Keep one question of a draft, finished or not, in its place or as a new one at the end.

    Raises ChangedMeanwhile when the question is no longer that of which `seen` is the revision.
    What others did to other questions in between stays.
    """
    form = _locked(form)
    form.draft = drafting.replaced(form.draft, question, seen)
    form.save(update_fields=["draft"])
    return form


@transaction.atomic
def move_question(*, form: Form, name: str, by: int) -> Form:
    """Move a question `by` places down, or up when that is below zero."""
    form = _locked(form)
    form.draft = drafting.moved(form.draft, name, by)
    form.save(update_fields=["draft"])
    return form


@transaction.atomic
def copy_question(*, form: Form, name: str) -> Form:
    """Put a copy of a question, with a name of its own, after it."""
    form = _locked(form)
    question = drafting.find(form.draft, name)
    if question is not None:
        words = drafting.label(question, drafting.language(form.draft))
        copy = {**question, "name": drafting.name_for(words, queries.names_taken(form))}
        place = drafting.names(form.draft).index(name) + 1
        form.draft = drafting.inserted(form.draft, copy, place)
        form.save(update_fields=["draft"])
    return form


@transaction.atomic
def remove_question(*, form: Form, name: str) -> tuple[dict[str, Any], int] | None:
    """Take a question out of a draft. Return it and its place, to put it back; None without it."""
    form = _locked(form)
    question = drafting.find(form.draft, name)
    if question is None:
        return None
    place = drafting.names(form.draft).index(name)
    form.draft = drafting.without(form.draft, name)
    form.save(update_fields=["draft"])
    return question, place


@transaction.atomic
def put_back_question(*, form: Form, question: dict[str, Any], place: int) -> Form:
    """Put a removed question back where it was, unless it is there already."""
    form = _locked(form)
    if drafting.find(form.draft, question["name"]) is None:
        form.draft = drafting.inserted(form.draft, question, place)
        form.save(update_fields=["draft"])
    return form


@transaction.atomic
def publish(
    *, form: Form, now: datetime, by: Membership | None = None, seen: str = ""
) -> FormVersion:
    """Return the draft as a new version that never changes; the same draft twice is one version.

    Raises NotPossible with the first thing that is wrong with the draft, and ChangedMeanwhile when
    `seen` is not the revision of the draft.
    """
    form = _locked(form)
    if seen and seen != drafting.revision(form.draft):
        raise ChangedMeanwhile
    if problems := check_form(form.draft):
        raise NotPossible(str(problems[0]))
    last = queries.latest(form)
    if last is not None and last.definition == form.draft:
        return last
    return FormVersion.objects.create(
        form=form,
        number=last.number + 1 if last else 1,
        definition=form.draft,
        published=now,
        published_by=by,
    )


@transaction.atomic
def open_wave(
    *,
    version: FormVersion,
    mode: str,
    opens: datetime,
    title: str = "",
    closes: datetime | None = None,
    minimum: int | None = None,
    readers: str = "",
    next_step: str = "",
) -> Wave:
    """Return a wave that asks `version` from `opens` to `closes`. Its mode can never change.

    `minimum` can be raised above the organisation's, never lowered; equality monitoring has at
    least 10, as its first page promises.
    """
    organisation = version.form.organisation
    if version.form.purpose == Form.Purpose.EQUALITY:
        minimum = max(minimum or 0, EQUALITY_MINIMUM)
    return Wave.objects.create(
        organisation=organisation,
        version=version,
        title=title or version.form.title,
        mode=mode,
        minimum=max(minimum or 0, organisation.minimum),
        opens=opens,
        closes=closes,
        readers=readers,
        next_step=next_step,
    )


@transaction.atomic
def move_opening(*, wave: Wave, opens: datetime, now: datetime, title: str = "") -> Wave:
    """Give a wave that is not open yet another start; it stays open for as long as before."""
    if now >= wave.opens:
        raise NotPossible("This is open already, so its start cannot be moved.")
    if wave.closes is not None:
        # In UTC, where a night on which the clocks change is as long as any other.
        wave.closes = opens.astimezone(UTC) + (wave.closes - wave.opens)
    wave.opens = opens
    wave.title = title or wave.title
    wave.save(update_fields=["opens", "closes", "title"])
    return wave


@transaction.atomic
def move_closing(*, wave: Wave, closes: datetime) -> Wave:
    """Give an open wave another time to close."""
    if wave.closed is not None:
        raise NotPossible("This has closed. It cannot be opened again.")
    wave.closes = closes
    wave.save(update_fields=["closes"])
    return wave


def invite(*, wave: Wave, member: Membership) -> str:
    """Return the key of a private link for this member. Asking again makes a new key."""
    key = secrets.token_urlsafe(24)
    Invitation.objects.update_or_create(
        wave=wave, member=member, defaults={"key": queries.hashed(key)}
    )
    return key


def keep_draft(*, wave: Wave, client: str, answers: dict[str, Any], now: datetime) -> None:
    """Keep what somebody has answered so far, until they send it or a week has passed."""
    Draft.objects.bulk_create(
        [Draft(wave=wave, client=client, answers=answers, day=now.date())],
        update_conflicts=True,
        unique_fields=["wave", "client"],
        update_fields=["answers", "day"],
    )


@transaction.atomic
def answer(
    *,
    wave: Wave,
    answers: dict[str, Any],
    client: str,
    now: datetime,
    invitation: Invitation | None = None,
) -> None:
    """Accept one person's answers. The same `client` id, or the same invitation, counts once.

    An anonymous answer goes into the box; of the invitation only "done" is kept. Any other becomes
    a Response of the invited member at once. Raises AlreadyAnswered for a second one, and
    NotPossible when the wave is not open or an invitation is needed.
    """
    if queries.state(wave, now) is not queries.State.OPEN:
        raise NotPossible("This is closed, so we could not take your answers.")
    if not wave.anonymous and invitation is None:
        raise NotPossible("Open the private link in your letter, so that we know it is you.")
    try:
        with transaction.atomic():
            Taken.objects.create(wave=wave, client=client)
            if invitation is not None:
                _mark_done(invitation)
            if wave.anonymous:
                Box.objects.create(wave=wave, answers=answers, client=client)
            elif invitation is not None:
                _respond(wave, invitation.member, answers, now)
    except IntegrityError as twice:
        raise AlreadyAnswered("We already have your answers. Nothing was changed.") from twice
    Draft.objects.filter(wave=wave, client=client).delete()


def _mark_done(invitation: Invitation) -> None:
    if not Invitation.objects.filter(pk=invitation.pk, done=False).update(done=True):
        raise AlreadyAnswered("We already have your answers. Nothing was changed.")


def _respond(wave: Wave, member: Membership, answers: dict[str, Any], now: datetime) -> None:
    kept, texts, may_quote = sealing.cut_loose(wave.version.definition, answers)
    response = Response.objects.create(
        wave=wave, mode=wave.mode, member=member, team=member.team, answers=kept, day=now.date()
    )
    for question, text in texts:
        Comment.objects.create(
            wave=wave,
            mode=wave.mode,
            question=question,
            text=text,
            may_quote=may_quote,
            response=response,
        )


@transaction.atomic
def close(*, wave: Wave, now: datetime) -> None:
    """Close a wave for good: everything in the box is sealed, and anonymous waves shuffled anew."""
    wave = Wave.objects.select_for_update().get(pk=wave.pk)
    if wave.closed is not None:
        return
    if wave.anonymous:
        sealing.seal(wave, everything=True)
        sealing.shuffle(wave)
    wave.taken.all().delete()
    wave.drafts.all().delete()
    wave.closed = now
    if not wave.anonymous:
        wave.wiped = now
    wave.save(update_fields=["closed", "wiped"])


@transaction.atomic
def seal(*, wave: Wave) -> int:
    """Seal what may be sealed of an open anonymous wave; return how many answers moved."""
    return sealing.seal(Wave.objects.select_for_update().get(pk=wave.pk), everything=False)


def wipe(*, wave: Wave, now: datetime) -> bool:
    """Remove the last traces of the box from the database files; True when they are gone."""
    if not sealing.wipe():
        return False
    wave.wiped = now
    wave.save(update_fields=["wiped"])
    return True


def forget_drafts(*, before: datetime) -> int:
    """Remove drafts not touched since `before`; return how many."""
    return Draft.objects.filter(day__lt=before.date()).delete()[0]


@transaction.atomic
def keep_responses(
    *, by: Membership, file_name: str, content: bytes, now: datetime
) -> ResponsesFile:
    """Return the file as responses that nobody has added yet; the same file again is the same one.

    Columns that say who somebody is are cut off before anything is kept. Raises
    `methods.formats.sheets.NotASheet` with one sentence when the file cannot be read.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    again = by.organisation.responses_files.filter(fingerprint=fingerprint).first()
    if again is not None:
        return again
    export = responses.opened(read_sheet(content))
    sheet = export.sheet
    if len(sheet.rows) > responses.MOST_ROWS:
        raise NotASheet(
            f"The file has {len(sheet.rows):,} responses; the most is {responses.MOST_ROWS:,}: "
            "split it."
        )
    if not sheet.headings or not sheet.rows:
        raise NotASheet("The file has no answers: only who answered, and when.")
    file, _ = ResponsesFile.objects.get_or_create(
        organisation=by.organisation,
        fingerprint=fingerprint,
        defaults={
            "by": by,
            "file_name": file_name[-200:],
            "source": export.source,
            "headings": sheet.headings,
            "left_behind": export.left_behind,
            "rows": [
                [line, [cell.replace("\0", "") for cell in row]]
                for line, row in zip(sheet.lines, sheet.rows, strict=True)
            ],
            "refused": [[refusal.line, refusal.reason] for refusal in sheet.refused],
            "uploaded": now,
        },
    )
    return file


@transaction.atomic
def import_answers(
    *,
    file: ResponsesFile,
    version: FormVersion,
    uses: Sequence[str],
    understood: Understood,
    title: str,
    opens: datetime,
    now: datetime,
) -> Wave:
    """Return a closed anonymous wave with the answers of a file, which come once, however often.

    They go through the box like any other: shuffled, under random ids, words cut loose. Of the
    file only its name, counts and what was put aside stay.
    """
    file = ResponsesFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.wave is not None:
        return file.wave
    wave = open_wave(version=version, mode=Mode.ANONYMOUS, opens=opens, closes=now, title=title)
    Box.objects.bulk_create(
        (
            Box(wave=wave, answers=answers, client=f"file-{file.pk}-{number}")
            for number, answers in enumerate(understood.answers)
        ),
        batch_size=500,
    )
    close(wave=wave, now=now)
    file.wave, file.added, file.rows, file.mapping = wave, now, [], list(uses)
    file.aside = understood.aside
    file.result = {
        "answers": len(understood.answers),
        "refused": len(understood.refused),
        "others": dict(understood.others),
    }
    file.save(update_fields=["wave", "added", "rows", "mapping", "aside", "result"])
    return wave


def forget_uploads(*, before: datetime) -> int:
    """Remove files of responses that nobody has added since `before`; return how many."""
    return ResponsesFile.objects.filter(added=None, uploaded__lt=before).delete()[0]
