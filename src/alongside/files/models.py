"""Everything that was uploaded, and what uses it.

A row is there before its bytes and longer than they are, so that wherever a server is killed no
bytes are left that no row speaks of (`actions.add`, `actions.remove`).
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.methods.attached import KINDS
from alongside.people.models import Membership, Organisation
from alongside.web import codes


def drawn_code() -> str:
    """Return the part of a file's address that nobody can guess."""
    return codes.drawn(24)


class File(models.Model):
    """Something that was uploaded: never under its name, and a picture never as it was sent.

    Its alternative `text` says what it shows, or it is `decorative` and says nothing by itself; of
    a document it says what it is. `origin` is what it was uploaded for ("wall:12"), "" for the
    organisation's own, which its staff can use wherever they like. One that is `guarded` is shown
    by the noun above alone, which knows who may see it.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture", "Picture"
        DOCUMENT = "document", "Document"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="files")
    code = models.CharField(max_length=24, unique=True, default=drawn_code)
    kind = models.CharField("what it is by its content", max_length=10, choices=Kind)
    ending = models.CharField("what kind of document it is", max_length=4, blank=True)
    name = models.CharField("what it was called where it came from", max_length=200, blank=True)
    text = models.CharField("what it shows", max_length=300, blank=True)
    decorative = models.BooleanField("it says nothing by itself", default=False)
    credit = models.CharField("whose it is, and its licence", max_length=300, blank=True)
    ends = models.DateField("the last day on which it may be shown", null=True, blank=True)
    origin = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    size = models.PositiveIntegerField("bytes")
    digest = models.CharField("SHA-256 of the bytes", max_length=64)
    width = models.PositiveSmallIntegerField(null=True, blank=True)
    height = models.PositiveSmallIntegerField(null=True, blank=True)
    guarded = models.BooleanField("only what it was uploaded for shows it", default=False)
    there = models.BooleanField("its bytes are kept, and it can be used", default=False)
    unused_since = models.DateTimeField(null=True, blank=True, default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=True, text="") | Q(decorative=False) & ~Q(text=""),
                name="file_says_what_it_shows",
            ),
            models.CheckConstraint(
                condition=Q(kind="picture", width__isnull=False, height__isnull=False, ending="")
                | Q(kind="document", width__isnull=True, height__isnull=True) & ~Q(ending=""),
                name="file_picture_or_document",
            ),
            models.CheckConstraint(
                condition=Q(guarded=False) | ~Q(origin=""), name="file_guarded_for_something"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "origin"], name="file_of_origin")]

    def __str__(self) -> str:
        return self.text or self.name or "A picture that says nothing by itself"

    @property
    def says_kind(self) -> str:
        """What kind of file it is, in words."""
        return KINDS[self.ending].says if self.ending else "Picture"


class Use(models.Model):
    """Something uses a file: `by` is its name in its own noun ("note:12"), `what` and `address` say
    where that is to staff. Where the use is `public`, whoever has the file's address sees it."""

    file = models.ForeignKey(File, models.CASCADE, related_name="uses")
    by = models.CharField(max_length=40)
    what = models.CharField(max_length=400)
    address = models.CharField(max_length=300)
    public = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["by", "file"], name="file_use_once")]

    def __str__(self) -> str:
        return self.what
