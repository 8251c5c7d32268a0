"""What somebody said in a room is kept as a contribution, which a decision can point to."""

from datetime import datetime

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.walls import actions as walls
from alongside.walls.models import Kept

from .. import said
from ..models import Raised, Room


@transaction.atomic
def keep_words(*, room: Room, source: str, by: Membership, now: datetime) -> Kept:
    """Keep words that the room sees with the results, or heard from a small group (`said.shown`).
    Raises NotPossible for any others."""
    room = Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
    words = next((one for one in said.shown(room) if one.source == source), None)
    if words is None:
        raise NotPossible("Only words that the room sees can be kept. Show the results first.")
    return walls.keep(
        organisation=room.gathering.organisation,
        kind=Kept.Kind.COMMENT,
        source=source,
        text=words.text,
        about=words.about,
        by=by,
        now=now,
    )


@transaction.atomic
def keep_question(*, raised: Raised, by: Membership, now: datetime) -> Kept:
    """Keep a question that the room has seen: also once the room is closed, for it stays."""
    raised = Raised.objects.select_for_update(of=("self",)).get(pk=raised.pk)
    if raised.state not in Raised.SEEN:
        raise NotPossible("Only a question that the room sees can be kept. Show it first.")
    gathering = raised.room.gathering
    return walls.keep(
        organisation=gathering.organisation,
        kind=Kept.Kind.QUESTION,
        source=said.source_of(raised),
        text=raised.text,
        about=f"Asked in the room: {gathering.title}",
        by=by,
        now=now,
    )
