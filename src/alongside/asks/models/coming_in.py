"""Answers on their way: drafts, the box of anonymous ones, and sheets of paper being typed in."""

import uuid

from django.db import models
from django.db.models import F, Q

from alongside.people.models import Membership, Team

from .waves import Invitation, Wave


class Draft(models.Model):
    """Answers on their way: kept between the pages of a form until they are sent. `typed` is what
    cannot be read as an answer yet, by field (see `kept.Kept`). `day` is when they were last
    touched; drafts are forgotten a week later, but those that a link leads to (`key`) stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="drafts")
    client = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    day = models.DateField()
    key = models.CharField("hash of the key that opens it elsewhere", max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "client"], name="draft_once")]


class Box(models.Model):
    """An anonymous answer as it came in. It stays until it is sealed together with others, and has
    nothing that leads to Taken, whose rows lie in the order in which people answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="box")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    answers = models.JSONField()
    receipts = models.JSONField(
        "hash of each receipt, by the field of the words it is for", default=dict
    )

    class Meta:
        verbose_name_plural = "boxes"


class Taken(models.Model):
    """A client id whose answer was accepted, so that sending it again changes nothing, sealed or
    not. It says nothing about the answer, and goes when the wave closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="taken")
    client = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "taken"
        constraints = [models.UniqueConstraint(fields=["wave", "client"], name="taken_once")]


class Batch(models.Model):
    """Sheets of paper being typed in together. While `counted` is empty the wave does not close:
    once each sheet was typed by one person and checked by another, all count at once, and of the
    batch only numbers stay: how many `sheets`, and how many the second person put right."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="batches")
    number = models.PositiveSmallIntegerField()
    begun_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    counted = models.DateField(null=True, blank=True)
    count = models.PositiveSmallIntegerField("how many sheets were counted", default=0)
    put_right = models.PositiveSmallIntegerField("how many the second person put right", default=0)

    class Meta:
        ordering = ["wave", "number"]
        verbose_name_plural = "batches"
        constraints = [models.UniqueConstraint(fields=["wave", "number"], name="batch_number_once")]

    def __str__(self) -> str:
        return f"{self.wave}, batch {self.number}"


class Sheet(models.Model):
    """What stands on one sheet of paper, typed in and not counted yet. `number` is written on the
    paper, so that the second person finds it. Whose it is (`invitation`) is known only where
    answers carry a name, and which `team` they ticked where answers keep it. The row goes when its
    batch is counted."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    receipts = models.JSONField("hash of each receipt, by field", default=dict)
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    typed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+"
    )
    put_right = models.BooleanField(default=False)
    client_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="sheet_number_once"),
            models.UniqueConstraint(
                fields=["batch", "invitation"],
                condition=Q(invitation__isnull=False),
                name="sheet_of_a_person_once",
            ),
            models.CheckConstraint(
                condition=~Q(checked_by=F("typed_by")), name="sheet_checked_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch}, sheet {self.number}"
