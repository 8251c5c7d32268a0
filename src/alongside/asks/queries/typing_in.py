"""Paper on its way: batches, and the sheets in them."""

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from ..models import Batch, Invitation, Sheet, Wave
from . import by_receipt, hashed
from .inviting import invitations


def batches(wave: Wave) -> QuerySet[Batch]:
    """Return the batches of paper of a wave, each with how many sheets wait (`waiting`), and how
    many of those a second person has checked (`checked`)."""
    return wave.batches.select_related("begun_by").annotate(
        waiting=Count("sheets"), checked=Count("sheets", filter=Q(sheets__checked_by__isnull=False))
    )


def being_typed_in(wave: Wave) -> QuerySet[Batch]:
    """Return the batches of a wave that do not count yet: it cannot close before they do."""
    return batches(wave).filter(counted=None)


def typed_in(batch: Batch) -> QuerySet[Sheet]:
    """Return the sheets of a batch, by number."""
    return batch.sheets.select_related("typed_by", "checked_by", "invitation__member", "team")


def without_answer(wave: Wave) -> QuerySet[Invitation]:
    """Return who was invited and whose answer we do not have, by name."""
    return invitations(wave).filter(done=False)


def code_is_taken(wave: Wave, code: str, sheet: Sheet | None = None) -> bool:
    """Return whether a receipt stands with other words already: typed in twice, most likely."""
    if by_receipt(code) is not None:
        return True
    waiting = Sheet.objects.filter(batch__wave=wave).annotate(hashes=Cast("receipts", TextField()))
    others = waiting.exclude(pk=sheet.pk) if sheet else waiting
    return others.filter(hashes__contains=hashed(code)).exists()
