"""Whoever leads looks through what people wrote before the room reads it."""

from collections.abc import Collection

from django.db import transaction

from .. import looked
from ..models import LookedThrough, Step
from .running import locked, tell


@transaction.atomic
def look_at_words(*, step: Step, marks: Collection[str], shown: bool) -> None:
    """Let the room read words that stand at a step, known by their marks, or leave them out. Each
    can be undone; marks of words that stand there no longer change nothing."""
    room = locked(step.room)
    for mark in {one.mark for one in looked.written(step)} & set(marks):
        LookedThrough.objects.update_or_create(step=step, words=mark, defaults={"shown": shown})
    tell(room)
