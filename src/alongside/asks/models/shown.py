"""What was shown of answers, so that no later number gives a few people away."""

from django.db import models

from alongside.people.models import Organisation


class Cut(models.Model):
    """Counts that were shown of one question, so that no later ones, beside them, give away what a
    few people said.

    `question` is the SHA-256 of what was asked, `part` which counts of it (a row, "before"). They
    are of all who responded in `waves`, or with `group` = {"question", "answer"} of those of them
    who gave that answer to that question. None in `counts` or `answered` was withheld.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="cuts")
    question = models.CharField(max_length=64)
    part = models.CharField(max_length=100, blank=True)
    waves = models.JSONField()
    group = models.JSONField(default=dict)
    counts = models.JSONField()
    answered = models.PositiveIntegerField(null=True)
    fingerprint = models.CharField("SHA-256 of all of it", max_length=64)
    day = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "fingerprint"], name="cut_once")
        ]

    def __str__(self) -> str:
        return f"{len(self.waves)} waves, {self.day}"
