"""Answers that another product collected."""

from django.db import models
from django.utils import timezone

from alongside.people.models import Membership, Organisation

from .waves import Wave


class ResponsesFile(models.Model):
    """Responses exported by another product, without the columns that say who somebody is: those
    were never kept, and of the times only the first and the last day of all. A row goes once it is
    an answer of a wave; all of them after a week if none was added. Rows that fit no session stay,
    with the reason in `left`, until somebody adds them or leaves them out. `aside` has the values
    of columns that answer no question, each list sorted."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="responses_files")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField("SHA-256 of the file", max_length=64)
    source = models.CharField(max_length=30, blank=True)
    headings = models.JSONField()
    left_behind = models.JSONField(help_text="Headings of the columns that were not kept.")
    first_day = models.DateField("when the first of them was given", null=True, blank=True)
    last_day = models.DateField("when the last of them was given", null=True, blank=True)
    rows = models.JSONField(help_text="Each row not added yet as [line, [cells]].")
    refused = models.JSONField(help_text="Each refused row as [line, reason].")
    mapping = models.JSONField(default=list, help_text="What each column was used for.")
    aside = models.JSONField(default=dict)
    uploaded = models.DateTimeField(default=timezone.now)
    added = models.DateTimeField(null=True, blank=True)
    left = models.JSONField(default=list, help_text="Each row not added as [line, reason].")
    result = models.JSONField(default=dict)
    waves = models.ManyToManyField(Wave, related_name="+")

    class Meta:
        ordering = ["-uploaded", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], name="responses_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
