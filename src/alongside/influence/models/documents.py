"""A document before and after, and whose words changed a passage of it (B07)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership
from alongside.projects.models import Project
from alongside.web.settled import Settled

from .chain import Contribution, Decision, ProjectTheme


class Document(models.Model):
    """A text that people work on: a leaflet, a strategy, a form."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="documents")
    title = models.CharField(max_length=200)
    public = models.BooleanField("everybody may read it and what changed", default=False)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(Settled):
    """The words of a document on a day. It never changes."""

    WHY = "passages point at these words; add the next version"

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField("paragraphs, with an empty line between them")
    dated = models.DateField("the day it is of")
    added = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="document_version_number_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="document_version_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, version {self.number}"


class Passage(models.Model):
    """A paragraph of a version that is not as it was in an earlier one, because of what people
    said: a theme or one contribution, and the decision it follows from.

    `paragraph` is its place in `version`, from 0; of a passage that was taken out, the place in the
    earlier version (`taken_out`). `since` is the earlier version.
    """

    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="passages")
    since = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="+")
    paragraph = models.PositiveIntegerField()
    taken_out = models.BooleanField(default=False)
    theme = models.ForeignKey(
        ProjectTheme, models.CASCADE, null=True, blank=True, related_name="passages"
    )
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, blank=True, related_name="passages"
    )
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="passages"
    )
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    linked = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["version", "paragraph", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=False, contribution=None)
                | Q(theme=None, contribution__isnull=False),
                name="passage_is_of_a_theme_or_a_contribution",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}, paragraph {self.paragraph + 1}"

    @property
    def quote(self) -> str:
        """The words that it changed because of, where everybody may read them."""
        one = self.contribution
        return one.words if one and one.open_to_all else ""
