"""Whoever wrote notes gets a code for each."""

from django.db import transaction

from alongside.asks.queries import hashed

from .. import queries, receipts
from ..models import Note, Wall


@transaction.atomic
def give_codes(*, wall: Wall, author: str) -> int:
    """Give a code to each note that somebody wrote and that has none yet; return to how many. Only
    the hash of each is kept. Nothing happens on a closed wall: nobody knows there who wrote what.
    """
    wall = Wall.objects.select_for_update(of=("self",)).get(pk=wall.pk)
    if wall.closed or not author:
        return 0
    notes = list(queries.without_receipt(wall, author))
    for note in notes:
        note.receipt = hashed(receipts.code(note, author))
    Note.objects.bulk_update(notes, ["receipt"])
    return len(notes)


def complete(*, wall: Wall) -> None:
    """Give a code to what people wrote after they had asked for codes: the wall is about to close.
    The caller holds its row."""
    for author in queries.asked_for_codes(wall):
        give_codes(wall=wall, author=author)
