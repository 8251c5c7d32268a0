"""Files about past sessions, as they were uploaded."""

from django.db import models
from django.utils import timezone

from alongside.people.models import Membership, Organisation


class RegisterFile(models.Model):
    """A register of past sessions that was uploaded: kept with every column it has, added to the
    sessions once somebody has looked at what we understood."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="register_files")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField("SHA-256 of the file", max_length=64)
    headings = models.JSONField()
    rows = models.JSONField(help_text="Each row as [line, [cells]].")
    refused = models.JSONField(help_text="Each refused row as [line, reason].")
    mapping = models.JSONField(default=dict, help_text="Which column (from 0) held what.")
    uploaded = models.DateTimeField(default=timezone.now)
    added = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-uploaded", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], name="register_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
