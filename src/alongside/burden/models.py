"""How long it takes people, where nothing else says so."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation
from alongside.web.settled import Settled

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


class BurdenShown(Settled):
    """What is shown of the twelve whole months until a day, as `kept.as_data` says it. It does not
    move when one person more is asked for something: whoever looks on two days would learn their
    hours."""

    WHY = "figures that were shown stay as they were; those of the next month follow"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="burdens_shown")
    until = models.DateField()
    content = models.JSONField()

    class Meta:
        verbose_name_plural = "burdens shown"
        ordering = ["-until"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "until"], name="burden_shown_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.until}"
