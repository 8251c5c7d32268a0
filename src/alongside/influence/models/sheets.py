"""Spreadsheets with answers to many themes at once, as they were uploaded."""

from django.db import models
from django.utils import timezone

from alongside.people.models import Membership
from alongside.projects.models import Project


class AnswerSheet(models.Model):
    """A spreadsheet of answers that was uploaded. Its lines become decisions once somebody has
    looked at what we understood; `taken` says which line became which decision. What people said
    stands in the file and not here."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="answer_sheets")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField("SHA-256 of the file", max_length=64)
    headings = models.JSONField()
    rows = models.JSONField(help_text="Each row as [line, [cells]].")
    refused = models.JSONField(help_text="Each refused row as [line, reason].")
    taken = models.JSONField(default=dict, help_text="The key of a decision by its line.")
    uploaded = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-uploaded", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "fingerprint"], name="answer_sheet_once")
        ]

    def __str__(self) -> str:
        return self.file_name


class Reminded(models.Model):
    """Somebody was reminded of something they owe ("action:12"), due on a day: `stage` 0 before the
    day, 1 after it, 2 two weeks later and so on. Each once."""

    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    about = models.CharField(max_length=40)
    due = models.DateField()
    stage = models.PositiveIntegerField()
    day = models.DateField()

    class Meta:
        verbose_name_plural = "reminded"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "about", "due", "stage"], name="reminded_once"
            )
        ]
        indexes = [models.Index(fields=["member", "day"], name="reminded_on")]

    def __str__(self) -> str:
        return f"{self.about}, {self.stage}"
