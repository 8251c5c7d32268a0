"""What was answered in a room, once it has closed: anonymous from then on, and protected."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.db import transaction

from alongside.people.models import Organisation

from ..models import Box, Form, FormVersion, Mode, Wave
from .asking import close


@transaction.atomic
def keep_from_room(
    *,
    organisation: Organisation,
    title: str,
    definition: Mapping[str, Any],
    answers: Iterable[dict[str, Any]],
    opened: datetime,
    now: datetime,
    receipts: Iterable[dict[str, str]] = (),
    purpose: str = Form.Purpose.ROOM,
    told_elsewhere: bool = False,
) -> Wave:
    """Return a closed wave in the mode "in the room" with these answers, one for each person.

    `definition` holds the questions that were asked. The answers go through the box like any other:
    shuffled, under random ids, words cut loose. Whatever is shown of them is protected. `receipts`
    has for each person the hashes of the codes of their words, by question. A group that assesses
    itself (`purpose`) is such a room too; `told_elsewhere` as in a wave.
    """
    form = Form.objects.create(
        organisation=organisation, title=title, purpose=purpose, made=now, retired=now
    )
    version = FormVersion.objects.create(form=form, number=1, definition=definition, published=now)
    wave = Wave.objects.create(
        organisation=organisation,
        version=version,
        title=title,
        mode=Mode.IN_THE_ROOM,
        minimum=organisation.minimum,
        opens=opened,
        told_elsewhere=told_elsewhere,
    )
    box = zip_longest(answers, receipts)
    Box.objects.bulk_create(
        (Box(wave=wave, answers=one, receipts=hashes or {}) for one, hashes in box if one),
        batch_size=500,
    )
    close(wave=wave, now=now)
    wave.refresh_from_db()
    return wave
