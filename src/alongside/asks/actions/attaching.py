"""Files that people send with their answers: added to a draft, passed on to the answer, and gone
with either."""

import hashlib
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from alongside.files import actions as files
from alongside.files.models import File
from alongside.methods.attached import Document
from alongside.methods.pictures import Picture
from alongside.methods.questions import Question, type_of

from .. import sent
from ..models import Attached, Draft, Response, Wave

MOST_A_TURN = 50


def attach(
    *,
    wave: Wave,
    client: str,
    question: Question,
    received: Picture | Document,
    name: str,
    now: datetime,
) -> bool:
    """Add a file to somebody's draft; return whether there was room for it. The same file once
    more changes nothing.

    The file is kept first, as `files` keeps it: of one that is left half way nothing stays. It is
    the draft's when the row says so.
    """
    kind: Any = type_of(question)
    draft, _ = Draft.objects.get_or_create(
        wave=wave, client=client, defaults={"day": now.date(), "answers": {}}
    )
    there = Attached.objects.filter(draft=draft, question=question["name"], file__there=True)
    if there.filter(file__digest=_digest(received)).exists():
        return True
    if there.count() >= kind.most(question):
        return False
    file = files.add_received(
        received=received,
        organisation=wave.organisation,
        name=name,
        text=name or "A picture sent with an answer",
        origin=f"wave:{wave.pk}",
        guarded=True,
        now=now,
    )
    with transaction.atomic():
        Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if room := there.count() < kind.most(question):
            attached = Attached.objects.create(file=file, question=question["name"], draft=draft)
            _use(attached, wave, now)
    if not room:
        files.remove(file=file)
    return room


def _digest(received: Picture | Document) -> str:
    kept = received.large if isinstance(received, Picture) else received.content
    return hashlib.sha256(kept).hexdigest()


def _use(attached: Attached, wave: Wave, now: datetime) -> None:
    files.use(
        organisation=wave.organisation,
        by=_name(attached),
        codes=[attached.file.code],
        what=f"An answer to “{wave.title}”",
        address=reverse("asks:responses", args=[wave.organisation.slug, wave.pk]),
        now=now,
    )


def _name(attached: Attached) -> str:
    return f"attached:{attached.pk}"


def take_out(*, wave: Wave, client: str, code: str) -> None:
    """Take a file out of somebody's draft, and delete it."""
    for attached in sent.of_draft(wave, client).filter(file__code=code):
        Attached.objects.filter(pk=attached.pk).update(draft=None)
        _let_go(attached)


def pass_on(*, draft: Draft, response: Response, codes: Collection[str]) -> None:
    """Let the files that were sent belong to the answer; others go with the draft."""
    sent_with = Attached.objects.filter(draft=draft, file__code__in=codes)
    sent_with.update(draft=None, response=response)


def forget_files() -> int:
    """Delete files whose draft or answer is gone; return how many."""
    gone = list(sent.left_over()[:MOST_A_TURN])
    for attached in gone:
        _let_go(attached)
    return len(gone)


def _let_go(attached: Attached) -> None:
    with suppress(File.DoesNotExist):  # the ticker, or a second press, was quicker
        files.remove(file=File.objects.get(pk=attached.file_id), by=_name(attached))
