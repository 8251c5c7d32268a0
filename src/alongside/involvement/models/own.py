"""What somebody asks about what is kept of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership


class Correction(models.Model):
    """Somebody says what is wrong about what is kept of them. `answer`: what staff did, in words
    that they read on their own page."""

    member = models.ForeignKey(Membership, models.CASCADE, related_name="corrections")
    words = models.TextField("what is wrong, and what is right")
    asked = models.DateTimeField(default=timezone.now)
    answer = models.TextField("what we did", blank=True)
    done = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-asked", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="correction_has_words"),
            models.CheckConstraint(
                condition=Q(done=None) | ~Q(answer=""), name="correction_done_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
