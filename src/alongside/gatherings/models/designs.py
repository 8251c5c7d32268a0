"""What sessions are about (programme), and how they run (design and its versions)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.people.models import Membership, Organisation


class Programme(models.Model):
    """A series of sessions with one aim, like "Co-production in practice"."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="programmes")
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    created = models.DateTimeField(default=timezone.now)
    outcomes_settled = models.DateField(
        "the day up to which what came of plans was looked at", null=True, blank=True
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="programme_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Design(models.Model):
    """A way to run a session of a programme. What it says lies in its versions.

    One that was brought in ready-made says in `came_from` where it came from, for good.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="designs")
    name = models.CharField(max_length=200)
    came_from = models.CharField("where it came from", max_length=500, blank=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("programme", Lower("name"), name="design_name_once")]

    def __str__(self) -> str:
        return self.name


class DesignVersion(models.Model):
    """What a design said from one change to the next.

    `agenda` is a list of items in order, as `methods.agenda` has them. Once a session that used it
    has begun, or once a group was asked about it, it never changes: `actions.change_design` then
    makes the next version, which says what `changed` and `because` of what, perhaps of a `review`.
    """

    design = models.ForeignKey(Design, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    break_minutes = models.PositiveSmallIntegerField(default=0)
    agenda = models.JSONField(default=list)
    activities = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    because = models.TextField(blank=True)
    review = models.ForeignKey(
        "Review", models.PROTECT, null=True, blank=True, related_name="changes"
    )
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["design", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="design_version_once"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(break_minutes__lt=F("minutes")),
                name="design_version_lasts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.design.name}, version {self.number}"
