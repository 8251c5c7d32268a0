"""How long it takes people, where nothing else says so."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation

MEETING_MINUTES = 60


class Pace(models.Model):
    """How an organisation counts time. `seconds` for each question; None: by its kind and words."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="pace")
    seconds = models.PositiveSmallIntegerField("for each question", null=True, blank=True)
    meeting_minutes = models.PositiveSmallIntegerField(
        "for a meeting of a project", default=MEETING_MINUTES
    )
    changed = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "paces"
        constraints = [
            models.CheckConstraint(
                condition=Q(seconds=None) | Q(seconds__gte=1), name="pace_takes_time"
            )
        ]

    def __str__(self) -> str:
        return f"How long it takes at {self.organisation}"
