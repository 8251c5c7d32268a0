"""What people say themselves that they would like to do, and what they were told of."""

from django.db import models
from django.utils import timezone

from alongside.people.models import Membership

from .opportunities import Opportunity, Part


class Interest(models.Model):
    """What somebody would like to take part in, in their own words and ticks: never guessed.

    `kinds` are those of `Opportunity.Kind`; `words` are looked for in opportunities as they stand.
    `told` is when letters about new ones were last looked at for them.
    """

    class How(models.TextChoices):
        ROOM = "room", "In a room with others"
        ONLINE = "online", "Online"
        PHONE = "phone", "By telephone"
        PAPER = "paper", "On paper"

    class Often(models.TextChoices):
        NEVER = "never", "No letters"
        AT_ONCE = "at once", "As soon as there is something"
        WEEKLY = "weekly", "Once a week at most"
        MONTHLY = "monthly", "Once a month at most"

    member = models.OneToOneField(Membership, models.CASCADE, related_name="interest")
    kinds = models.JSONField(default=list)
    words = models.CharField("in their own words", max_length=500, blank=True)
    skills = models.CharField("what they are good at", max_length=500, blank=True)
    when = models.CharField("when they can", max_length=300, blank=True)
    how = models.JSONField(default=list)
    age = models.CharField(max_length=10, choices=Part.Age)
    often = models.CharField(max_length=8, choices=Often, default=Often.NEVER)
    told = models.DateTimeField(null=True, blank=True)
    said = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.words or ", ".join(self.kinds)


class ToldOf(models.Model):
    """Somebody was told of an opportunity: once, whoever asked for it."""

    interest = models.ForeignKey(Interest, models.CASCADE, related_name="told_of")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "told of"
        constraints = [
            models.UniqueConstraint(fields=["interest", "opportunity"], name="told_of_once"),
        ]

    def __str__(self) -> str:
        return str(self.opportunity)
