"""Public figures of an area, and which answers stand for which group of it."""

from django.db import models
from django.utils import timezone

from alongside.people.models import Membership, Organisation
from alongside.web.settled import Settled


class AreaFigures(Settled):
    """How many people of each group live in the area, as an organisation loaded it: `rows` as
    `reading.read` returns them. They never change; who has newer ones loads the next version."""

    WHY = "a comparison was made with these figures; load the next version"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="area_figures")
    number = models.PositiveIntegerField()
    rows = models.JSONField()
    loaded = models.DateTimeField(default=timezone.now)
    loaded_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["organisation", "-number"]
        verbose_name_plural = "area figures"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="area_figures_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Match(models.Model):
    """Which group each answer to a question stands for: `groups` in the order of the answers, ""
    for none. `question` is the SHA-256 of what was asked (`methods.questions.same`), so that it
    holds wherever the same is asked again."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="matches")
    question = models.CharField(max_length=64)
    characteristic = models.CharField(max_length=100)
    groups = models.JSONField()
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["characteristic", "pk"]
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "question"], name="match_once")
        ]

    def __str__(self) -> str:
        return self.characteristic
