"""Response rates of an anonymous wave are counted, once a day."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .. import rates
from ..models import Rates, Wave


@transaction.atomic
def count_rates(*, wave: Wave, now: datetime) -> Rates:
    """Keep how many of each team are invited and have answered by now, in the place of what was
    counted before."""
    counted, _ = Rates.objects.update_or_create(
        wave=wave,
        defaults={"day": timezone.localdate(now), "teams": rates.invited_by_team(wave)},
    )
    return counted
