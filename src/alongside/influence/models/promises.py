"""Anything that is owed to people, with its day (B05)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation
from alongside.projects.models import Evidence, Project


class Promise(models.Model):
    """Something that is owed to people by a day. Whether it is due, late or kept follows from the
    days. Nobody deletes one: what cannot be kept is given up, with words, and stays.

    Its day can be moved once, with words: `moved_from` is the day that was promised first.
    `source` names what it follows from in its own noun ("plan:3"), so that it is made once.
    """

    class Kind(models.TextChoices):
        FEEDBACK = "feedback", "To say what came of it"
        PAYMENT = "payment", "To pay"
        ACCESS = "access", "What somebody needs to take part"
        PREPARATION = "preparation", "Preparation or training"
        OTHER = "other", "Something else"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="promises")
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="promises"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField("what is promised", max_length=300)
    to_whom = models.CharField("to whom", max_length=200)
    private = models.BooleanField(
        "only staff see it, because it is about one person", default=False
    )
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="promises_owned")
    due = models.DateField()
    made_on = models.DateField()
    moved_from = models.DateField("the day first promised", null=True, blank=True)
    moved_because = models.TextField(blank=True)
    moved_on = models.DateField("when it was moved", null=True, blank=True)
    kept_on = models.DateField(null=True, blank=True)
    how = models.TextField("how it was kept", blank=True)
    evidence = models.ForeignKey(
        Evidence, models.SET_NULL, null=True, blank=True, related_name="promises"
    )
    given_up = models.DateField(null=True, blank=True)
    given_up_because = models.TextField(blank=True)
    source = models.CharField(max_length=40, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="promise_says_something"),
            models.CheckConstraint(
                condition=Q(kept_on=None) | Q(given_up=None), name="promise_kept_or_given_up"
            ),
            models.CheckConstraint(
                condition=Q(given_up=None) | ~Q(given_up_because=""),
                name="promise_given_up_says_why",
            ),
            models.CheckConstraint(
                condition=Q(moved_from=None, moved_on=None, moved_because="")
                | (Q(moved_from__isnull=False, moved_on__isnull=False) & ~Q(moved_because="")),
                name="promise_moved_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["feedback", "payment", "access", "preparation", "other"]),
                name="promise_kind_known",
            ),
            models.UniqueConstraint(
                fields=["organisation", "source"],
                condition=~Q(source=""),
                name="promise_of_a_source_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "due"], name="promise_due")]

    def __str__(self) -> str:
        return self.text

    @property
    def first_due(self) -> date:
        """The day that was promised first."""
        return self.moved_from or self.due

    @property
    def settled(self) -> bool:
        """Whether it was kept or given up."""
        return bool(self.kept_on or self.given_up)
