"""How an organisation came to work with people: stages in order, what shows that each was reached,
and six values that people and staff rate again and again (R60)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.asks.models import Wave
from alongside.people.models import Membership, Organisation
from alongside.projects.models import Evidence, Project
from alongside.web import codes


def drawn_code() -> str:
    """Return six characters for the public address of a journey."""
    return codes.drawn(6)


class Journey(models.Model):
    """The way of an organisation, or of one programme of it. `published`: anybody may read it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="journeys")
    title = models.CharField(max_length=200)
    about = models.TextField("what it is about, in plain words", blank=True)
    code = models.CharField(max_length=6, unique=True, default=drawn_code)
    published = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="journey_has_a_title")]

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    """One stage of a journey: what it means to be there, who took part, what is next.

    Whether it is reached is not kept here: `queries.path` works it out from `Reached` and evidence.
    """

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    means = models.TextField("what it means to be there", blank=True)
    begun = models.DateField("when it began", null=True, blank=True)
    people = models.TextField("who took part with experience of their own", blank=True)
    staff = models.TextField("who took part of the staff", blank=True)
    changed = models.TextField("what has changed since", blank=True)
    holds_back = models.TextField("what holds us back", blank=True)
    next_step = models.CharField("what is done next", max_length=300, blank=True)
    next_owner = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="journey_steps"
    )
    next_due = models.DateField(null=True, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="journey_stages")
    projects = models.ManyToManyField(Project, blank=True, related_name="journey_stages")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["journey", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="journey_stage_has_a_name"),
            models.CheckConstraint(
                condition=Q(next_step="", next_owner=None, next_due=None)
                | ~Q(next_step="") & Q(next_owner__isnull=False, next_due__isnull=False),
                name="journey_step_has_an_owner_and_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EarlierWords(models.Model):
    """What a stage was called, and what it meant, until somebody put it in other words."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="earlier")
    name = models.CharField(max_length=200)
    means = models.TextField(blank=True)
    until = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "earlier words"
        ordering = ["-until", "-pk"]

    def __str__(self) -> str:
        return self.name


class Reached(models.Model):
    """Somebody says that a stage is reached since a day; `until` a step back, and why."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="times_reached")
    since = models.DateField()
    until = models.DateField("when it was no longer so", null=True, blank=True)
    because = models.TextField("why it is no longer so", blank=True)
    said_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "reached"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage"], condition=Q(until=None), name="journey_stage_reached_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")) & ~Q(because=""),
                name="journey_step_back_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage}, since {self.since}"


class ValueRound(models.Model):
    """People and staff are asked how far the six values are lived, in a survey of its own."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="rounds")
    wave = models.OneToOneField(Wave, models.CASCADE, related_name="value_round")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.wave)
