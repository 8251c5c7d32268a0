"""Evaluations whose answers carry a name: who came and is still to be asked."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from alongside.asks import queries as asks
from alongside.asks.models import WITHOUT_MEMBER, Invitation

from .models import Attendance


def to_ask(now: datetime) -> QuerySet[Attendance]:
    """Return who came to a session whose evaluation is open, needs a link of one's own, and did
    not invite them yet."""
    invited = Invitation.objects.filter(
        wave=OuterRef("gathering__evaluation"), member=OuterRef("membership")
    )
    return Attendance.objects.filter(
        ~Exists(invited),
        gathering__evaluation__in=asks.open_waves(now).exclude(mode__in=WITHOUT_MEMBER),
        gathering__cancelled=None,
    ).select_related("membership", "gathering__programme__organisation", "gathering__evaluation")
