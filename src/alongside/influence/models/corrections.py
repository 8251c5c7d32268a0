"""What was recorded of a decision turns out to be wrong."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership

from .chain import Decision


class Correction(models.Model):
    """What is right where the record of a decision is not. It stands beside the first words
    wherever they stand: those stay as they are, and whoever it is about is told."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="corrections")
    text = models.TextField("what is right, in plain words")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    written = models.DateTimeField(default=timezone.now)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
