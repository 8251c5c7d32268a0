"""The questions: a form being written, and the versions of it that were published."""

from django.db import models
from django.utils import timezone

from alongside.people.models import Membership, Organisation
from alongside.web.settled import Settled


class Form(models.Model):
    """A list of questions being written. What people answer is a published version of it."""

    class Purpose(models.TextChoices):
        EVALUATION = "evaluation", "Evaluation of a session"
        SURVEY = "survey", "Survey"
        EQUALITY = "equality", "Equality monitoring"
        ROOM = "room", "Asked in a room"
        ASSESSMENT = "assessment", "Self-assessment"

    NOT_WRITTEN = (Purpose.ROOM, Purpose.ASSESSMENT)
    """Purposes of forms that nobody writes here: they are made where people are asked."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="forms")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.EVALUATION)
    draft = models.JSONField(default=dict)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="forms_made")
    retired = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class FormVersion(Settled):
    """A published form: immutable JSON, shaped like XLSForm (see `methods.questions`)."""

    WHY = "a published version never changes; publish the next one"

    form = models.ForeignKey(Form, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    published = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["form", "number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.form}, version {self.number}"
