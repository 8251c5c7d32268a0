"""Answers exported by another product: kept without who somebody is, then sent through the box."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from alongside.methods.formats import responses
from alongside.methods.formats.sheets import NotASheet, read_sheet
from alongside.methods.questions.importing import Understood, joined
from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from .. import sent
from ..models import Box, Form, FormVersion, Mode, ResponsesFile, Wave
from .asking import close, open_wave
from .writing import make_form, publish


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
            "first_day": export.days and export.days[0],
            "last_day": export.days and export.days[1],
            "rows": [
                [line, [cell.replace("\0", "") for cell in row]]
                for line, row in zip(sheet.lines, sheet.rows, strict=True)
            ],
            "refused": [[refusal.line, refusal.reason] for refusal in sheet.refused],
            "uploaded": now,
        },
    )
    return file


@dataclass(frozen=True)
class Answers:
    """What becomes one wave: its title, when it could first be answered, the answers, and when it
    was closed, which is now if nobody says. `of_session`: a session asked it."""

    title: str
    opens: datetime
    found: Understood
    closed: datetime | None = None
    of_session: bool = True


@transaction.atomic
def import_answers(
    *,
    file: ResponsesFile,
    version: FormVersion,
    uses: Sequence[str],
    waves: Sequence[Answers],
    left: Sequence[tuple[int, str]] = (),
    now: datetime,
) -> list[Wave]:
    """Return closed anonymous waves with the answers of a file, which come once, however often.

    They go through the box like any other: shuffled, under random ids, words cut loose. Of the
    file only its name, counts and what was put aside stay, and the lines that are `left`, each
    with its reason.
    """
    made = [_import(version, answers, now) for answers in waves]
    whole = joined([answers.found for answers in waves])
    file.added, file.mapping, file.left = now, list(uses), [list(each) for each in left]
    kept = {line for line, _ in left}
    file.rows = [row for row in file.rows if row[0] in kept]
    for heading, values in whole.aside.items():
        file.aside[heading] = sorted([*file.aside.get(heading, []), *values])
    before = file.result
    file.result = {
        "answers": len(whole.answers) + before.get("answers", 0),
        "refused": len(whole.refused) + before.get("refused", 0),
        "others": dict(Counter(before.get("others", {})) + Counter(whole.others)),
    }
    file.save(update_fields=["added", "rows", "mapping", "aside", "left", "result"])
    file.waves.add(*made)
    return made


def _import(version: FormVersion, answers: Answers, now: datetime) -> Wave:
    closed = answers.closed or now
    wave = open_wave(
        version=version,
        mode=Mode.ANONYMOUS,
        opens=answers.opens,
        closes=closed,
        title=answers.title,
        of_session=answers.of_session,
        given_elsewhere=True,
    )
    files = sent.questions(version.definition)
    Box.objects.bulk_create(
        (
            Box(wave=wave, answers={k: answer for k, answer in one.items() if k not in files})
            for one in answers.found.answers
        ),
        batch_size=500,
    )
    close(wave=wave, now=closed)
    return wave


def answered_version(
    *,
    form: Mapping[str, object] | FormVersion,
    title: str,
    by: Membership,
    now: datetime,
    purpose: str = Form.Purpose.EVALUATION,
) -> FormVersion:
    """Return the version that the answers of a file belong to: the one that is there, or that of a
    new form called `title` with this definition, published."""
    if not isinstance(form, FormVersion):
        made = make_form(
            organisation=by.organisation,
            title=title,
            draft=dict(form),
            purpose=purpose,
            by=by,
            now=now,
        )
        form = publish(form=made, now=now, by=by)
    if form.form.organisation_id != by.organisation_id:
        raise NotPossible("This form belongs to another organisation.")
    return form


@transaction.atomic
def add_earlier(
    *,
    file: ResponsesFile,
    found: Understood,
    form: Mapping[str, object] | FormVersion,
    title: str,
    uses: Sequence[str],
    since: date,
    until: date,
    by: Membership,
    now: datetime,
) -> Wave:
    """Return the closed wave of a survey that was held elsewhere from one day until another,
    answered by the responses of a file. They come once: what was added already stays as it is."""
    file = ResponsesFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.added is not None:
        return file.waves.all()[0]
    if file.organisation_id != by.organisation_id:
        raise NotPossible("These responses belong to another organisation.")
    if not found.answers:
        raise NotPossible("There are no answers to add. Look at what each column is.")
    opens = timezone.make_aware(datetime.combine(since, time.min))
    closed = min(timezone.make_aware(datetime.combine(until, time.max)), now)
    if closed <= opens:
        raise NotPossible("Enter a first day that is not in the future, and not after the last.")
    version = answered_version(form=form, title=title, by=by, now=now, purpose=Form.Purpose.SURVEY)
    answers = Answers(title, opens, found, closed=closed, of_session=False)
    (wave,) = import_answers(file=file, version=version, uses=uses, waves=[answers], now=now)
    return wave


@transaction.atomic
def leave_out(*, file: ResponsesFile) -> None:
    """Let go of the lines of a file that were left when it was added: nobody will add them."""
    file = ResponsesFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.added is not None:
        file.rows = []
        file.save(update_fields=["rows"])


def forget_uploads(*, before: datetime) -> int:
    """Remove files of responses that nobody has added since `before`; return how many."""
    return ResponsesFile.objects.filter(added=None, uploaded__lt=before).delete()[0]
