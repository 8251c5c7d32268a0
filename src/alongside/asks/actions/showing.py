"""What was shown of answers is remembered, so that nothing shown later gives them away."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from alongside.people.models import Organisation

from ..models import Cut


@transaction.atomic
def remember(*, organisation: Organisation, cuts: Iterable[Cut], now: datetime) -> None:
    """Keep unsaved `cuts` as shown on this day; what was shown like that before is kept once."""
    for cut in cuts:
        cut.organisation, cut.day = organisation, now.date()
        what = [cut.question, cut.part, cut.waves, cut.group, cut.counts, cut.answered]
        cut.fingerprint = hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
    Cut.objects.bulk_create(cuts, ignore_conflicts=True)
