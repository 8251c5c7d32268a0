"""A person looks again at what somebody says is not right, and says what came of it (R57)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from alongside.people.actions import NotPossible
from alongside.people.models import Membership

from ..models import Review
from ..wording import plain


@transaction.atomic
def close_review(
    *, review: Review, about: str, result: str, by: Membership, now: datetime
) -> Review:
    """Say what looking again led to: what was looked at (`Review.About`), and what was found, in
    words that whoever disagreed reads on their receipt."""
    locked = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if locked.closed:
        raise NotPossible("This is closed already. Whoever disagreed has read what you found.")
    if about not in Review.About.values:
        raise NotPossible("Choose what it led you to look at.")
    locked.about = about
    locked.result = plain(result, "Enter what you found and what you do, in plain words.")
    locked.closed, locked.closed_by = timezone.localdate(now), by
    locked.save(update_fields=["about", "result", "closed", "closed_by"])
    return locked
