"""A version of a design is put before a small group (review), and what each of them says."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.people.models import Group, Membership, Organisation

from .designs import DesignVersion


class Review(models.Model):
    """A version of a design is put before a group, which is asked about each part of its agenda.

    Who is in the group may answer until `closes`, or until it is `closed` by hand. Names are shown
    with what was said, to those who run sessions.
    """

    version = models.ForeignKey(DesignVersion, models.PROTECT, related_name="reviews")
    group = models.ForeignKey(Group, models.PROTECT, related_name="reviews")
    question = models.TextField("what we ask them")
    asked = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    closes = models.DateTimeField(db_index=True)
    closed = models.DateTimeField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-asked", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("asked")), name="review_closes_later"),
            models.CheckConstraint(condition=~Q(question=""), name="review_asks_something"),
        ]

    def __str__(self) -> str:
        return f"{self.version}, reviewed by {self.group}"

    @property
    def organisation(self) -> Organisation:
        return self.group.organisation

    @property
    def ends(self) -> datetime:
        """When it closes, or was closed before that."""
        return min(self.closed or self.closes, self.closes)

    @property
    def last_day(self) -> date:
        """The day on which it closes, or was closed. The end of a day belongs to that day."""
        return timezone.localtime(self.ends - timedelta(microseconds=1)).date()

    def open(self, now: datetime) -> bool:
        """Return whether people of the group can say something now."""
        return now < self.ends


class ReviewAnswer(models.Model):
    """What one person of the group says. It can be changed until the review closes.

    `parts` has a {"verdict", "words"} for each item of the agenda, in order; either may be empty.
    """

    class Verdict(models.TextChoices):
        KEEP = "keep", "Keep it"
        CHANGE = "change", "Change it"
        LEAVE_OUT = "leave out", "Leave it out"

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="review_answers")
    parts = models.JSONField(default=list)
    missing = models.TextField("what is missing", blank=True)
    written = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["written", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "membership"], name="review_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} on {self.review.version}"
