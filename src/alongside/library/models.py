"""What an organisation teaches, in its own words: pages with versions, and how often each was
opened.

What counting means is kept by the tables: a Visit has a page and a day, and nothing of whoever
came.
"""

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.people.models import Membership, Organisation
from alongside.web.settled import Settled

from . import entries as listed
from .directory import Entry
from .glossary import Term


def drawn_id() -> int:
    """Return a random id, so that the order of ids says nothing about the order of arrival."""
    return secrets.randbits(62)


class Contents(models.Model):
    """What stands on a page: its title, its words in Markdown, and what it lists."""

    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    entries = models.JSONField(
        default=list, help_text="Each as a `directory.Entry` or `glossary.Term`."
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def directory(self) -> list[Entry]:
        return listed.people(self.entries)

    @property
    def terms(self) -> list[Term]:
        return listed.terms(self.entries)


class Page(Contents):
    """One page of an organisation. Its own contents are the draft; people read its newest version.

    The address (`slug`) is settled for good when the page is made. Of each kind but "other" there
    is one page in use, so that others know which one to lead to.
    """

    class Kind(models.TextChoices):
        DEFINITION = "definition", "What co-production is"
        MODELS = "models", "Models"
        BENEFITS = "benefits", "Benefits"
        BARRIERS = "barriers", "Barriers"
        SUPPORT = "support", "Where to go for support"
        GLOSSARY = "glossary", "What words mean"
        OTHER = "other", "Another page"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="pages")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    retired = models.DateTimeField("when it was put away", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="page_address_once"),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(retired=None) & ~Q(kind="other"),
                name="page_kind_in_use_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "definition",
                        "models",
                        "benefits",
                        "barriers",
                        "support",
                        "glossary",
                        "other",
                    ]
                ),
                name="page_kind_known",
            ),
        ]

    @property
    def lists_support(self) -> bool:
        """Whether this page says whom to turn to."""
        return self.kind == self.Kind.SUPPORT

    @property
    def lists_words(self) -> bool:
        """Whether this page says what words mean."""
        return self.kind == self.Kind.GLOSSARY


class PageVersion(Contents, Settled):
    """A page as it was published: it never changes."""

    WHY = "a published version never changes; publish the next one"

    page = models.ForeignKey(Page, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    because = models.CharField("changed because", max_length=500, blank=True)
    published = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="page_version_number_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(because=""), name="page_version_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class Visit(models.Model):
    """A page was opened on that day, once or, in a row of a day that is over, so many `times`."""

    id = models.BigIntegerField(primary_key=True, default=drawn_id)
    page = models.ForeignKey(Page, models.CASCADE, related_name="visits")
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)
    summed = models.BooleanField("all visits of that day so far", default=False)

    class Meta:
        indexes = [
            models.Index(fields=["day"], condition=Q(summed=False), name="visit_not_summed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "day"], condition=Q(summed=True), name="visit_summed_once"
            ),
        ]
