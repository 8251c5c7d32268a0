"""What was recorded of a decision is put right, beside the first words."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once

from ..models import Correction, Decision
from ..wording import plain


@transaction.atomic
def correct(
    *,
    decision: Decision,
    text: str,
    by: Membership,
    now: datetime,
    client_id: UUID | None = None,
) -> Correction:
    """Return what is right where the record of a decision is not. The first words stay beside it.
    The same `client_id` again returns the same one. Raises NotPossible for words that are not
    plain, and where nothing was decided yet."""
    if not decision.made:
        raise NotPossible("Record what was decided first.")
    correction, _ = made_once(
        decision.corrections.all(),
        decision=decision,
        text=plain(text, "Enter what is right, in plain words."),
        by=by,
        written=now,
        client_id=client_id,
    )
    return correction
