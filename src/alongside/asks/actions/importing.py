"""Answers exported by another product: kept without who somebody is, then sent through the box."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from alongside.methods.formats import responses
from alongside.methods.formats.sheets import NotASheet, read_sheet
from alongside.methods.questions.importing import Understood
from alongside.people.models import Membership

from ..models import Box, FormVersion, Mode, ResponsesFile, Wave
from .asking import close, open_wave


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
